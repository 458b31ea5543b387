import { hash } from "node:crypto";
import { join } from "node:path";
import { loadTerminal, restoreCards, type BundledPacks, type Keeper, type Ports } from "../../core/commands/index.ts";
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
import manifest from "../../package.json" with { type: "json" };
import { createEngine, type Engine } from "./create-engine.ts";
import { prepareFirstRun } from "./first-run.ts";
import { createKeeper } from "./keeper.ts";
import { createLog, type Log } from "./log.ts";
import { createPinHasher } from "./pins.ts";
import { createBundledPacks, readTexts } from "./resources.ts";
import type { Running } from "./running.ts";
import { refusalOfStorage } from "./storage-refusal.ts";

export type EngineOptions = {
  readonly dataDir: string;
  /** Packs, locales and demo data that came with the app. */
  readonly resourcesDir: string;
  /** Program of the keeper's thread. Default: the source file. */
  readonly keeperEntry?: string;
  readonly demo?: boolean;
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
  const tools = { texts, log, keeper, bundled: createBundledPacks(options.resourcesDir) };
  const opened = openRunning({ ...options, wall }, { ...tools, suspect: [] });
  if (!opened.ok) return opened;
  const reopen = (suspect: readonly StoragePart[]) => openRunning({ ...options, wall }, { ...tools, suspect });
  return ok(createEngine(opened.value, { log, reopen, keeper }));
}

function openRunning(
  options: EngineOptions & { readonly wall: () => number },
  tools: {
    readonly texts: Texts;
    readonly log: Log;
    readonly keeper: Keeper;
    readonly bundled: BundledPacks;
    readonly suspect: readonly StoragePart[];
  },
): Result<Running, Refusal> {
  const { texts, log, suspect } = tools;
  const locale = options.locale ?? "ru";
  let storage: TillStorage | undefined;
  try {
    const onSlow = (what: string, tookMs: number) => log("warn", "slow", { what, tookMs: Math.round(tookMs) });
    storage = openStorage(options.dataDir, { wall: options.wall, suspect, onSlow, backupsElsewhere: true });
    const ports: Ports = {
      ...storage,
      pins: createPinHasher(),
      keeper: tools.keeper,
      bundled: tools.bundled,
      digest: (text) => hash("sha256", text, "hex"),
    };
    bringBackCards(ports, storage);
    const demo = prepareFirstRun(ports, options.resourcesDir, { demo: options.demo ?? false });
    const recovery = recoveryText(storage.recovery);
    if (recovery) log("warn", "recovered", { text: recovery.ru });
    const start = { demo, version: manifest.version, recovery };
    const terminal = loadTerminal(ports, start);
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
    const refused = refusalOfStorage(error, { texts, locale, say: texts.say(locale) });
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

/** A salvaged journal may have lost rows about cards; its facts have not. */
function bringBackCards(ports: Ports, storage: TillStorage): void {
  if (!storage.recovery.some((step) => step.kind === "journal-salvaged")) return;
  storage.transaction(() => restoreCards(ports));
}
