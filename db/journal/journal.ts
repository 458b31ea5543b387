import { canonicalJson, type Instant, present } from "../../core/kernel/index.ts";
import type { Clock, Journal, NewFact } from "../../core/commands/index.ts";
import type { Fact, JournalEntry } from "../../core/sync/index.ts";
import type { Db } from "../connection/index.ts";
import { createCounters } from "./counters.ts";
import { newGeneration } from "./generation.ts";
import { type JournalRow, linkRow, toEntries, toEntry } from "./journal-row.ts";
import type { Meta } from "./meta.ts";
import { createReferenceIndex, type ReferenceIndex } from "./reference-index.ts";
import { type ChainMark, chainOrigin, walkChain } from "./walk-chain.ts";

/** Where time comes from: the wall clock and the milliseconds since the process began, and the name of this run. */
export type TimeSource = { readonly wall: () => Instant; readonly monoMs: () => number; readonly boot: string };

export type Outbox = {
  /** The outbox is everything above this seq. */
  acked(): number;
  /** Head office has stored all facts up to `seq`. */
  acknowledge(seq: number): void;
  /** Facts that head office has not acknowledged. */
  pending(): number;
  /** Head office has less than was thought: what is above `seq` goes up again. */
  fallBack(seq: number): void;
  /** The journal begins another life: none of it is known to head office under the new name. */
  beginGeneration(): string;
  /** Facts above `after` as they are stored, oldest first, each proven. */
  texts(after: number, limit: number): { readonly seq: number; readonly text: string; readonly chain: string }[];
  /** The link behind fact `seq`; the chain's start for 0. Undefined above the newest. */
  chainAt(seq: number): string | undefined;
};

export type StoredJournal = Journal & Outbox & { readonly clock: Clock; readonly references: ReferenceIndex };

/** A wall clock that disagrees by less is noise of the clock's own adjustment. */
const wallTolerance = 1000;

type Head = ChainMark & { readonly at: Instant };

export function createJournal(db: Db, meta: Meta, time: TimeSource): StoredJournal {
  const statements = prepare(db);
  const counters = createCounters(db);
  const references = createReferenceIndex(db, meta);
  let head = readHead(statements);

  const clock: Clock = { wall: time.wall, now: () => Math.max(time.wall(), head.at) };

  const append = (fact: NewFact): JournalEntry => {
    const stamped = stamp(fact, head.at, time);
    const row = linkRow(head, canonicalJson(stamped), JSON.stringify(fact.refs));
    const before = head;
    db.onRollback(() => {
      head = before;
    });
    statements.insert.run(row.seq, row.fact, row.refs, row.chain, row.sum);
    references.add(row.seq, fact.refs);
    head = { seq: row.seq, chain: row.chain, at: stamped.at };
    return { seq: row.seq, fact: stamped, chain: row.chain };
  };

  return {
    clock,
    append,
    references,
    ...createReader(statements, references, () => head.seq),
    head: () => ({ seq: head.seq, chain: head.chain }),
    nextNumber: counters.next,
    lastNumber: counters.last,
    get generation() {
      return present(meta.get("generation"), "generation of the journal");
    },
    ...createOutbox({ db, meta, statements }, () => head.seq),
    verify() {
      const { events, brokenAt, head: last } = walkChain(db);
      const cutShort = last.seq < head.seq ? last.seq + 1 : null;
      return { events, brokenAt: brokenAt ?? cutShort, head: last.chain };
    },
  };
}

type Reader = Pick<Journal, "byRef" | "lastByRef" | "since" | "before">;

function createReader(statements: Statements, references: ReferenceIndex, newest: () => number): Reader {
  const get = (seq: number): JournalEntry => {
    const row = statements.bySeq.get(seq);
    return present(toEntries(row ? [row] : [], { first: seq, step: 1, count: 1 })[0], "the fact that was asked for");
  };
  return {
    byRef: (ref) => references.find(ref).map(get),
    lastByRef: (ref, limit) => references.last(ref, limit).map(get),
    since(after, limit) {
      const count = Math.min(limit, newest() - after);
      return toEntries(statements.since.all(after, limit), { first: after + 1, step: 1, count });
    },
    before(before, limit) {
      const first = Math.min(before - 1, newest());
      return toEntries(statements.before.all(before, limit), { first, step: -1, count: Math.min(limit, first) });
    },
  };
}

/** The outbox is a watermark over the journal. */
function createOutbox({ db, meta, statements }: OutboxParts, newest: () => number): Outbox {
  let acked = Number(meta.get("acked") ?? 0);
  const stand = (seq: number): void => {
    const before = acked;
    db.onRollback(() => {
      acked = before;
    });
    meta.set("acked", String(seq));
    acked = seq;
  };
  return {
    acked: () => acked,
    acknowledge(seq) {
      if (seq > acked && seq <= newest()) stand(seq);
    },
    fallBack(seq) {
      if (seq < acked) stand(seq);
    },
    pending: () => newest() - acked,
    beginGeneration: () =>
      db.transaction(() => {
        const generation = newGeneration();
        meta.set("generation", generation);
        stand(0);
        return generation;
      }),
    texts: (after, limit) => readTexts(statements, { after, limit: Math.min(limit, newest() - after) }),
    chainAt: (seq) => (seq === 0 ? chainOrigin.chain : statements.bySeq.get(seq)?.chain),
  };
}

/** Throws `storage-damaged` unless every row is the one asked for, and what was written. */
function readTexts(statements: Statements, { after, limit }: { readonly after: number; readonly limit: number }) {
  const rows = statements.since.all(after, limit);
  toEntries(rows, { first: after + 1, step: 1, count: limit });
  return rows.map(({ seq, fact, chain }) => ({ seq, text: fact, chain }));
}

function stamp(fact: NewFact, newestAt: Instant, time: TimeSource): Fact {
  const { kind, id, actor, role, body } = fact;
  const wall = time.wall();
  const at = Math.max(wall, newestAt);
  const disagrees = Math.abs(at - wall) > wallTolerance;
  return { v: 1, kind, id, at, ...(disagrees && { wall }), mono: time.monoMs(), boot: time.boot, actor, role, body };
}

type Statements = ReturnType<typeof prepare>;
type OutboxParts = { readonly db: Db; readonly meta: Meta; readonly statements: Statements };

function prepare(db: Db) {
  const columns = "seq, fact, refs, chain, sum";
  return {
    insert: db.prepare<[number, Uint8Array | string, string, string, number]>(
      `INSERT INTO journal (${columns}) VALUES (?, CAST(? AS TEXT), ?, ?, ?)`,
    ),
    bySeq: db.prepare<[number], JournalRow>(`SELECT ${columns} FROM journal WHERE seq = ?`),
    since: db.prepare<[number, number], JournalRow>(
      `SELECT ${columns} FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`,
    ),
    before: db.prepare<[number, number], JournalRow>(
      `SELECT ${columns} FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
  };
}

function readHead(statements: Statements): Head {
  const row = statements.before.get(Number.MAX_SAFE_INTEGER, 1);
  if (!row) return { ...chainOrigin, at: 0 };
  const { seq, chain, fact } = toEntry(row);
  return { seq, chain, at: fact.at };
}

/** Writes rows of another journal as they are, chain included. The caller has checked that each follows the last. */
export function copyRow(db: Db): (row: JournalRow) => void {
  const { insert } = prepare(db);
  return (row) => {
    insert.run(row.seq, row.fact, row.refs, row.chain, row.sum);
  };
}
