import type { MessagePortMain } from "electron";
import {
  CallMessage,
  type Refusal,
  type Settings,
  type StatusView,
  type WireMessage,
} from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import type { Slip } from "../../core/print/index.ts";
import { noSealer, type Sealer } from "../link/index.ts";
import type { Engine } from "./create-engine.ts";
import { createShellSealer, type SecretAnswer, type SecretOrder } from "./shell-sealer.ts";

/** What a reader says to the engine through the shell. */
export type ReaderWord =
  | { readonly scan: { readonly data: string; readonly aim?: string | undefined } }
  | { readonly refused: { readonly reason: "bank-card" | "unreadable" } }
  | { readonly device: StatusView["devices"][number] }
  | { readonly gone: string };

/** What the engine's process tells its shell: which devices are set up, and what is to be printed. */
export type ToShell = { readonly settings: Settings } | { readonly print: Slip } | { readonly secret: SecretOrder };

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
  | { readonly reader: ReaderWord }
  | { readonly close: true };
/** To a screen as it goes on the wire: the shell hands a view of a long receipt on without taking it apart. */
export type FromEngineChild = { readonly to: number; readonly json: string } | ToShell;

/** A till has one screen and some devices; a page that leaks channels must not exhaust the engine. */
const maxLinks = 32;

/**
 * Serves the engine to its shell, as Electron's utility process or as a Node child. A refusal to open the data does not
 * end the process: screens get the refusal, and each new attachment tries again. Anything thrown ends the process; the
 * shell starts another and the journal is where it was.
 */
export function serveShell(open: (sealer: Sealer) => Result<Engine, Refusal>): void {
  if (process.parentPort === undefined) {
    // A browser gives a page no store of secrets, and Node none to anybody.
    return serveNodeParent(
      createHost(
        () => open(noSealer),
        (word) => process.send?.(word),
      ),
    );
  }
  const tell = (word: ToShell): void => process.parentPort.postMessage(word);
  const sealer = createShellSealer((secret) => tell({ secret }));
  serveElectron(
    createHost(() => open(sealer), tell),
    sealer.hear,
  );
}

type Host = { attach(link: Link): void; hear(word: ReaderWord): void; close(): void };

function createHost(open: () => Result<Engine, Refusal>, tellShell: (word: ToShell) => void): Host {
  const links = new Set<Link>();
  let engine: Engine | undefined;
  let readers: StatusView["devices"] = [];

  const openOnce = (): Refusal | undefined => {
    if (engine !== undefined) return undefined;
    const opened = open();
    if (!opened.ok) return opened.refusal;
    engine = opened.value;
    engine.onEvent((event) => links.forEach((link) => link.post(event)));
    followSettings(engine, tellShell);
    engine.onPrint((print) => tellShell({ print }));
    return undefined;
  };
  openOnce();
  return {
    attach(link) {
      if (links.size >= maxLinks) return link.close();
      const refusal = openOnce();
      links.add(link);
      const answer = async (message: unknown): Promise<void> => {
        // The one that spoke last is the one that is used: it is the last of the set.
        if (links.delete(link)) links.add(link);
        if (refusal !== undefined) link.post(refusedAll(message, refusal));
        else if (engine !== undefined) link.post(await engine.handle(message));
      };
      link.listen(
        (message) => void answer(message),
        () => links.delete(link),
      );
    },
    hear(word) {
      readers = readersAfter(readers, word);
      if (engine !== undefined) pass(engine, word, { readers, screen: [...links].at(-1) });
    },
    close() {
      void Promise.resolve(engine?.close()).then(() => process.exit(0));
    },
  };
}

/** The shell starts and stops readers as the settings say. */
function followSettings(engine: Engine, tellShell: (word: ToShell) => void): void {
  const tell = (): void => tellShell({ settings: engine.settings() });
  tell();
  engine.onEvent((message) => {
    if ("event" in message && message.event === "sessionChanged") tell();
  });
}

type Around = { readonly readers: StatusView["devices"]; readonly screen: Link | undefined };

function pass(engine: Engine, word: ReaderWord, { readers, screen }: Around): void {
  if ("scan" in word) engine.deviceScan({ code: word.scan.data, aim: word.scan.aim }, screen?.post);
  else if ("refused" in word) {
    engine.deviceRefused(word.refused.reason === "bank-card" ? "bank-card-refused" : "barcode-damaged");
  } else engine.setDevices(readers);
}

function readersAfter(readers: StatusView["devices"], word: ReaderWord): StatusView["devices"] {
  if ("gone" in word) return readers.filter(({ id }) => id !== word.gone);
  if ("device" in word) return [...readers.filter(({ id }) => id !== word.device.id), word.device];
  return readers;
}

function refusedAll(message: unknown, refusal: Refusal): WireMessage {
  const call = CallMessage.safeParse(message);
  return { id: call.success ? call.data.id : null, refused: refusal };
}

/** What Electron's main process says: a screen came, with its port; a reader spoke; a secret; all is over. */
export type ToEngineProcess = "attach" | { readonly reader: ReaderWord } | { readonly secret: SecretAnswer } | "close";

/** Electron hands over one port per screen; the messages themselves never pass through the main process. */
function serveElectron(host: Host, hearSecret: (answer: SecretAnswer) => void): void {
  process.parentPort.on("message", ({ data, ports: [port] }: { data: ToEngineProcess; ports: MessagePortMain[] }) => {
    if (data === "close") host.close();
    else if (data === "attach") {
      if (port !== undefined) host.attach(portLink(port));
    } else if ("secret" in data) hearSecret(data.secret);
    else host.hear(data.reader);
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
    post: (message) => process.send?.({ to: screen, json: JSON.stringify(message) } satisfies FromEngineChild),
    listen: (onMessage, onClose) => screens.set(screen, { onMessage, onClose }),
    close: () => detach(screen),
  });
  process.on("message", (sent: ToEngineChild) => {
    if ("attach" in sent) host.attach(link(sent.attach));
    else if ("from" in sent) screens.get(sent.from)?.onMessage(sent.message);
    else if ("detach" in sent) detach(sent.detach);
    else if ("reader" in sent) host.hear(sent.reader);
    else host.close();
  });
  // The shell is gone without a word: there is nobody left to serve.
  process.on("disconnect", () => host.close());
}
