import { localDateTime } from "../../core/kernel/index.ts";
import {
  isSound,
  judgeUse,
  shared,
  type CheckDigit,
  type Numbers,
  type Range,
  type Span,
} from "../../core/stock/index.ts";
import type { Book } from "./book.ts";
import { openDifference } from "./differences.ts";
import { recordMove } from "./record-move.ts";
import { spansTouching } from "./spans.ts";

/** Facts taken over in one entry; the rest at the next. */
const usesAtOnce = 1000;

type Use = {
  readonly id: string;
  readonly number: string;
  readonly terminal: string;
  readonly was: string;
  readonly at: number;
  readonly place: string | null;
  readonly name: string | null;
};

/**
 * What tills sold, gave and activated since the last entry, in the order of their clocks: the book follows where it
 * agrees, a person is asked where not. Answers how many facts there were.
 */
export async function takeUses(book: Book): Promise<number> {
  const uses = await book.sql.query<Use>(
    `SELECT u.id, u.number, u.terminal_id AS terminal, u.was, u.at, s.place, t.name
     FROM stock_use u LEFT JOIN stock_till s ON s.programme = u.programme AND s.terminal_id = u.terminal_id
     LEFT JOIN terminal t ON t.terminal_id = u.terminal_id
     WHERE u.programme = $1 AND u.taken = false ORDER BY u.at, u.id LIMIT $2`,
    [book.id, usesAtOnce],
  );
  for (const use of uses) await takeUse(book, use);
  await book.sql.query("UPDATE stock_use SET taken = true WHERE programme = $1 AND id = ANY($2::text[])", [
    book.id,
    uses.map(({ id }) => id),
  ]);
  return uses.length;
}

async function takeUse(book: Book, use: Use): Promise<void> {
  const one: Numbers = { first: use.number, last: use.number };
  const span = (await spansTouching(book, [one])).find((each) => shared(each, one));
  const range: Range = { ...one, check: span?.check ?? checkOf(use.number) };
  // A till's clock may run ahead of head office's: no paper is of tomorrow.
  const told = localDateTime(use.at, book.pack.pack.timeZone).slice(0, 10);
  const on = told > book.today ? book.today : told;
  const what = use.was === book.rules.statuses.person ? "activated" : "sold";
  const verdict = judgeUse(span, { what, on, place: use.place ?? undefined });
  if (verdict.kind === "expected") return;
  const about = use.name ?? use.terminal;
  if (verdict.kind === "sell" && span) {
    const sale = { kind: "sell", on, from: span.holder, to: verdict.to, ranges: [range] } as const;
    const sold = await recordMove(book, sale, { id: use.id, about });
    if (sold.ok) return;
  }
  const { line, to } = verdict.kind === "line" ? verdict : { line: "other-holder" as const, to: null };
  await openDifference(book, {
    id: use.id,
    kind: line,
    range,
    holder: holderOf(span),
    wanted: to === null ? [] : [to],
    terminal: use.terminal,
    paper: "",
    on,
  });
}

const holderOf = (span: Span | undefined) => span?.holder ?? null;

/** Of a number that no lot holds: only so that it can be counted. */
function checkOf(number: string): CheckDigit {
  return isSound(number, "gtin") && number.length === 13 ? "gtin" : "none";
}
