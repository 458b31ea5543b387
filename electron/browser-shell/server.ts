import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import { openPageFiles, type PageFiles } from "../page/index.ts";
import type { EngineChild } from "./engine-child.ts";
import { createAdmission, type Admission } from "./session-key.ts";

export type PageServer = {
  /** Address for the first opening; it works once. */
  readonly url: string;
  close(): Promise<void>;
};

type Site = { readonly origin: string; readonly admission: Admission; readonly files: PageFiles };

/** The largest call is a file of ten million cards. */
const maxMessageBytes = 512 * 1024 * 1024;

/** Serves the page and the engine on this machine only, at a port the system picks. */
export async function servePage(root: string, engine: EngineChild): Promise<PageServer> {
  const server = createServer();
  const port = await listen(server);
  const origin = `http://127.0.0.1:${port}`;
  const { headers, find } = openPageFiles(root, `ws://127.0.0.1:${port}`);
  // Other pages of this browser may open ours; they get no hold of it.
  const files = { find, headers: { ...headers, "cross-origin-opener-policy": "same-origin" } };
  const site: Site = { origin, admission: createAdmission(port), files };
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  server.on("request", (request, response) => void answer(site, request, response));
  server.on("upgrade", (request, socket, head) => {
    if (request.url !== "/engine" || request.headers.origin !== origin || !admitted(site, request)) {
      socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => joinScreen(opened, engine));
  });
  return {
    url: origin + site.admission.entrance,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
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

function joinScreen(socket: WebSocket, engine: EngineChild): void {
  const screen = engine.join(
    (json) => socket.send(json),
    () => socket.close(),
  );
  if (screen === undefined) return socket.close();
  // `ws` hands whole messages over as one buffer unless told otherwise.
  socket.on("message", (data) => screen.say(parseJson(Buffer.isBuffer(data) ? data.toString() : "")));
  socket.on("close", screen.leave);
  socket.on("error", (error) => console.error(`The page's connection failed: ${error.message}`));
}

/** What is not JSON goes on as it is: the engine refuses it in its own words. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return { unreadable: String(error) };
  }
}
