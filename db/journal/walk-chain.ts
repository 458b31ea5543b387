import { chainStart } from "../../core/sync/index.ts";
import { type Db, isStorageError } from "../connection/index.ts";
import { type JournalRow, rowFollows } from "./journal-row.ts";

/** A place in the chain: everything up to it is known. */
export type ChainMark = { readonly seq: number; readonly chain: string };

export const chainOrigin: ChainMark = { seq: 0, chain: chainStart };

export type ChainCheck = {
  /** Entries checked. */
  readonly events: number;
  /** Last sound entry. */
  readonly head: ChainMark;
  /** First seq that is missing, unreadable or not what was written; null if the walk found none. */
  readonly brokenAt: number | null;
};

/** Walks at most `limit` links after `from`. Damage ends the walk; it does not throw. */
export function walkChain(db: Db, from: ChainMark = chainOrigin, limit = Number.MAX_SAFE_INTEGER): ChainCheck {
  let head = from;
  const done = (brokenAt: number | null): ChainCheck => ({ events: head.seq - from.seq, head, brokenAt });
  try {
    for (const row of rowsAfter(db, from.seq, limit)) {
      if (!rowFollows(head, row)) return done(head.seq + 1);
      head = { seq: row.seq, chain: row.chain };
    }
  } catch (error) {
    if (isStorageError(error, "storage-damaged")) return done(head.seq + 1);
    throw error;
  }
  return done(null);
}

export function rowsAfter(db: Db, after: number, limit: number): Generator<JournalRow> {
  return db
    .prepare<[number, number], JournalRow>(
      "SELECT seq, fact, refs, chain, sum FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
    )
    .iterate(after, limit);
}
