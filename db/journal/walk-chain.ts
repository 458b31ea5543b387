import { chainStart } from "../../core/sync/index.ts";
import { type Db, untilDamage } from "../connection/index.ts";
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
  let readable = true;
  const rows = untilDamage(rowsAfter(db, from.seq, limit), () => {
    readable = false;
  });
  for (const row of rows) {
    if (!rowFollows(head, row)) return done(head.seq + 1);
    head = { seq: row.seq, chain: row.chain };
  }
  return done(readable ? null : head.seq + 1);
}

/** Newest seq that the file shows from its end; 0 for an empty journal. */
export function newestSeq(db: Db): number {
  return db.prepare<[], { seq: number | null }>("SELECT max(seq) AS seq FROM journal").get()?.seq ?? 0;
}

/** Prepared when first asked for: in a damaged file the table itself may be gone. */
export function* rowsAfter(db: Db, after: number, limit = Number.MAX_SAFE_INTEGER): Generator<JournalRow> {
  yield* db
    .prepare<[number, number], JournalRow>(
      "SELECT seq, fact, refs, chain, sum FROM journal WHERE seq > ? ORDER BY seq LIMIT ?",
    )
    .iterate(after, limit);
}

/** Every row that can be reached from the beginning and, past damage, from the end. Rows may come twice. */
export function* reachableRows(db: Db): Generator<JournalRow> {
  let stopped = false;
  yield* untilDamage(rowsAfter(db, 0), () => {
    stopped = true;
  });
  if (stopped) yield* untilDamage(rowsBackwards(db));
}

function* rowsBackwards(db: Db): Generator<JournalRow> {
  yield* db.prepare<[], JournalRow>("SELECT seq, fact, refs, chain, sum FROM journal ORDER BY seq DESC").iterate();
}
