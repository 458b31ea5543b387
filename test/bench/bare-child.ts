import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { barePage } from "./bare-page.ts";

// `bare-child.ts FILE LINES`: serves the bare page, prints its address and is its engine. As in the product a scan
// goes from the page's socket straight into the process that stores it: each makes 4 kB durable and is answered with as
// many lines as the product would.
const [file = "", lines = "0"] = process.argv.slice(2);
const handle = openSync(file, "a");
const block = Buffer.alloc(4096, 0x41);
const line = { sku: "1001", unit: "pcs", qtyMilli: 1000, grossMinor: 245, discountMinor: 5, netMinor: 240 };
const named = Array.from({ length: Number(lines) }, (_, id) => ({
  id: String(id),
  name: `Молоко марка${id}`,
  ...line,
}));

const server = createServer((_, response) => {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(barePage);
});
new WebSocketServer({ server }).on("connection", (socket) => {
  socket.on("message", () => {
    writeSync(handle, block);
    fdatasyncSync(handle);
    socket.send(JSON.stringify({ lines: named }));
  });
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address !== null && typeof address === "object") console.log(`http://127.0.0.1:${address.port}/`);
});
process.once("SIGTERM", () => {
  closeSync(handle);
  process.exit(0);
});
