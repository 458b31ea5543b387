import { existsSync } from "node:fs";
import {
  type Db,
  isStorageError,
  moveDatabaseAside,
  openReadonly,
  removeDatabase,
  renameDurably,
} from "../connection/index.ts";
import { chainOrigin, closeQuietly, createMeta, mendFirstPage, walkChain } from "../journal/index.ts";
import { newestSoundBackup } from "./backup.ts";
import { buildJournal } from "./build-journal.ts";
import type { DataFolder } from "./data-folder.ts";
import type { RecoveryStep } from "./recovery.ts";

/**
 * Replaces a damaged or lost journal by all that can be trusted: the chain from its beginning up to the damage or,
 * where that reaches further, the newest sound backup with those facts of the damaged file that continue its chain;
 * and the sound rows of the small tables. The damaged file is moved aside as it is. A kill at any point leaves either
 * the old file in place or the new one waiting, which `switchJournal` puts there.
 */
export function salvageJournal(folder: DataFolder): RecoveryStep {
  const mended = `${folder.journalNext}.mended`;
  const old = openBetter(folder.journal, mendFirstPage(folder.journal, mended) ? mended : undefined);
  try {
    const base = betterBackup(folder, old);
    const built = buildJournal({ base, old, purpose: "salvage", target: folder.journalNext });
    if (old) closeQuietly(old);
    const aside = switchJournal(folder);
    const { head, seenSeq, rows, rowsLost } = built;
    if (head.seq === 0 && rows === 0) return { kind: "journal-fresh", aside };
    const lost = seenSeq === 0 ? null : Math.max(0, seenSeq - head.seq);
    return { kind: "journal-salvaged", events: head.seq, lost, rowsLost, fromBackup: base !== undefined, aside };
  } finally {
    if (old) closeQuietly(old);
    removeDatabase(mended);
  }
}

/** The file as it is or with its kept first page, whichever holds more facts. */
function openBetter(file: string, mended: string | undefined): Db | undefined {
  const asItIs = openOld(file);
  const other = mended === undefined ? undefined : openOld(mended);
  if (!asItIs || !other) return asItIs ?? other;
  const takesOther = walkChain(other).head.seq > walkChain(asItIs).head.seq;
  closeQuietly(takesOther ? asItIs : other);
  return takesOther ? other : asItIs;
}

/** Puts a waiting journal into its place and what was there aside; returns where that is, or null if nothing was. */
export function switchJournal(folder: DataFolder): string | null {
  if (!existsSync(folder.journalNext)) return null;
  const aside = existsSync(folder.journal) ? moveDatabaseAside(folder.journal, folder.aside, "journal.db") : null;
  renameDurably(folder.journalNext, folder.journal);
  return aside;
}

/** A journal that may be damaged, for reading only: what is in it must not change. */
export function openOld(file: string): Db | undefined {
  if (!existsSync(file)) return undefined;
  let db: Db | undefined;
  try {
    db = openReadonly(file, { part: "journal" });
    db.pragma("user_version");
    return db;
  } catch (error) {
    if (db) closeQuietly(db);
    if (isStorageError(error, "storage-damaged", "no-permission")) return undefined;
    throw error;
  }
}

/** The newest sound backup of the same generation, if it reaches further than the damaged file alone. */
function betterBackup(folder: DataFolder, old: Db | undefined): string | undefined {
  const backup = newestSoundBackup(folder, old && generationOf(old));
  const alone = old ? walkChain(old).head : chainOrigin;
  return backup && backup.head.seq > alone.seq ? backup.file : undefined;
}

/** Undefined if the file cannot say: then any backup is better than none. */
function generationOf(db: Db): string | undefined {
  try {
    return createMeta(db).get("generation");
  } catch (error) {
    if (isStorageError(error, "storage-damaged")) return undefined;
    throw error;
  }
}
