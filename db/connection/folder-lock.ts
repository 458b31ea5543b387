import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { isStorageError, StorageError, toStorageError, withTypedErrors } from "./storage-error.ts";

export type FolderLock = { release(): void };

/**
 * One process per data folder: an exclusive transaction on a file of its own, held for the life of the process. The
 * operating system frees it however the process ends, so a killed till starts again at once.
 * Throws `data-in-use` while another process holds it.
 */
export function lockFolder(dir: string, waitMs = 0): FolderLock {
  const db = withTypedErrors(null, () => new Sqlite(join(dir, "lock.db"), { timeout: waitMs }));
  try {
    db.pragma("journal_mode = DELETE");
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    const known = toStorageError(error, null);
    if (isStorageError(known, "data-in-use")) {
      throw new StorageError("data-in-use", `another copy of the app works with ${dir}`);
    }
    throw known;
  }
  return {
    release() {
      if (db.inTransaction) db.exec("ROLLBACK");
      db.close();
    },
  };
}
