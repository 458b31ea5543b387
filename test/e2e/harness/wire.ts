import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** The way of one till to head office, which can be cut and mended. */
export type Wire = { readonly url: string; cut(): void; mend(): void; close(): Promise<void> };

export async function openWire(port: number): Promise<Wire> {
  const open = new Set<Socket>();
  let isCut = false;
  const cutAll = (): void => open.forEach((socket) => socket.destroy());
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(port, "127.0.0.1");
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      // One side that breaks off ends the other: what they say then is theirs.
      socket.on("error", () => undefined);
      socket.on("close", () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port: near } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${near}`,
    cut() {
      isCut = true;
      cutAll();
    },
    mend() {
      isCut = false;
    },
    async close() {
      cutAll();
      await new Promise((done) => server.close(done));
    },
  };
}
