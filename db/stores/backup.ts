import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { assert, type Instant } from "../../core/kernel/index.ts";
import {
  type Db,
  flush,
  isStorageError,
  openReadonly,
  removeDatabase,
  renameDurably,
  StorageError,
  toStorageError,
} from "../connection/index.ts";
import {
  type ChainMark,
  chainOrigin,
  closeQuietly,
  createMeta,
  sealedTables,
  tableIsSound,
  walkChain,
} from "../journal/index.ts";
import { journalMigrations, schemaVersion } from "../migrations/index.ts";
import type { DataFolder } from "./data-folder.ts";

export type Backup = { readonly file: string; readonly bytes: number };

/** `journal-20250131T093000Z-1234.db`: time of the backup and its newest seq. */
const namePattern = /^journal-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-(\d+)\.db$/;

/**
 * Writes a copy of `journal.db` that was read back and proven before it got its name: sound, and with everything up to
 * `head`. Not inside a transaction. A folder that is not there is a slip of the hand or a drive that is not plugged in:
 * it is not made.
 * Throws `storage-full`, `no-permission`, or `storage-damaged` if the copy, and so the journal, does not hold.
 */
export function writeBackup(db: Db, file: string, head: ChainMark): Backup {
  assert(!db.inTransaction(), "a backup is not part of a transaction");
  const target = resolve(file);
  const draft = `${target}.new`;
  try {
    removeDatabase(draft);
    db.prepare<[string]>("VACUUM INTO ?").run(draft);
    flush(draft);
    if (!soundJournal(draft, head)) {
      throw new StorageError("storage-damaged", "the backup does not read back", "journal");
    }
    renameDurably(draft, target);
    return { file: target, bytes: statSync(target).size };
  } catch (error) {
    removeDatabase(draft);
    throw toStorageError(error, "journal");
  }
}

export type SoundJournal = { readonly head: ChainMark; readonly generation: string | undefined };

/** What a journal file holds if its pages, chain and rows are all sound and reach `upTo`; undefined if not. */
export function soundJournal(file: string, upTo: ChainMark = chainOrigin): SoundJournal | undefined {
  let db: Db | undefined;
  try {
    db = openReadonly(file, { part: "journal" });
    const known = schemaVersion(db) >= 1 && schemaVersion(db) <= journalMigrations.length;
    if (!known || db.pragma("quick_check(1)") !== "ok") return undefined;
    const opened = db;
    if (!sealedTables.every((table) => tableIsSound(opened, table))) return undefined;
    const { brokenAt, head } = walkChain(db);
    return brokenAt === null && reaches(db, upTo) ? { head, generation: createMeta(db).get("generation") } : undefined;
  } catch (error) {
    if (isStorageError(error, "storage-damaged", "no-permission")) return undefined;
    throw error;
  } finally {
    if (db) closeQuietly(db);
  }
}

/** Facts may have come since the mark was taken; the mark itself must be there. */
function reaches(db: Db, { seq, chain }: ChainMark): boolean {
  if (seq === chainOrigin.seq) return true;
  return db.prepare<[number], ChainMark>("SELECT seq, chain FROM journal WHERE seq = ?").get(seq)?.chain === chain;
}

export function backupName(at: Instant, seq: number): string {
  const time = new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
  return `journal-${time}Z-${seq}.db`;
}

/** Backups of the folder, newest first; under a clock that stood still, the one with more in it. */
export function listBackups(folder: DataFolder): { readonly file: string; readonly at: Instant }[] {
  mkdirSync(folder.backups, { recursive: true });
  return readdirSync(folder.backups)
    .flatMap((name) => {
      const found = namePattern.exec(name);
      if (!found) return [];
      const [year, month, day, hour, minute, second, seq = 0] = found.slice(1, 8).map(Number);
      const at = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
      return [{ file: join(folder.backups, name), at, seq }];
    })
    .toSorted((a, b) => b.at - a.at || b.seq - a.seq);
}

/** Deletes all but the newest `kept` backups. */
export function pruneBackups(folder: DataFolder, kept: number): void {
  for (const { file } of listBackups(folder).slice(kept)) rmSync(file, { force: true });
}

/** The newest sound backup, of one generation if that is known. */
export function newestSoundBackup(
  folder: DataFolder,
  generation: string | undefined,
): { readonly file: string; readonly head: ChainMark } | undefined {
  for (const { file } of listBackups(folder)) {
    const found = soundJournal(file);
    if (found && (generation ?? found.generation) === found.generation) return { file, head: found.head };
  }
  return undefined;
}
