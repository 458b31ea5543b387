import { ok, type LocalDate } from "../../core/kernel/index.ts";
import {
  countOf,
  holderText,
  isSame,
  numbersText,
  readHolder,
  shared,
  type CheckDigit,
  type Holder,
  type LineKind,
  type Range,
} from "../../core/stock/index.ts";
import type { StockDifference } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { lateCopy, nothing, type Book, type Entered, type Nothing } from "./book.ts";
import { nameHolders } from "./names.ts";
import type { StockProgramme } from "./programme.ts";
import { recordMove } from "./record-move.ts";
import { spansTouching } from "./spans.ts";

export type NewDifference = {
  readonly id: string;
  readonly kind: LineKind;
  readonly range: Range;
  /** Who has the cards by the books; null where no lot holds them. */
  readonly holder: Holder | null;
  /** Where a person may book them to. */
  readonly wanted: readonly Holder[];
  readonly terminal: string;
  readonly paper: string;
  readonly on: LocalDate;
};

/** A line that a person resolves. */
export async function openDifference(book: Book, line: NewDifference): Promise<void> {
  const { id, kind, range, holder, wanted, terminal, paper, on } = line;
  await book.sql.query(
    `INSERT INTO stock_difference (programme, id, kind, first, last, check_digit, holder, wanted, terminal_id, paper,
       on_day, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (programme, id) DO NOTHING`,
    [
      book.id,
      id,
      kind,
      range.first,
      range.last,
      range.check,
      holder === null ? "" : holderText(holder),
      JSON.stringify(wanted.map(holderText)),
      terminal,
      paper,
      on,
      book.now,
    ],
  );
}

type Row = {
  readonly id: string;
  readonly kind: LineKind;
  readonly first: string;
  readonly last: string;
  readonly check: CheckDigit;
  readonly holder: string;
  readonly wanted: string;
  readonly terminal: string | null;
  readonly paper: string | null;
  readonly on: LocalDate;
  readonly at: number;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly note: string | null;
};

const columns = `d.id, d.kind, d.first, d.last, d.check_digit AS check, d.holder, d.wanted, d.on_day AS on, d.at,
  d.settled_at AS "settledAt", d.settled_by AS "settledBy", d.note`;

/** Those nobody has settled, the oldest first; or the settled, the newest first. */
export async function listDifferences(
  sql: Sql,
  programme: StockProgramme,
  { open, limit }: { readonly open: boolean; readonly limit: number },
): Promise<StockDifference[]> {
  const which = open
    ? "d.settled_at IS NULL ORDER BY d.at, d.id"
    : "d.settled_at IS NOT NULL ORDER BY d.settled_at DESC, d.id";
  const rows = await sql.query<Row>(
    `SELECT ${columns}, t.name AS terminal, '№ ' || p.no AS paper FROM stock_difference d
     LEFT JOIN terminal t ON t.terminal_id = d.terminal_id
     LEFT JOIN stock_paper p ON p.programme = d.programme AND p.id = d.paper
     WHERE d.programme = $1 AND ${which} LIMIT $2`,
    [programme.id, limit],
  );
  const wanted = rows.map(wantedIn);
  const names = await nameHolders(sql, programme.id, [...rows.map(({ holder }) => holder), ...wanted.flat()]);
  return rows.map((row, at) => {
    const { id, kind, first, last, check, holder, on, settledAt, settledBy, note } = row;
    const { clause, message } = programme.rules.differences[kind];
    return {
      id,
      kind,
      title: programme.pack.messages[message] ?? { ru: message, be: message, en: message },
      clause,
      numbers: numbersText([row]),
      cards: countOf({ first, last, check }),
      holder,
      holderName: names(holder),
      source: row.terminal ?? row.paper ?? "",
      on,
      at: row.at,
      choices: (wanted[at] ?? []).map((choice) => ({ holder: choice, name: names(choice) })),
      settledAt,
      settledBy,
      note,
    };
  });
}

export type StockSettlement = { readonly id: string; readonly to: string | null; readonly note: string };

/** A person's decision: the cards are booked where it says, or the note alone stays. */
export async function settleDifference(book: Book, { id, to, note }: StockSettlement): Promise<Entered<Nothing>> {
  const [row] = await book.sql.query<Row>(
    `SELECT ${columns} FROM stock_difference d WHERE d.programme = $1 AND d.id = $2 AND d.settled_at IS NULL`,
    [book.id, id],
  );
  const target = to === null ? null : readHolder(to);
  if (!row || target === undefined || (to !== null && !wantedIn(row).includes(to))) return lateCopy();
  if (target !== null) {
    const moved = await bookTo(book, row, target);
    if (!moved.ok) return moved;
  }
  await book.sql.query(
    `UPDATE stock_difference SET settled_at = $3, settled_by = $4, note = $5 WHERE programme = $1 AND id = $2`,
    [book.id, id, book.now, book.by, note],
  );
  return ok(nothing);
}

async function bookTo(book: Book, { id, first, last, check }: Row, to: Holder): Promise<Entered<unknown>> {
  const range: Range = { first, last, check };
  const [span] = await spansTouching(book, [range]);
  if (!span || isSame(span.holder, to)) return ok(nothing);
  const correction = { kind: "correct", on: book.today, from: span.holder, to, ranges: [range] } as const;
  return recordMove(book, correction, { id: `settled ${id}` });
}

/** Cards that were used before anybody reported them handed out, and now are. */
export async function settleReported(book: Book, person: string, ranges: readonly Range[]): Promise<void> {
  const open = await book.sql.query<Row>(
    `SELECT ${columns} FROM stock_difference d
     WHERE d.programme = $1 AND d.kind = 'before-report' AND d.holder = $2 AND d.settled_at IS NULL`,
    [book.id, `person:${person}`],
  );
  const met = open.filter((row) => ranges.some((range) => shared(range, row)));
  await book.sql.query(
    `UPDATE stock_difference SET settled_at = $3, settled_by = $4, note = ''
     WHERE programme = $1 AND id = ANY($2::text[])`,
    [book.id, met.map(({ id }) => id), book.now, book.by],
  );
}

function wantedIn({ wanted }: Row): string[] {
  const read: unknown = JSON.parse(wanted);
  return Array.isArray(read) ? read.map(String) : [];
}
