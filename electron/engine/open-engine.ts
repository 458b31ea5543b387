import { hash } from "node:crypto";
import { join } from "node:path";
import { loadTerminal, noteNewLife, restoreCards, type Keeper, type Ports } from "../../core/commands/index.ts";
import type { Refusal } from "../../core/contract/index.ts";
import { ok, refuse, type Locale, type Result } from "../../core/kernel/index.ts";
import type { Texts } from "../../core/text/index.ts";
import {
  isStorageError,
  openStorage,
  recoveryText,
  type StoragePart,
  type TillStorage,
} from "../../db/stores/index.ts";
import { createLink, isSigned, noSealer, type RunningLink, type Sealer } from "../link/index.ts";
import manifest from "../../package.json" with { type: "json" };
import { createEngine, type Engine } from "./create-engine.ts";
import { createWorkplaces } from "./demo.ts";
import { prepareFirstRun } from "./first-run.ts";
import { createKeeper } from "./keeper.ts";
import { createLog, type Log } from "./log.ts";
import { createPinHasher } from "./pins.ts";
import { createReadPacks } from "./read-packs.ts";
import { createBundledPacks, createCalendars, readTexts } from "./resources.ts";
import type { Running } from "./running.ts";
import { refusalOfStorage } from "./storage-refusal.ts";

export type EngineOptions = {
  readonly dataDir: string;
  /** Packs, locales and demo data that came with the app. */
  readonly resourcesDir: string;
  /** Program of the keeper's thread. Default: the source file. */
  readonly keeperEntry?: string;
  /** What tells the program that runs from any other. Default: it is not known, and what a start reads is not kept. */
  readonly program?: string;
  readonly demo?: boolean;
  /** The system's store of secrets, for the key by which head office knows this till. Default: none. */
  readonly sealer?: Sealer;
  /** Wall clock, milliseconds since 1970. Default: the machine's. */
  readonly wall?: () => number;
  /** Language of a refusal to open; once open, the terminal's own setting counts. */
  readonly locale?: Locale;
};

/** Opens the data folder and everything on it. Refuses in words: folder in use, newer version, full disk, no pack. */
export function openEngine(options: EngineOptions): Result<Engine, Refusal> {
  const texts = readTexts(options.resourcesDir);
  const wall = options.wall ?? Date.now;
  const log = createLog(options.dataDir, wall);
  const entry = options.keeperEntry ?? join(import.meta.dirname, "../keeper.ts");
  const keeper = createKeeper({ dir: options.dataDir, entry });
  const { resourcesDir } = options;
  const shipped = {
    bundled: createBundledPacks(resourcesDir),
    calendars: createCalendars(resourcesDir),
    workplaces: createWorkplaces(resourcesDir),
    readPacks: createReadPacks({ dir: options.dataDir, program: options.program, log }),
  };
  const sealer = options.sealer ?? noSealer;
  // A thread of its own: a backup and a snapshot do not wait for each other.
  const unpacker = createKeeper({ dir: options.dataDir, entry });
  const unpack = unpacker.unpackCards;
  const link = createLink({ dir: options.dataDir, sealer, app: manifest.version, log, wall, unpack });
  const tools = { texts, log, workers: { keeper, link }, shipped };
  const opened = openRunning({ ...options, wall }, { ...tools, suspect: [] });
  if (!opened.ok) return opened;
  const reopen = (suspect: readonly StoragePart[]) => openRunning({ ...options, wall }, { ...tools, suspect });
  const close = async (): Promise<void> => void (await Promise.all([keeper.close(), unpacker.close()]));
  return ok(createEngine(opened.value, { log, reopen, keeper: { close }, link }));
}

function openRunning(
  options: EngineOptions & { readonly wall: () => number },
  tools: {
    readonly texts: Texts;
    readonly log: Log;
    readonly workers: { readonly keeper: Keeper; readonly link: RunningLink };
    /** What came with the app, and what it read of packs before. */
    readonly shipped: Pick<Ports, "bundled" | "calendars" | "workplaces" | "readPacks">;
    readonly suspect: readonly StoragePart[];
  },
): Result<Running, Refusal> {
  const { texts, log, suspect, workers, shipped } = tools;
  const locale = options.locale ?? "ru";
  let storage: TillStorage | undefined;
  try {
    const onSlow = (what: string, tookMs: number) => log("warn", "slow", { what, tookMs: Math.round(tookMs) });
    storage = openStorage(options.dataDir, { wall: options.wall, suspect, onSlow, backupsElsewhere: true });
    const ports: Ports = {
      ...storage,
      pins: createPinHasher(),
      ...workers,
      ...shipped,
      digest: (text) => hash("sha256", text, "hex"),
      isSigned,
    };
    bringBackCards(ports, storage);
    const demo = prepareFirstRun(ports, options.resourcesDir, { demo: options.demo ?? false });
    const recovery = recoveryText(storage.recovery);
    if (recovery) log("warn", "recovered", { text: recovery.ru });
    const terminal = loadTerminal(ports, { demo, version: manifest.version, recovery });
    if (!terminal.ok) {
      storage.health.close();
      log("error", "not-opened", { kind: terminal.refusal });
      return refuse({ kind: "pack-unknown", message: texts.say(locale)("pack.none") });
    }
    log("info", "opened", { events: ports.journal.head().seq, version: manifest.version });
    return ok({ ports, terminal: terminal.value, texts });
  } catch (error) {
    storage?.health.close();
    const next = nextSuspect(error, suspect);
    if (next !== undefined) {
      log("error", "damaged", { part: next, cause: String(error) });
      return openRunning(options, { ...tools, suspect: [...suspect, next] });
    }
    const refused = refusalOfStorage(error, { texts, locale, say: texts.say(locale), operator: null });
    if (!refused) throw error;
    log("error", "not-opened", { kind: refused.kind, cause: String(error) });
    return refuse(refused);
  }
}

/** Damage met while starting climbs the recovery ladder once for each file, as damage met while selling does. */
function nextSuspect(error: unknown, suspect: readonly StoragePart[]): StoragePart | undefined {
  const damaged = isStorageError(error, "storage-damaged") ? error.part : null;
  return damaged === null || suspect.includes(damaged) ? undefined : damaged;
}

/** Rows about cards may be lost; the facts about them are not. */
function bringBackCards(ports: Ports, storage: TillStorage): void {
  const copied = storage.recovery.find((step) => step.kind === "journal-copied");
  if (copied) storage.transaction(() => noteNewLife(ports, copied.how));
  if (!storage.recovery.some(({ kind }) => kind === "journal-salvaged" || kind === "changes-rebuilt")) return;
  storage.transaction(() => {
    restoreCards(ports);
    storage.sync.readAnew();
    storage.settleCards();
  });
}
