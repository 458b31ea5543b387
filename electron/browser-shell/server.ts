import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { openPageFiles, type PageFiles } from "../page/index.ts";
import type { EngineChild } from "./engine-child.ts";
import { createAdmission, type Admission } from "./session-key.ts";

export type PageServer = {
  /** Address for the first opening; it works once. */
  readonly url: string;
  close(): Promise<void>;
};

type Site = { readonly origin: string; readonly admission: Admission; readonly files: PageFiles };

/** Serves the page and the engine on this machine only, at a port the system picks. */
export async function servePage(root: string, engine: EngineChild): Promise<PageServer> {
  const server = createServer();
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  const { headers, find } = openPageFiles(root, `ws://127.0.0.1:${port}`);
  // Other pages of this browser may open ours; they get no hold of it.
  const files = { find, headers: { ...headers, "cross-origin-opener-policy": "same-origin" } };
  const site: Site = { origin, admission: createAdmission(port), files };
  server.on("request", (request, response) => void answer(site, request, response));
  server.on("upgrade", (request, socket, head) => {
    // A page that goes before the engine has its socket is no fault.
    socket.on("error", () => socket.destroy());
    const ours = request.url === "/engine" && request.headers.origin === origin && admitted(site, request);
    if (!ours || !(socket instanceof Socket)) return refuse(socket, "403 Forbidden");
    if (!engine.join({ headers: request.headers, socket, head })) refuse(socket, "503 Service Unavailable");
  });
  return {
    url: origin + site.admission.entrance,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      if (address === null || typeof address === "string") reject(new Error("no port"));
      else resolve(address.port);
    });
  });
}

/** A foreign name in `Host` is a page elsewhere that has bound its name to this machine. */
function admitted(site: Site, request: IncomingMessage): boolean {
  return `http://${request.headers.host}` === site.origin && site.admission.admits(request.headers.cookie);
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", site.origin);
  if (`http://${request.headers.host}` !== site.origin || request.method !== "GET") return deny(response);
  if (pathname === "/enter") {
    const cookie = site.admission.exchange(searchParams.get("key"));
    if (cookie !== undefined) response.setHeader("set-cookie", cookie);
    else if (!admitted(site, request)) return deny(response);
    response.writeHead(303, { location: "/", "cache-control": "no-store" }).end();
    return;
  }
  if (!admitted(site, request)) return deny(response);
  const file = site.files.find(pathname);
  if (file === undefined) {
    response.writeHead(404, site.files.headers).end();
    return;
  }
  const headers = { ...site.files.headers, "content-type": `${file.type}; charset=utf-8` };
  response.writeHead(200, headers).end(await readFile(file.path));
}

function deny(response: ServerResponse): void {
  const text = [
    "Этот адрес открывается один раз. Запустите программу ещё раз (npm start) и откройте новый адрес.",
    "This address opens once. Start the program again (npm start) and open the new address.",
  ];
  response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end(text.join("\n"));
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}
