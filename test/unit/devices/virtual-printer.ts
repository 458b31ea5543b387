import { createServer, type Server, type Socket } from "node:net";

/** A receipt printer on the network: keeps what it gets and answers how it is. */
export class VirtualPrinter {
  /** Everything but questions, as hex. */
  printed = "";
  /** Answers to DLE EOT 1, 2 and 4; null says nothing. */
  status: Readonly<Record<number, number>> | null = { 1: 0x12, 2: 0x12, 4: 0x12 };
  /** Drops the line after so many bytes of a slip. */
  breaksAfter = Number.POSITIVE_INFINITY;
  port = 0;
  #server: Server | null = null;
  readonly #sockets = new Set<Socket>();

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async switchOn(): Promise<this> {
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    const address = server.address();
    if (address !== null && typeof address === "object") this.port = address.port;
    return this;
  }

  async switchOff(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    this.hangUp();
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Ends the calls and takes the next ones. */
  hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #serve(socket: Socket): void {
    socket.setNoDelay(true);
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      const hex = chunk.toString("hex");
      this.printed += hex.replaceAll(/1004(0[1-4])/g, "");
      if (this.printed.length / 2 > this.breaksAfter) {
        socket.destroy();
        return;
      }
      for (const [, request] of hex.matchAll(/1004(0[1-4])/g)) {
        const answer = this.status?.[Number(request)];
        if (answer !== undefined) socket.write(Uint8Array.of(answer));
      }
    });
  }
}
