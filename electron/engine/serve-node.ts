import { IncomingMessage, type IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import type { Host, Link, ReaderWord } from "./host.ts";

/** What the browser shell says to its engine child: a page came, with its socket; a reader spoke; all is over. */
export type ToEngineChild = { readonly page: PageRequest } | { readonly reader: ReaderWord } | { readonly close: true };

/** A page's wish to speak with the engine, as the shell has read and admitted it, and what came after it. */
export type PageRequest = { readonly headers: IncomingHttpHeaders; readonly head: Uint8Array };

/** The largest call is a file of ten million cards. */
const maxMessageBytes = 512 * 1024 * 1024;

/** Under Node the parent hands over each page's socket; the messages themselves never pass through the parent. */
export function serveNodeParent(host: Host): void {
  const open = createSockets((link) => host.attach(link));
  process.on("message", (sent: ToEngineChild, socket: unknown) => {
    // A page that went meanwhile leaves no socket.
    if ("page" in sent) {
      if (socket instanceof Socket) open(sent.page, socket);
    } else if ("reader" in sent) host.hear(sent.reader);
    else host.close();
  });
  // The shell is gone without a word: there is nobody left to serve.
  process.on("disconnect", () => host.close());
}

/** Makes a screen of the socket of each page that asks for one. */
export function createSockets(attach: (link: Link) => void) {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  return ({ headers, head }: PageRequest, socket: Socket): void => {
    const request = Object.assign(new IncomingMessage(socket), { method: "GET", url: "/engine", headers });
    sockets.handleUpgrade(request, socket, Buffer.from(head), (opened) => attach(socketLink(opened)));
  };
}

function socketLink(socket: WebSocket): Link {
  return {
    post: (json) => socket.send(json),
    listen(hear, closed) {
      // `ws` hands whole messages over as one buffer unless told otherwise.
      socket.on("message", (data) => hear(Buffer.isBuffer(data) ? data.toString() : ""));
      socket.on("close", closed);
      socket.on("error", (error) => console.error(`The page's connection failed: ${error.message}`));
    },
    close: () => socket.close(),
  };
}
