import { Worker } from "node:worker_threads";
import type { Keeper } from "../../core/commands/index.ts";
import { StorageError, type StorageErrorKind, type StoragePart, type UnpackOrder } from "../../db/stores/index.ts";

/** One job for the thread; its answer is one word, and then it ends. */
export type KeeperJob =
  | { readonly kind: "back-up"; readonly dir: string; readonly at: number; readonly file?: string | undefined }
  | { readonly kind: "verify"; readonly dir: string }
  | { readonly kind: "unpack-cards"; readonly dir: string; readonly order: UnpackOrder };
export type KeeperWord<T = unknown> = { readonly done: T } | { readonly failed: KeeperFault };

/** An error as it crosses threads, where classes are lost. */
export type KeeperFault = {
  readonly storage: { readonly kind: StorageErrorKind; readonly part: StoragePart | null } | null;
  readonly message: string;
};

export type KeeperOptions = {
  readonly dir: string;
  /** File of the thread's program. */
  readonly entry: string;
};

export type JournalKeeper = Keeper & {
  /** Unpacks a snapshot that was loaded, and puts it among those of the folder. */
  unpackCards(order: UnpackOrder): Promise<unknown>;
  close(): Promise<void>;
};

/** A thread is started for each job: they are hours apart, and one that waits would cost its memory all day. */
export function createKeeper({ dir, entry }: KeeperOptions): JournalKeeper {
  let worker: Worker | undefined;

  const run = <T>(job: KeeperJob): Promise<T> =>
    new Promise((resolve, reject) => {
      const started = new Worker(entry, { workerData: job });
      worker = started;
      let settle = (): void => reject(new Error("the keeper's thread was ended"));
      started.once("message", (word: KeeperWord<T>) => {
        settle = () => ("done" in word ? resolve(word.done) : reject(toError(word.failed)));
      });
      started.once("error", (error) => {
        settle = () => reject(error instanceof Error ? error : new Error(String(error)));
      });
      // Not before the thread has let go of its files and of the database library: only then is the next job begun.
      started.once("exit", () => {
        if (worker === started) worker = undefined;
        settle();
      });
    });
  return {
    busy: () => worker !== undefined,
    backUp: ({ at, file }) => run({ kind: "back-up", dir, at, file }),
    verify: () => run({ kind: "verify", dir }),
    unpackCards: (order) => run({ kind: "unpack-cards", dir, order }),
    async close() {
      await worker?.terminate();
    },
  };
}

function toError({ storage, message }: KeeperFault): Error {
  return storage ? new StorageError(storage.kind, message, storage.part) : new Error(message);
}
