import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import {
  countOf,
  holderText,
  joined,
  readHolder,
  readNumbers,
  shared,
  type CheckDigit,
  type Holder,
  type Numbers,
  type Range,
  type Span,
  type StockChange,
  type StockRefusal,
} from "../../core/stock/index.ts";
import type { Sql } from "../ledger/index.ts";

type Row = {
  readonly first: string;
  readonly last: string;
  readonly check: CheckDigit;
  readonly holder: string;
  readonly since: string;
};

const columns = `first, last, check_digit AS check, holder, since`;

type Place = { readonly sql: Sql; readonly id: string };

/** The spans that hold any of these numbers. They never overlap: the one before the first may reach into it. */
export async function spansTouching({ sql, id }: Place, ranges: readonly Numbers[]): Promise<Span[]> {
  const found = new Map<string, Span>();
  for (const { first, last } of ranges) {
    const rows = await sql.query<Row>(
      `SELECT ${columns} FROM stock_span WHERE programme = $1 AND digits = $2 AND first BETWEEN $3 AND $4
       UNION ALL
       (SELECT ${columns} FROM stock_span WHERE programme = $1 AND digits = $2 AND first < $3
        ORDER BY first DESC LIMIT 1)`,
      [id, first.length, first, last],
    );
    for (const span of rows.map(toSpan)) if (shared(span, { first, last })) found.set(span.first, span);
  }
  return [...found.values()];
}

/** The cards of one holder from a number on, in order. */
export async function spansOf({ sql, id }: Place, holder: Holder, page?: { after: string; limit: number }) {
  const rows = await sql.query<Row>(
    `SELECT ${columns} FROM stock_span WHERE programme = $1 AND holder = $2 AND (digits, first) > ($3, $4)
     ORDER BY digits, first LIMIT $5`,
    [id, holderText(holder), page?.after.length ?? 0, page?.after ?? "", page?.limit ?? 100_000],
  );
  return rows.map(toSpan);
}

export async function rangesWith(place: Place, holder: Holder): Promise<Range[]> {
  const spans = await spansOf(place, holder);
  return joined(spans.map(({ first, last, check }) => ({ first, last, check })));
}

export async function saveChange({ sql, id }: Place, { removed, added }: StockChange): Promise<void> {
  for (const { first } of removed) {
    await sql.query("DELETE FROM stock_span WHERE programme = $1 AND digits = $2 AND first = $3", [
      id,
      first.length,
      first,
    ]);
  }
  for (const span of added) {
    const { first, last, check, holder, since } = span;
    await sql.query(
      `INSERT INTO stock_span (programme, digits, first, last, check_digit, holder, since, cards)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, first.length, first, last, check, holderText(holder), since, countOf(span)],
    );
  }
}

/** Numbers as a person typed them, with the kind of check digit that their lot has. */
export async function typedRanges(place: Place, text: string): Promise<Result<Range[], StockRefusal>> {
  const numbers = readNumbers(text);
  if (!numbers.ok) return numbers;
  const spans = await spansTouching(place, numbers.value);
  const ranges: Range[] = [];
  for (const range of numbers.value) {
    const span = spans.find((each) => shared(each, range));
    if (!span) return refuse({ kind: "not-in-stock", number: range.first });
    ranges.push({ ...range, check: span.check });
  }
  return ok(ranges);
}

function toSpan({ holder, ...row }: Row): Span {
  const read = readHolder(holder);
  if (!read) throw new Error(`stock_span has a holder that is none: ${holder}`);
  return { ...row, holder: read };
}
