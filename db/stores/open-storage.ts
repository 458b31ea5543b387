import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import type { Storage } from "../../core/commands/index.ts";
import {
  createDiskReserve,
  defaultReserveBytes,
  type FolderLock,
  isStorageError,
  lockFolder,
  toStorageError,
  withTypedErrors,
  writeAhead,
} from "../connection/index.ts";
import {
  createJournal,
  type JournalFile,
  openJournalFile,
  type StoredJournal,
  witnessBeside,
} from "../journal/index.ts";
import { createBasketStore } from "./basket-store.ts";
import { type CacheFile, openCache } from "./cache-file.ts";
import { type CardFile, openCards } from "./card-file.ts";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import { createHousekeeping } from "./housekeeping.ts";
import { createOperatorStore } from "./operator-store.ts";
import type { RecoveryStep } from "./recovery.ts";
import { salvageJournal, switchJournal } from "./salvage-journal.ts";
import { createSettingStore } from "./setting-store.ts";
import type { StorageOptions } from "./storage-options.ts";
import { createSyncStore, leaveOldCopy, type StoredSync } from "./sync-store.ts";

export type TillStorage = Storage & {
  readonly journal: StoredJournal;
  readonly sync: StoredSync;
  /** What opening had to repair; empty when all was well. */
  readonly recovery: readonly RecoveryStep[];
  /** Cards have been taken from the facts where `recovery` says so; from now on the rows are trusted again. */
  settleCards(): void;
};

/**
 * Opens the data folder for this process alone and repairs what it must: damage is never an error here, it is told in
 * `recovery`. Throws only `data-in-use`, `schema-newer`, `storage-full`, `no-permission` and `storage-unfit`.
 */
export function openStorage(dir: string, options: StorageOptions = {}): TillStorage {
  const folder = dataFolder(dir);
  const lock = enter(folder, options);
  const steps: RecoveryStep[] = [];
  const open: { close(): void }[] = [{ close: () => lock.release() }];
  try {
    const suspects = new Set(options.suspect);
    const file = openJournal(folder, options, steps);
    open.push(file.db);
    const cardFile = openCards(folder, file, { whole: suspects.has("cards"), steps });
    open.push(cardFile);
    const cache = openCache(folder, { whole: suspects.has("cache"), steps, onSlow: options.onSlow });
    open.push(cache.db);
    return compose({ folder, lock, file, cardFile, cache, options, steps });
  } catch (error) {
    for (const opened of open.toReversed()) opened.close();
    throw toStorageError(error, null);
  }
}

function enter(folder: DataFolder, options: StorageOptions): FolderLock {
  withTypedErrors(null, () => mkdirSync(folder.dir, { recursive: true }));
  return lockFolder(folder.dir, options.lockWaitMs ?? 0);
}

/** Opens the journal or, if it is damaged or gone, what can be saved of it. */
function openJournal(folder: DataFolder, options: StorageOptions, steps: RecoveryStep[]): JournalFile {
  switchJournal(folder);
  const hadLife = hasLived(folder);
  const depth = options.suspect?.includes("journal") ? "whole" : "start";
  try {
    if (existsSync(folder.journal) || !hadLife) return openJournalFile(folder.journal, { ...options, hadLife, depth });
  } catch (error) {
    if (!isStorageError(error, "storage-damaged")) throw error;
  }
  steps.push(salvageJournal(folder));
  return openJournalFile(folder.journal, { ...options, hadLife: true, depth: "start" });
}

/** The journal is made first and the cache later: where there is a cache, snapshot or backup, facts were. */
function hasLived(folder: DataFolder): boolean {
  return readdirSync(folder.dir).some(
    (name) => name === "cache.db" || /^cards-\d+\.db$/.test(name) || name === "backups",
  );
}

type Open = {
  readonly folder: DataFolder;
  readonly lock: FolderLock;
  readonly file: JournalFile;
  readonly cardFile: CardFile;
  readonly cache: CacheFile;
  readonly options: StorageOptions;
  readonly steps: RecoveryStep[];
};

function compose(open: Open): TillStorage {
  const { folder, file, cardFile, cache, options } = open;
  const boot = options.boot ?? randomBytes(8).toString("hex");
  const journal = createJournal(file.db, file.meta, {
    wall: options.wall ?? Date.now,
    monoMs: options.monoMs ?? (() => Math.round(performance.now())),
    boot,
  });
  const witness = witnessBeside(file.db.file, options.machine);
  const copied = leaveOldCopy(file.db, journal, witness);
  if (copied !== undefined) open.steps.push({ kind: "journal-copied", how: copied });
  const sync = createSyncStore(file.db, { journal, cardFile, witness });
  if (cardFile.isOther && sync.identity() !== null) file.db.transaction(sync.readAnew);
  // After a power cut before the first change there is no mark, and nothing that could be damaged.
  writeAhead(file.db, () => file.meta.set("running", boot));
  const reserve = createDiskReserve(folder.dir, options.reserveBytes ?? defaultReserveBytes);
  const housekeeping = createHousekeeping({ ...open, journal, sync, reserve });
  return {
    clock: journal.clock,
    ids: { next: options.nextId ?? randomUUID },
    cards: cardFile.cards,
    items: cache.items,
    baskets: createBasketStore(file.db),
    journal,
    operators: createOperatorStore(file.db),
    settings: createSettingStore(file.db),
    packs: cache.packs,
    sync,
    health: housekeeping.health,
    transaction: (work) => housekeeping.watch(() => file.db.transaction(work)),
    recovery: open.steps,
    settleCards: cardFile.settle,
  };
}
