import {
  CallMessage,
  type Refusal,
  type Settings,
  type StatusView,
  type WireMessage,
} from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";
import type { Slip } from "../../core/print/index.ts";
import type { Engine } from "./create-engine.ts";
import type { SecretOrder } from "./shell-sealer.ts";

/** What a reader says to the engine through the shell. */
export type ReaderWord =
  | { readonly scan: { readonly data: string; readonly aim?: string | undefined } }
  | { readonly refused: { readonly reason: "bank-card" | "unreadable" } }
  | { readonly device: StatusView["devices"][number] }
  | { readonly gone: string };

/** What the engine's process tells its shell: which devices are set up, and what is to be printed. */
export type ToShell = { readonly settings: Settings } | { readonly print: Slip } | { readonly secret: SecretOrder };

/** One screen on the other end of a port or a socket: JSON both ways, made and read in the engine's process only. */
export type Link = {
  post(json: string): void;
  listen(hear: (json: string) => void, closed: () => void): void;
  close(): void;
};

/** A till has one screen and some devices; a page that leaks channels must not exhaust the engine. */
const maxLinks = 32;

/** The engine's process as its shell and its screens see it. */
export type Host = { attach(link: Link): void; hear(word: ReaderWord): void; close(): void };

/** Opens the engine and lets screens speak with it; `tellShell` hears what is meant for the shell. */
export function createHost(open: () => Result<Engine, Refusal>, tellShell: (word: ToShell) => void): Host {
  const links = new Set<Link>();
  let engine: Engine | undefined;
  let readers: StatusView["devices"] = [];

  const openOnce = (): Refusal | undefined => {
    if (engine !== undefined) return undefined;
    const opened = open();
    if (!opened.ok) return opened.refusal;
    engine = opened.value;
    engine.onEvent((event) => {
      const json = JSON.stringify(event);
      for (const link of links) link.post(json);
    });
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
        if (refusal !== undefined) link.post(JSON.stringify(refusedAll(message, refusal)));
        else if (engine !== undefined) link.post(JSON.stringify(await engine.handle(message)));
      };
      link.listen(
        (json) => void answer(parseJson(json)),
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
  if ("scan" in word) {
    const toScreen = screen && ((message: WireMessage) => screen.post(JSON.stringify(message)));
    engine.deviceScan({ code: word.scan.data, aim: word.scan.aim }, toScreen);
  } else if ("refused" in word) {
    engine.deviceRefused(word.refused.reason === "bank-card" ? "bank-card-refused" : "barcode-damaged");
  } else engine.setDevices(readers);
}

function readersAfter(readers: StatusView["devices"], word: ReaderWord): StatusView["devices"] {
  if ("gone" in word) return readers.filter(({ id }) => id !== word.gone);
  if ("device" in word) return [...readers.filter(({ id }) => id !== word.device.id), word.device];
  return readers;
}

/** What is not JSON goes on as it is: the engine refuses it in its own words. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return { unreadable: String(error) };
  }
}

function refusedAll(message: unknown, refusal: Refusal): WireMessage {
  const call = CallMessage.safeParse(message);
  return { id: call.success ? call.data.id : null, refused: refusal };
}
