import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { StorageHealth } from "../../core/commands/index.ts";
import { type DiskReserve, type FolderLock, freeBytes, isStorageError } from "../connection/index.ts";
import { closeQuietly, type JournalFile, keepFirstPage, markVerified, type StoredJournal } from "../journal/index.ts";
import { type Backup, backupName, listBackups, pruneBackups, writeBackup } from "./backup.ts";
import type { CacheFile } from "./cache-file.ts";
import type { CardFile } from "./card-file.ts";
import type { DataFolder } from "./data-folder.ts";
import { type RecoveryStep, recoveryText } from "./recovery.ts";
import { createScrub } from "./scrub.ts";
import type { StorageOptions } from "./storage-options.ts";
import type { StoredSync } from "./sync-store.ts";

/** Everything that is open, for those who look after it. */
export type House = {
  readonly folder: DataFolder;
  readonly lock: FolderLock;
  readonly file: JournalFile;
  readonly cardFile: CardFile;
  readonly cache: CacheFile;
  readonly journal: StoredJournal;
  readonly sync: StoredSync;
  readonly reserve: DiskReserve;
  readonly options: StorageOptions;
  readonly steps: readonly RecoveryStep[];
};

export type Housekeeping = {
  readonly health: StorageHealth;
  /** Runs a write; a full disk gets the reserve, so that the next try succeeds. */
  watch<T>(write: () => T): T;
};

const warnBytes = 500 * 1024 * 1024;

/** Facts from which their names are worth a flush of their own. */
const settleAt = 200;

/** Reading everything through takes one part in a hundred of the time. */
const defaultScrubEveryMs = 500;

export function createHousekeeping(house: House): Housekeeping {
  const { folder, file, journal, reserve, options, steps } = house;
  const scrub = createScrub(house, options.scrubEveryMs ?? defaultScrubEveryMs);
  const backups = createBackups(house);
  let full = false;
  let open = true;

  const watch = <T>(write: () => T): T => {
    try {
      return write();
    } catch (error) {
      if (isStorageError(error, "storage-full")) {
        full = true;
        reserve.release();
        // An emptied log is written over from its beginning: sales then need a tenth of the room.
        if (!file.db.inTransaction()) ifThereIsRoom(() => file.db.pragma("wal_checkpoint(PASSIVE)"));
      }
      throw error;
    }
  };

  return {
    watch,
    health: {
      state() {
        const free = freeBytes(folder.dir);
        const message = recoveryText(steps)?.ru ?? null;
        const state = full ? "full" : message !== null ? "recovered" : free < warnBytes ? "low" : "ok";
        return { state, freeBytes: free, message };
      },
      lastBackupAt: backups.lastAt,
      backupDue: backups.due,
      backUp: (target) => watch(() => backups.write(target)),
      idle() {
        full = !reserve.restore();
        if (journal.references.lag() >= settleAt) watch(() => journal.references.settle());
        checkpoint(house);
        house.cardFile.removeOld();
        if (options.backupsElsewhere !== true && backups.due()) watch(() => backups.write());
        scrub.run();
      },
      close() {
        if (open) close(house);
        open = false;
      },
    },
  };
}

/** Below this a scheduled backup would take the room that sales need. */
const noBackupBytes = 200 * 1024 * 1024;
const dayMs = 24 * 60 * 60 * 1000;
const defaultBackupsKept = 7;

const newLives: ReadonlySet<RecoveryStep["kind"]> = new Set(["journal-salvaged", "journal-fresh", "journal-copied"]);

type Backups = { lastAt(): number | null; due(): boolean; write(target?: string): Backup };

function createBackups({ folder, file, journal, options, steps }: House): Backups {
  // A backup of an earlier generation cannot heal this one.
  const isNewLife = steps.some((step) => newLives.has(step.kind));
  const newest = () => listBackups(folder)[0];
  const lastAt = (): number | null => newest()?.at ?? null;
  const ofEarlierLife = newest()?.file;
  return {
    lastAt,
    due() {
      if (journal.head().seq === 0 || freeBytes(folder.dir) < noBackupBytes) return false;
      const last = newest();
      if (isNewLife && last?.file === ofEarlierLife) return true;
      return journal.clock.now() - (last?.at ?? 0) >= (options.backupEveryMs ?? dayMs);
    },
    write(target) {
      const head = journal.head();
      if (target === undefined) mkdirSync(folder.backups, { recursive: true });
      const scheduled = join(folder.backups, backupName(journal.clock.now(), head.seq));
      const backup = writeBackup(file.db, target ?? scheduled, head);
      if (target !== undefined) return backup;
      pruneBackups(folder, options.backupsKept ?? defaultBackupsKept);
      return backup;
    },
  };
}

const defaultIdlePages = 1000;

/** Moves the log into the file when it has grown enough to be worth two flushes; never waits for a reader. */
function checkpoint({ file, cache, options }: House): void {
  for (const db of [file.db, cache.db]) {
    if (db.walPages() >= (options.idleCheckpointPages ?? defaultIdlePages)) db.pragma("wal_checkpoint(PASSIVE)");
  }
}

function close({ file, journal, sync, cardFile, cache, lock }: House): void {
  ifThereIsRoom(sync.bearWitness);
  ifThereIsRoom(() =>
    file.db.transaction(() => {
      journal.references.settle();
      markVerified(file.meta, journal.head());
      file.meta.set("running", "");
    }),
  );
  cardFile.close();
  closeQuietly(cache.db);
  closeQuietly(file.db);
  ifThereIsRoom(() => keepFirstPage(file.db.file));
  lock.release();
}

/** Without what closing leaves behind the next start checks more; a full disk must not keep the app from closing. */
function ifThereIsRoom(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isStorageError(error)) throw error;
  }
}
