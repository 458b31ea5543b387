import type { Db } from "../connection/index.ts";
import { parseRefs } from "./journal-row.ts";
import type { Meta } from "./meta.ts";
import { rowsAfter } from "./walk-chain.ts";

/**
 * Finds facts by the names they carry. The table lags behind: names of the newest facts are in memory and go to the
 * table in idle moments, because their scattered pages cost a sale a fifth of its time (measured). Every row carries
 * its own names, so a kill loses nothing: the newest are read again at opening.
 */
export type ReferenceIndex = {
  add(seq: number, refs: readonly string[]): void;
  /** Seqs that carry the name, oldest first. */
  find(ref: string): number[];
  /** The newest `limit` seqs that carry the name, newest first. */
  last(ref: string, limit: number): number[];
  /** Facts whose names are in memory only. */
  lag(): number;
  /** Writes what is in memory to the table. */
  settle(): void;
};

/** A till that is never idle settles within a sale here: about 10 ms, once in a thousand sales. */
const lagMax = 1000;

type Recent = { readonly facts: [seq: number, refs: readonly string[]][]; readonly byRef: Map<string, number[]> };

export function createReferenceIndex(db: Db, meta: Meta): ReferenceIndex {
  const statements = prepare(db);
  let recent = readRecent(db, meta);

  const settle = (): void => {
    const newest = recent.facts.at(-1);
    if (!newest) return;
    const before = recent;
    db.transaction(() => {
      db.onRollback(() => {
        recent = before;
      });
      for (const [seq, refs] of before.facts) for (const ref of new Set(refs)) statements.insert.run(ref, seq);
      meta.set("indexed", String(newest[0]));
      recent = { facts: [], byRef: new Map() };
    });
  };

  return {
    add(seq, refs) {
      if (recent.facts.length >= lagMax) settle();
      const own = recent;
      remember(own, seq, refs);
      db.onRollback(() => forgetLast(own));
    },
    find: (ref) => [...statements.find.all(ref).map(({ seq }) => seq), ...(recent.byRef.get(ref) ?? [])],
    last(ref, limit) {
      const fresh = recent.byRef.get(ref)?.slice(-limit).toReversed() ?? [];
      const older = statements.last.all(ref, limit - fresh.length);
      return [...fresh, ...older.map(({ seq }) => seq)];
    },
    lag: () => recent.facts.length,
    settle,
  };
}

/** Whether facts `from` to `to` are found by their seq and by each of their names that the table should hold. */
export function factsAreFound(db: Db, meta: Meta, { from, to }: { from: number; to: number }): boolean {
  const bySeq = db.prepare<[number], { refs: string }>("SELECT refs FROM journal WHERE seq = ?");
  const byName = db.prepare<[string, number], Found>("SELECT seq FROM reference WHERE ref = ? AND seq = ?");
  const indexed = Number(meta.get("indexed") ?? 0);
  for (let seq = from; seq <= to; seq += 1) {
    const row = bySeq.get(seq);
    if (!row) return false;
    if (seq <= indexed && parseRefs(row.refs).some((ref) => !byName.get(ref, seq))) return false;
  }
  return true;
}

/** Makes the table anew from the names that the rows carry. */
export function rebuildReferences(db: Db, meta: Meta): void {
  const { insert } = prepare(db);
  db.exec("DELETE FROM reference");
  let indexed = 0;
  for (let rows = [...rowsAfter(db, 0, rowsAtOnce)]; rows.length > 0; rows = [...rowsAfter(db, indexed, rowsAtOnce)]) {
    for (const { seq, refs } of rows) for (const ref of new Set(parseRefs(refs))) insert.run(ref, seq);
    indexed = rows.at(-1)?.seq ?? indexed;
  }
  meta.set("indexed", String(indexed));
}

/** The file cannot be written while it is read row by row. */
const rowsAtOnce = 500;

type Found = { seq: number };

function prepare(db: Db) {
  return {
    insert: db.prepare<[string, number]>("INSERT INTO reference (ref, seq) VALUES (?, ?)"),
    find: db.prepare<[string], Found>("SELECT seq FROM reference WHERE ref = ? ORDER BY seq"),
    last: db.prepare<[string, number], Found>("SELECT seq FROM reference WHERE ref = ? ORDER BY seq DESC LIMIT ?"),
  };
}

function readRecent(db: Db, meta: Meta): Recent {
  const recent: Recent = { facts: [], byRef: new Map() };
  const indexed = Number(meta.get("indexed") ?? 0);
  for (const { seq, refs } of rowsAfter(db, indexed)) if (seq > indexed) remember(recent, seq, parseRefs(refs));
  return recent;
}

function remember({ facts, byRef }: Recent, seq: number, refs: readonly string[]): void {
  facts.push([seq, refs]);
  for (const ref of refs) {
    const seqs = byRef.get(ref);
    if (!seqs) byRef.set(ref, [seq]);
    // A fact may carry a name twice.
    else if (seqs.at(-1) !== seq) seqs.push(seq);
  }
}

function forgetLast({ facts, byRef }: Recent): void {
  const [seq, refs = []] = facts.pop() ?? [];
  for (const ref of refs) if (byRef.get(ref)?.at(-1) === seq) byRef.get(ref)?.pop();
}
