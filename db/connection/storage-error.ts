/** Which file of the data folder an error is about. */
export type StoragePart = "journal" | "cards" | "cache";

/**
 * `data-in-use` another copy of the app holds the folder · `schema-newer` written by a newer version ·
 * `storage-full` · `no-permission` the folder cannot be written · `storage-unfit` no write-ahead log (network drive) ·
 * `storage-damaged` a stored row or page is not what was written · `backup-invalid` a file that is no sound backup.
 */
export type StorageErrorKind =
  | "data-in-use"
  | "schema-newer"
  | "storage-full"
  | "no-permission"
  | "storage-unfit"
  | "storage-damaged"
  | "backup-invalid";

/** Trouble with the disk or the data folder, never with a rule. `part`: the file that the recovery ladder looks at. */
export class StorageError extends Error {
  readonly kind: StorageErrorKind;
  readonly part: StoragePart | null;

  constructor(kind: StorageErrorKind, message: string, part: StoragePart | null = null) {
    super(`${kind}: ${message}`);
    this.name = "StorageError";
    this.kind = kind;
    this.part = part;
  }
}

export function isStorageError(error: unknown, ...kinds: StorageErrorKind[]): error is StorageError {
  return error instanceof StorageError && (kinds.length === 0 || kinds.includes(error.kind));
}

/** Codes of SQLite and Node by their beginning, so that extended codes (`SQLITE_IOERR_READ`) are covered. */
const kindByCode: readonly (readonly [string, StorageErrorKind])[] = [
  ["SQLITE_FULL", "storage-full"],
  ["ENOSPC", "storage-full"],
  ["EDQUOT", "storage-full"],
  ["SQLITE_BUSY", "data-in-use"],
  ["SQLITE_LOCKED", "data-in-use"],
  ["SQLITE_CORRUPT", "storage-damaged"],
  ["SQLITE_NOTADB", "storage-damaged"],
  ["SQLITE_FORMAT", "storage-damaged"],
  // A full disk also shows as failed write, size change or shared-memory growth.
  ["SQLITE_IOERR_WRITE", "storage-full"],
  ["SQLITE_IOERR_SHMSIZE", "storage-full"],
  ["SQLITE_IOERR_TRUNCATE", "storage-full"],
  // Any other I/O error is a failing disk, or a file that shrank or vanished under a running app.
  ["SQLITE_IOERR", "storage-damaged"],
  ["SQLITE_PERM", "no-permission"],
  ["SQLITE_READONLY", "no-permission"],
  ["SQLITE_CANTOPEN", "no-permission"],
  ["SQLITE_AUTH", "no-permission"],
  ["EACCES", "no-permission"],
  ["EPERM", "no-permission"],
  ["EROFS", "no-permission"],
  ["ENOTDIR", "no-permission"],
  ["EEXIST", "no-permission"],
];

/** The typed error behind a SQLite or file-system error; anything else is returned as it came. */
export function toStorageError(error: unknown, part: StoragePart | null): unknown {
  if (!(error instanceof Error) || error instanceof StorageError || !("code" in error)) return error;
  const code = String(error.code);
  const known = kindByCode.find(([prefix]) => code.startsWith(prefix));
  if (known) return new StorageError(known[1], `${error.message} (${code})`, part);
  // A schema page that lost its meaning shows as SQL that cannot be: ours was tested. Misused transactions are bugs.
  const schemaLost = code === "SQLITE_ERROR" && !error.message.includes("transaction");
  return schemaLost ? new StorageError("storage-damaged", error.message, part) : error;
}

/** Does `work`; errors of SQLite and the file system come out typed. */
export function withTypedErrors<T>(part: StoragePart | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toStorageError(error, part);
  }
}
