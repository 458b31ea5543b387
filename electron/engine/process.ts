import type { MessagePortMain } from "electron";
import { CallMessage, type Refusal, type WireMessage } from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";

/** What a host process needs of the engine. */
export type HostedEngine = {
  handle(message: unknown): WireMessage | Promise<WireMessage>;
  onEvent(listener: (message: WireMessage) => void): unknown;
  close(): void | Promise<void>;
};

/** One screen on the other end of a port or a socket. */
type Link = {
  post(message: WireMessage): void;
  listen(onMessage: (message: unknown) => void, onClose: () => void): void;
  close(): void;
};

/** What the browser shell says to its engine child: a screen came, spoke, went, or all is over. */
export type ToEngineChild =
  | { readonly attach: number }
  | { readonly from: number; readonly message: unknown }
  | { readonly detach: number }
  | { readonly close: true };
export type FromEngineChild = { readonly to: number; readonly message: WireMessage };

/** A till has one screen and some devices; a page that leaks channels must not exhaust the engine. */
const maxLinks = 32;

/**
 * Serves the engine to its shell, as Electron's utility process or as a Node child. A refusal to open the data does not
 * end the process: screens get the refusal, and each new attachment tries again. Anything thrown ends the process; the
 * shell starts another and the journal is where it was.
 */
export function serveShell(open: () => Result<HostedEngine, Refusal>): void {
  const host = createHost(open);
  if (process.parentPort === undefined) serveNodeParent(host);
  else serveElectron(host);
}

type Host = { attach(link: Link): void; close(): void };

function createHost(open: () => Result<HostedEngine, Refusal>): Host {
  const links = new Set<Link>();
  let engine: HostedEngine | undefined;

  const openOnce = (): Refusal | undefined => {
    if (engine !== undefined) return undefined;
    const opened = open();
    if (!opened.ok) return opened.refusal;
    engine = opened.value;
    engine.onEvent((event) => links.forEach((link) => link.post(event)));
    return undefined;
  };
  openOnce();
  return {
    attach(link) {
      if (links.size >= maxLinks) return link.close();
      const refusal = openOnce();
      links.add(link);
      const answer = async (message: unknown): Promise<void> => {
        if (refusal !== undefined) link.post(refusedAll(message, refusal));
        else if (engine !== undefined) link.post(await engine.handle(message));
      };
      link.listen(
        (message) => void answer(message),
        () => links.delete(link),
      );
    },
    close() {
      void Promise.resolve(engine?.close()).then(() => process.exit(0));
    },
  };
}

function refusedAll(message: unknown, refusal: Refusal): WireMessage {
  const call = CallMessage.safeParse(message);
  return { id: call.success ? call.data.id : null, refused: refusal };
}

/** Electron hands over one port per screen; the messages themselves never pass through the main process. */
function serveElectron(host: Host): void {
  process.parentPort.on("message", ({ data, ports: [port] }) => {
    if (data === "attach" && port !== undefined) host.attach(portLink(port));
    if (data === "close") host.close();
  });
}

function portLink(port: MessagePortMain): Link {
  return {
    post: (message) => port.postMessage(message),
    listen(onMessage, onClose) {
      port.on("message", (event) => onMessage(event.data));
      port.on("close", onClose);
      port.start();
    },
    close: () => port.close(),
  };
}

/** Under Node the parent carries every screen over one pipe, told apart by a number. */
function serveNodeParent(host: Host): void {
  const screens = new Map<number, { onMessage: (message: unknown) => void; onClose: () => void }>();
  const detach = (screen: number): void => {
    screens.get(screen)?.onClose();
    screens.delete(screen);
  };
  const link = (screen: number): Link => ({
    post: (message) => process.send?.({ to: screen, message } satisfies FromEngineChild),
    listen: (onMessage, onClose) => screens.set(screen, { onMessage, onClose }),
    close: () => detach(screen),
  });
  process.on("message", (sent: ToEngineChild) => {
    if ("attach" in sent) host.attach(link(sent.attach));
    else if ("from" in sent) screens.get(sent.from)?.onMessage(sent.message);
    else if ("detach" in sent) detach(sent.detach);
    else host.close();
  });
  // The shell is gone without a word: there is nobody left to serve.
  process.on("disconnect", () => host.close());
}
