import { copyFileSync } from "node:fs";
import { type Db, flush, openForBuilding, removeDatabase, renameDurably, untilDamage } from "../connection/index.ts";
import {
  type ChainMark,
  copyRow,
  copySoundRows,
  createCounters,
  createMeta,
  markVerified,
  newGeneration,
  parseRefs,
  reachableRows,
  rebuildReferences,
  rowFollows,
  rowIsSound,
  rowsAfter,
  sealedTables,
  walkChain,
} from "../journal/index.ts";
import { journalMigrations, migrate } from "../migrations/index.ts";

export type JournalPlan = {
  /** Sound journal to begin from; absent: an empty one. */
  readonly base: string | undefined;
  /** The journal that is to be replaced, open for reading, damaged perhaps. */
  readonly old: Db | undefined;
  /** `salvage` takes from the old one all that is sound; `restore` only the numbers it has used. */
  readonly purpose: "salvage" | "restore";
  /** Where the whole new journal ends up. */
  readonly target: string;
};

export type BuiltJournal = {
  readonly head: ChainMark;
  /** Newest seq that the old journal is known to have held; 0 if it told nothing. */
  readonly seenSeq: number;
  /** Damaged rows of the small tables. */
  readonly rowsLost: number;
  /** Rows of the small tables that are there. */
  readonly rows: number;
};

/**
 * Writes a journal of a new generation beside the old one and flushes it. Receipt numbers that the old one has used are
 * never used again, as far as it can still tell.
 */
export function buildJournal(plan: JournalPlan): BuiltJournal {
  const draft = `${plan.target}.new`;
  removeDatabase(draft);
  if (plan.base !== undefined) copyFileSync(plan.base, draft);
  const db = openForBuilding(draft, "journal");
  let built: BuiltJournal;
  try {
    migrate(db, journalMigrations, (version) => createMeta(db).set("schema", String(version)));
    built = db.transaction(() => fill(db, plan));
  } finally {
    db.close();
  }
  flush(draft);
  renameDurably(draft, plan.target);
  return built;
}

function fill(db: Db, { old, purpose }: JournalPlan): BuiltJournal {
  // A basket of the past may have been sold since.
  db.exec("DELETE FROM basket");
  const base = walkChain(db).head;
  const salvages = purpose === "salvage" && old !== undefined;
  const head = salvages ? extend(db, old, base) : base;
  let rowsLost = 0;
  if (salvages) for (const table of sealedTables) rowsLost += copySoundRows(old, db, table);
  const seenSeq = old ? raiseCounters(db, old) : 0;
  const meta = createMeta(db);
  meta.set("acked", String(Math.min(Number(meta.get("acked") ?? 0), head.seq)));
  meta.set("generation", newGeneration());
  rebuildReferences(db, meta);
  meta.set("schema", String(journalMigrations.length));
  meta.set("running", "");
  markVerified(meta, head);
  return { head, seenSeq, rowsLost, rows: countRows(db) };
}

/** Adds the facts of the old journal that continue the chain; returns the new head. */
function extend(db: Db, old: Db, base: ChainMark): ChainMark {
  const copy = copyRow(db);
  let head = base;
  for (const row of untilDamage(rowsAfter(old, base.seq))) {
    if (!rowFollows(head, row)) break;
    copy(row);
    head = { seq: row.seq, chain: row.chain };
  }
  return head;
}

/** A counter's name and value inside a reference: `receipt:12`. Card numbers and request ids are longer. */
const countedRef = /^([a-z-]+):(\d{1,9})$/;

/** Raises the counters to what the old journal's rows and facts have used; returns its newest readable seq. */
function raiseCounters(db: Db, old: Db): number {
  const used = new Map<string, number>();
  const note = (ref: string): void => {
    const [, name, value] = countedRef.exec(ref) ?? [];
    if (name !== undefined) used.set(name, Math.max(used.get(name) ?? 0, Number(value)));
  };
  let seenSeq = 0;
  for (const row of reachableRows(old)) {
    if (!rowIsSound(row)) continue;
    seenSeq = Math.max(seenSeq, row.seq);
    parseRefs(row.refs).forEach(note);
  }
  const counters = createCounters(db);
  for (const [name, value] of used) counters.raise(name, value);
  return seenSeq;
}

function countRows(db: Db): number {
  const count = (name: string): number =>
    db.prepare<[], { rows: number }>(`SELECT count(*) AS rows FROM ${name}`).get()?.rows ?? 0;
  return count("operator") + count("setting") + count("card_overlay") + count("basket");
}
