import { mkdirSync } from "node:fs";
import { type FolderLock, lockFolder, StorageError, toStorageError } from "../connection/index.ts";
import { closeQuietly } from "../journal/index.ts";
import { soundJournal } from "./backup.ts";
import { buildJournal } from "./build-journal.ts";
import { dataFolder } from "./data-folder.ts";
import { openOld, switchJournal } from "./salvage-journal.ts";

export type Restored = {
  /** Facts in the restored journal. */
  readonly events: number;
  /** Where the replaced journal is kept; null if there was none. */
  readonly aside: string | null;
};

/**
 * Makes a backup the journal of the data folder, under a new generation. The till must not be running. The replaced
 * journal is kept; receipt numbers that it has used are not used again; baskets of the backup are dropped, because they
 * may have been sold since. Throws `backup-invalid`, `data-in-use`, `storage-full`, `no-permission`.
 */
export function restoreBackup(dir: string, file: string): Restored {
  const folder = dataFolder(dir);
  let lock: FolderLock | undefined;
  try {
    mkdirSync(dir, { recursive: true });
    lock = lockFolder(dir);
    if (!soundJournal(file)) throw new StorageError("backup-invalid", `${file} is not a sound backup`);
    switchJournal(folder);
    const old = openOld(folder.journal);
    const built = buildJournal({ base: file, old, purpose: "restore", target: folder.journalNext });
    if (old) closeQuietly(old);
    return { events: built.head.seq, aside: switchJournal(folder) };
  } catch (error) {
    throw toStorageError(error, "journal");
  } finally {
    lock?.release();
  }
}
