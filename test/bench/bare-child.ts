import { fork } from "node:child_process";
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { barePage } from "./bare-page.ts";

// `bare-child.ts FILE LINES`: serves the bare page and prints its address; it starts itself again with `stores` to be
// the engine of it, so that a scan goes the same way through as many processes as in the product.
const [file = "", lines = "0", stores] = process.argv.slice(2);
if (stores === undefined) serve();
else store();

/** Makes 4 kB durable for each scan and answers as many lines as the product would. */
function store(): void {
  const handle = openSync(file, "a");
  const block = Buffer.alloc(4096, 0x41);
  const line = { sku: "1001", unit: "pcs", qtyMilli: 1000, grossMinor: 245, discountMinor: 5, netMinor: 240 };
  const named = Array.from({ length: Number(lines) }, (_, id) => ({
    id: String(id),
    name: `Молоко марка${id}`,
    ...line,
  }));
  process.on("message", () => {
    writeSync(handle, block);
    fdatasyncSync(handle);
    process.send?.({ lines: named });
  });
  process.on("disconnect", () => closeSync(handle));
}

function serve(): void {
  const engine = fork(import.meta.filename, [file, lines, "stores"], { serialization: "advanced" });
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(barePage);
  });
  const open = new Set<WebSocket>();
  new WebSocketServer({ server }).on("connection", (socket) => {
    open.add(socket);
    socket.on("message", () => engine.send("scan"));
  });
  engine.on("message", (answer) => {
    for (const socket of open) socket.send(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (address !== null && typeof address === "object") console.log(`http://127.0.0.1:${address.port}/`);
  });
  process.once("SIGTERM", () => process.exit(0));
}
