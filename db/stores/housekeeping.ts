import { join } from "node:path";
import type { StorageHealth } from "../../core/commands/index.ts";
import { type DiskReserve, type FolderLock, freeBytes, isStorageError } from "../connection/index.ts";
import { closeQuietly, type JournalFile, markVerified, type StoredJournal } from "../journal/index.ts";
import { backupName, listBackups, pruneBackups, writeBackup } from "./backup.ts";
import type { CacheFile } from "./cache-file.ts";
import type { CardFile } from "./card-file.ts";
import type { DataFolder } from "./data-folder.ts";
import { type RecoveryStep, recoveryText } from "./recovery.ts";
import type { StorageOptions } from "./storage-options.ts";

export type Housekeeping = {
  readonly health: StorageHealth;
  /** Runs a write and remembers whether the disk was full; a full disk gets its reserve back. */
  watch<T>(write: () => T): T;
};

export type House = {
  readonly folder: DataFolder;
  readonly lock: FolderLock;
  readonly file: JournalFile;
  readonly cardFile: CardFile;
  readonly cache: CacheFile;
  readonly journal: StoredJournal;
  readonly reserve: DiskReserve;
  readonly options: StorageOptions;
  readonly steps: readonly RecoveryStep[];
};

const warnBytes = 500 * 1024 * 1024;
/** Below this a scheduled backup would take the room that sales need. */
const noBackupBytes = 200 * 1024 * 1024;
const dayMs = 24 * 60 * 60 * 1000;

export function createHousekeeping(house: House): Housekeeping {
  const { folder, journal, file, reserve, options } = house;
  let full = false;

  const watch = <T>(write: () => T): T => {
    try {
      return write();
    } catch (error) {
      if (isStorageError(error, "storage-full")) {
        full = true;
        reserve.release();
      }
      throw error;
    }
  };

  const backUp = (target?: string): { file: string; bytes: number } => {
    const head = journal.head();
    const name = join(folder.backups, backupName(journal.clock.now(), head.seq));
    const backup = watch(() => writeBackup(file.db, target ?? name, head));
    if (target === undefined) pruneBackups(folder, options.backupsKept ?? 7);
    return backup;
  };

  const lastBackupAt = (): number | null => listBackups(folder)[0]?.at ?? null;

  const backUpIfDue = (): void => {
    const due = journal.clock.now() - (lastBackupAt() ?? 0) >= (options.backupEveryMs ?? dayMs);
    if (!due || journal.head().seq === 0 || freeBytes(folder.dir) < noBackupBytes) return;
    backUp();
  };

  return {
    watch,
    health: {
      state() {
        const free = freeBytes(folder.dir);
        const message = recoveryText(house.steps)?.ru ?? null;
        const state = full ? "full" : message !== null ? "recovered" : free < warnBytes ? "low" : "ok";
        return { state, freeBytes: free, message };
      },
      lastBackupAt,
      backUp,
      idle() {
        full = !reserve.restore();
        checkpoint(house);
        house.cardFile.removeOld();
        backUpIfDue();
      },
      close: () => close(house),
    },
  };
}

/** Moves the log into the file when it has grown enough to be worth two flushes; never waits for a reader. */
function checkpoint({ file, cache, options }: House): void {
  for (const db of [file.db, cache.db]) {
    if (db.walPages() >= (options.idleCheckpointPages ?? 1000)) db.pragma("wal_checkpoint(PASSIVE)");
  }
}

function close({ file, journal, cardFile, cache, lock }: House): void {
  try {
    file.db.transaction(() => {
      markVerified(file.meta, journal.head());
      file.meta.set("running", "");
    });
  } catch (error) {
    // Without the mark the next start checks more; a full disk must not keep the app from closing.
    if (!isStorageError(error)) throw error;
  }
  cardFile.close();
  closeQuietly(cache.db);
  closeQuietly(file.db);
  lock.release();
}
