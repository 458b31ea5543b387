import { openInMemory, type Db, type MemoryDb, type Statement } from "../../db/connection/index.ts";
import type { Witness, WitnessBox } from "../../db/journal/index.ts";

/** The current failed while something was written. */
export class PowerCut extends Error {}

/** What a machine keeps: its database, and beside it what it remembers of it. */
export type Disk = {
  readonly db: Db;
  readonly witness: WitnessBox;
  /** Changes whenever something was written. */
  writes(): number;
  /** The current fails at this write from now, inside its transaction or between it and the next. */
  cutAfter(writes: number): void;
  powerBack(): void;
  copy(): DiskCopy;
  /** Puts a copy in the place of what is there; without the witness where only the database was kept. */
  restore(copy: DiskCopy, whole: boolean): void;
  close(): void;
};

export type DiskCopy = { readonly image: Uint8Array; readonly witness: Witness | undefined };

/** Writes of the witness that a power cut may still take back: it is not flushed. */
const unflushed = 4;

export function createDisk({ image, witness: first }: DiskCopy, machine: string): Disk {
  let db = openInMemory("journal", image);
  let left = Number.POSITIVE_INFINITY;
  let writes = 0;
  let witnesses: (Witness | undefined)[] = [first];
  const write = (): void => {
    writes += 1;
    left -= 1;
    if (left <= 0) throw new PowerCut();
  };
  return {
    get db() {
      return failing(db, write);
    },
    witness: {
      machine,
      read: () => witnesses.at(-1),
      write(witness) {
        write();
        witnesses = [...witnesses.slice(-unflushed), witness];
      },
    },
    writes: () => writes,
    cutAfter(count) {
      left = count;
    },
    powerBack() {
      if (left <= 0) witnesses = [witnesses[writes % witnesses.length]];
      left = Number.POSITIVE_INFINITY;
    },
    copy: () => ({ image: db.image(), witness: witnesses.at(-1) }),
    restore(copy, whole) {
      db.close();
      db = openInMemory("journal", copy.image);
      writes += 1;
      if (whole) witnesses = [copy.witness];
    },
    close: () => db.close(),
  };
}

/** The same database; before each row, and between a commit and who hears of it, the current may fail. */
function failing(db: MemoryDb, write: () => void): Db {
  return {
    ...db,
    prepare<P extends unknown[], R>(sql: string): Statement<P, R> {
      const statement = db.prepare<P, R>(sql);
      return {
        ...statement,
        run(...parameters) {
          write();
          return statement.run(...parameters);
        },
      };
    },
    transaction(work) {
      if (db.inTransaction()) return work();
      const done = db.transaction(work);
      write();
      return done;
    },
  };
}
