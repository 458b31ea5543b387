import Sqlite from "better-sqlite3";
import { assert } from "../../core/kernel/index.ts";
import { StorageError, type StoragePart, toStorageError, withTypedErrors } from "./storage-error.ts";

/** A prepared statement that throws typed storage errors. */
export type Statement<P extends unknown[], R> = {
  get(...parameters: P): R | undefined;
  all(...parameters: P): R[];
  iterate(...parameters: P): Generator<R>;
  /** Rows changed. */
  run(...parameters: P): number;
};

/** One open database file. Synchronous; one connection. */
export type Db = {
  readonly file: string;
  readonly part: StoragePart;
  prepare<P extends unknown[], R = never>(sql: string): Statement<P, R>;
  /** Runs a script that returns nothing: schema and maintenance. */
  exec(sql: string): void;
  pragma(text: string): unknown;
  /** Pages in the write-ahead log that are not yet in the file. */
  walPages(): number;
  /** BEGIN IMMEDIATE … COMMIT around `work`; a throw rolls back file and memory alike. A nested call joins in. */
  transaction<T>(work: () => T): T;
  /** Registers how to take a change of memory back if the running transaction fails. */
  onRollback(undo: () => void): void;
  inTransaction(): boolean;
  close(): void;
};

export type SlowLog = (what: string, tookMs: number) => void;

export type OpenOptions = {
  readonly part: StoragePart;
  readonly readonly?: boolean;
  readonly busyTimeoutMs?: number;
  /** Bound on the write path: a commit that leaves more pages than this in the log checkpoints at once. */
  readonly walPagesMax?: number;
  readonly onSlow?: SlowLog | undefined;
};

const slowMs = 50;
const defaultWalPagesMax = 4000;
const synchronousFull = 2;

/**
 * Opens a file for durable writing: write-ahead log, every commit flushed. The compiled-in default for a log is
 * `synchronous=NORMAL`, which loses the last commits at power loss, so FULL is set and read back on every open.
 */
export function openDurable(file: string, options: OpenOptions): Db {
  const db = openFile(file, options);
  return attempt(db, () => {
    const mode = db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    db.pragma("foreign_keys = ON");
    db.pragma("trusted_schema = OFF");
    // Checkpoints belong to idle moments; this is the hard bound for a till that is never idle.
    db.pragma(`wal_autocheckpoint = ${options.walPagesMax ?? defaultWalPagesMax}`);
    if (mode !== "wal") throw new StorageError("storage-unfit", `journal mode is ${String(mode)}`, options.part);
    assertFlushed(db);
    return db;
  });
}

/**
 * A write that need not outlive a power cut by itself: it stands in the log before whatever comes next, and is flushed
 * with that.
 */
export function writeAhead(db: Db, write: () => void): void {
  db.pragma("synchronous = OFF");
  try {
    write();
  } finally {
    db.pragma("synchronous = FULL");
    assertFlushed(db);
  }
}

function assertFlushed(db: Db): void {
  assert(db.pragma("synchronous") === synchronousFull, "every commit is flushed (synchronous=FULL)");
}

/** Opens an existing file that nobody writes. */
export function openReadonly(file: string, options: OpenOptions): Db {
  const db = openFile(file, { ...options, readonly: true });
  return attempt(db, () => {
    db.pragma("trusted_schema = OFF");
    return db;
  });
}

/** Opens a new file that counts for nothing until it is whole and flushed by the caller: no log, no flushes. */
export function openForBuilding(file: string, part: StoragePart): Db {
  const db = openFile(file, { part });
  return attempt(db, () => {
    db.pragma("journal_mode = OFF");
    db.pragma("synchronous = OFF");
    db.pragma("locking_mode = EXCLUSIVE");
    return db;
  });
}

function attempt(db: Db, configure: () => Db): Db {
  try {
    return configure();
  } catch (error) {
    db.close();
    throw error;
  }
}

/** What is in memory, and how to take it out as the bytes of a file. */
export type MemoryDb = Db & { image(): Uint8Array };

/** A database without a file, empty or with the bytes of one: for whoever simulates a disk. */
export function openInMemory(part: StoragePart, image?: Uint8Array): MemoryDb {
  const raw = new Sqlite(image === undefined ? ":memory:" : Buffer.from(image));
  return { ...over(raw, ":memory:", { part }), image: () => raw.serialize() };
}

function openFile(file: string, options: OpenOptions): Db {
  const raw = withTypedErrors(
    options.part,
    () => new Sqlite(file, { readonly: options.readonly ?? false, timeout: options.busyTimeoutMs ?? 2000 }),
  );
  return over(raw, file, options);
}

function over(raw: Sqlite.Database, file: string, options: OpenOptions): Db {
  const { part } = options;
  const guard = <T>(run: () => T): T => withTypedErrors(part, run);
  return {
    file,
    part,
    prepare: <P extends unknown[], R>(sql: string) =>
      guarded<P, R>(
        guard(() => raw.prepare<P, R>(sql)),
        part,
      ),
    exec(sql) {
      guard(() => raw.exec(sql));
    },
    pragma: (text) => guard(() => raw.pragma(text, { simple: true })),
    walPages: () => guard(() => walPages(raw)),
    ...createTransaction(raw, options),
    inTransaction: () => raw.inTransaction,
    close() {
      guard(() => raw.close());
    },
  };
}

/** `NOOP` counts without checkpointing. */
function walPages(raw: Sqlite.Database): number {
  const [log = 0, done = 0] = raw
    .prepare<[], { log: number; checkpointed: number }>("PRAGMA wal_checkpoint(NOOP)")
    .all()
    .flatMap((row) => [row.log, row.checkpointed]);
  return Math.max(0, log - done);
}

/** The same statement with typed errors. Written out per method: a lookup must not pay for closures. */
function guarded<P extends unknown[], R>(statement: Sqlite.Statement<P, R>, part: StoragePart): Statement<P, R> {
  return {
    get(...parameters) {
      try {
        return statement.get(...parameters);
      } catch (error) {
        throw toStorageError(error, part);
      }
    },
    all(...parameters) {
      try {
        return statement.all(...parameters);
      } catch (error) {
        throw toStorageError(error, part);
      }
    },
    *iterate(...parameters) {
      try {
        yield* statement.iterate(...parameters);
      } catch (error) {
        throw toStorageError(error, part);
      }
    },
    run(...parameters) {
      try {
        return statement.run(...parameters).changes;
      } catch (error) {
        throw toStorageError(error, part);
      }
    },
  };
}

function createTransaction(raw: Sqlite.Database, options: OpenOptions): Pick<Db, "transaction" | "onRollback"> {
  const begin = raw.prepare("BEGIN IMMEDIATE");
  const commit = raw.prepare("COMMIT");
  const undos: (() => void)[] = [];

  const rollBack = (): void => {
    // SQLite has already rolled back by itself after some I/O errors.
    if (raw.inTransaction) raw.exec("ROLLBACK");
    for (const undo of undos.splice(0).toReversed()) undo();
  };

  return {
    transaction(work) {
      if (raw.inTransaction) return work();
      const startedMs = performance.now();
      try {
        begin.run();
        const result = work();
        assert(!(result instanceof Promise), "a transaction is synchronous");
        commit.run();
        undos.length = 0;
        return result;
      } catch (error) {
        rollBack();
        throw toStorageError(error, options.part);
      } finally {
        const tookMs = performance.now() - startedMs;
        if (tookMs > slowMs) options.onSlow?.("transaction", tookMs);
      }
    },
    onRollback(undo) {
      if (raw.inTransaction) undos.push(undo);
    },
  };
}
