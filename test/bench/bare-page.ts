import { createServer } from "node:http";
import { WebSocketServer } from "ws";

/** Rows that stand in the till's list at a time. */
const rows = 28;

/**
 * The yardstick of the screen: Enter sends a few bytes over a bare socket, and the answer, as long as the view of a
 * basket, rewrites three cells of each visible row by bare DOM calls. No framework, no engine, no check of what came.
 */
const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Bare page</title>
<style>.row { display: grid; grid-template-columns: 1fr 6rem 6rem 6rem; height: 24px }</style><body><script>
const list = document.body.appendChild(document.createElement("div"));
for (let row = 0; row < ${rows}; row += 1) {
  const line = list.appendChild(document.createElement("div"));
  line.className = "row";
  line.dataset.testid = "line";
  for (let cell = 0; cell < 4; cell += 1) line.appendChild(document.createElement("span")).textContent = "0,00";
}
const socket = new WebSocket(location.href.replace("http", "ws"));
let turn = 0;
socket.onmessage = ({ data }) => {
  const { lines } = JSON.parse(data);
  turn += 1;
  const state = turn % 2 === 0 ? "eligible" : "discounted";
  [...list.children].forEach((line, index) => {
    line.dataset.state = state;
    [...line.children].forEach((cell, at) => { cell.textContent = at === 0 ? lines[index].name : String(turn * (index + at)); });
  });
};
addEventListener("keydown", ({ code }) => { if (code === "Enter") socket.send("scan"); });
</script></body></html>`;

/** Serves it on this machine; an answer holds `lines` lines. */
export async function serveBarePage(lines: number): Promise<{ readonly url: string; close(): void }> {
  const line = { sku: "1001", unit: "pcs", qtyMilli: 1000, grossMinor: 245, discountMinor: 5, netMinor: 240 };
  const named = Array.from({ length: lines }, (_, id) => ({ id: String(id), name: `Молоко марка${id}`, ...line }));
  const answer = JSON.stringify({ lines: named });
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => socket.on("message", () => socket.send(answer)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close() {
      for (const socket of sockets.clients) socket.terminate();
      server.close();
    },
  };
}
