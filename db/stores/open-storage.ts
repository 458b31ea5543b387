import { randomBytes, randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import type { Storage } from "../../core/commands/index.ts";
import {
  createDiskReserve,
  defaultReserveBytes,
  type FolderLock,
  lockFolder,
  toStorageError,
} from "../connection/index.ts";
import { createJournal, openJournalFile, type StoredJournal } from "../journal/index.ts";
import { createBasketStore } from "./basket-store.ts";
import { openCache } from "./cache-file.ts";
import { openCards } from "./card-file.ts";
import { type DataFolder, dataFolder } from "./data-folder.ts";
import { createHousekeeping } from "./housekeeping.ts";
import { createOperatorStore } from "./operator-store.ts";
import type { RecoveryStep } from "./recovery.ts";
import { createSettingStore } from "./setting-store.ts";
import type { StorageOptions } from "./storage-options.ts";

export type TillStorage = Storage & {
  readonly journal: StoredJournal;
  /** What opening had to repair; empty when all was well. */
  readonly recovery: readonly RecoveryStep[];
};

/**
 * Opens the data folder for this process alone and repairs what it must: damage is never an error here, it is told in
 * `recovery`. Throws only `data-in-use`, `schema-newer`, `storage-full`, `no-permission` and `storage-unfit`.
 */
export function openStorage(dir: string, options: StorageOptions = {}): TillStorage {
  const folder = dataFolder(dir);
  const lock = enter(folder, options);
  try {
    return compose(folder, lock, options);
  } catch (error) {
    lock.release();
    throw toStorageError(error, null);
  }
}

function enter(folder: DataFolder, options: StorageOptions): FolderLock {
  try {
    mkdirSync(folder.dir, { recursive: true });
  } catch (error) {
    throw toStorageError(error, null);
  }
  return lockFolder(folder.dir, options.lockWaitMs ?? 0);
}

function compose(folder: DataFolder, lock: FolderLock, options: StorageOptions): TillStorage {
  const steps: RecoveryStep[] = [];
  const suspects = new Set(options.suspect);
  const boot = options.boot ?? randomBytes(8).toString("hex");
  const reserve = createDiskReserve(folder.dir, options.reserveBytes ?? defaultReserveBytes);
  const file = openJournalFile(folder.journal, options, suspects.has("journal") ? "whole" : "start");
  const cardFile = openCards(folder, file, { whole: suspects.has("cards"), steps });
  const cache = openCache(folder, { whole: suspects.has("cache"), steps, onSlow: options.onSlow });
  const wall = options.wall ?? Date.now;
  const monoMs = options.monoMs ?? (() => Math.round(performance.now()));
  const journal = createJournal(file.db, file.meta, { wall, monoMs, boot });
  file.meta.set("running", boot);
  const housekeeping = createHousekeeping({ folder, lock, file, cardFile, cache, journal, reserve, options, steps });
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
    health: housekeeping.health,
    transaction: (work) => housekeeping.watch(() => file.db.transaction(work)),
    recovery: steps,
  };
}
