import { existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { Instant } from "../../core/kernel/index.ts";
import { type Db, openReadonly, StorageError } from "../connection/index.ts";
import { type ChainMark, chainOrigin, walkChain } from "../journal/index.ts";
import { type Backup, backupName, pruneBackups, writeBackup } from "./backup.ts";
import { dataFolder } from "./data-folder.ts";

export type BackupOrder = {
  readonly at: Instant;
  /** Where to; without it into the backup folder, where the newest `kept` stay. */
  readonly file?: string | undefined;
  readonly kept?: number | undefined;
};

export type JournalCheck = { readonly events: number; readonly brokenAt: number | null; readonly head: string };

/**
 * Backs up the journal of a folder on a read-only connection of its own, for a thread beside the one that sells. The
 * copy is of one moment; what is sold meanwhile goes into the next one. Throws like `writeBackup`, and `no-permission`
 * for a file inside the folder itself.
 */
export function backUpFolder(dir: string, { at, file, kept = 7 }: BackupOrder): Backup {
  const folder = dataFolder(dir);
  return withJournal(dir, (db) => {
    const head = newest(db);
    if (file !== undefined) return writeBackup(db, elsewhere(dir, file), head);
    mkdirSync(folder.backups, { recursive: true });
    dropDrafts(folder.backups);
    const backup = writeBackup(db, join(folder.backups, backupName(at, head.seq)), head);
    pruneBackups(folder, kept);
    return backup;
  });
}

/** Walks the whole chain of a folder's journal on a connection of its own. */
export function verifyFolder(dir: string): JournalCheck {
  return withJournal(dir, (db) => {
    const { events, brokenAt, head } = walkChain(db);
    return { events, brokenAt, head: head.chain };
  });
}

/** A slip of the hand must not put a copy in the place of the journal that is being sold on. */
function elsewhere(dir: string, file: string): string {
  const home = realpathSync(dir);
  const target = resolve(file);
  const folder = dirname(target);
  const place = existsSync(folder) ? realpathSync(folder) : folder;
  if (place !== home && !place.startsWith(home + sep)) return target;
  throw new StorageError("no-permission", "a copy does not belong among the till's own files");
}

function withJournal<T>(dir: string, work: (db: Db) => T): T {
  const db = openReadonly(dataFolder(dir).journal, { part: "journal" });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

function newest(db: Db): ChainMark {
  return db.prepare<[], ChainMark>("SELECT seq, chain FROM journal ORDER BY seq DESC LIMIT 1").get() ?? chainOrigin;
}

/** What a backup that was cut off left behind. */
function dropDrafts(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /\.db\.new(-\w+)?$/.test(each))) rmSync(join(folder, name));
}
