import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import {
  countAll,
  holderText,
  moveCards,
  type Movement,
  type Range,
  type StockRefusal,
} from "../../core/stock/index.ts";
import type { Book } from "./book.ts";
import { saveChange, spansTouching } from "./spans.ts";
import { tellTills } from "./tell-tills.ts";

/** Cards that one paper may move: the tills are told of each. */
export const maxCards = 20_000;

export type Entry = {
  /** Of the page that asks, or of the till's fact: entered once. */
  readonly id: string;
  /** Paper that it stands on; empty for none. */
  readonly paper?: string;
  /** Said in lists beside it: a paper's number, an organisation. */
  readonly about?: string;
  /** What hand-outs are counted under: a period and an organisation, or an event's order. */
  readonly case?: string;
};

/** Whether it was entered before: a double press, or a question asked again after a lost answer. */
export async function isEntered({ sql, id: programme }: Book, id: string): Promise<boolean> {
  const rows = await sql.query(
    `SELECT 1 FROM stock_move WHERE programme = $1 AND id = $2
     UNION ALL SELECT 1 FROM stock_paper WHERE programme = $1 AND id = $2`,
    [programme, id],
  );
  return rows.length > 0;
}

/** Moves cards in the book and tells the tills; refused, it leaves all as it was. */
export async function recordMove(book: Book, movement: Movement, entry: Entry): Promise<Result<number, StockRefusal>> {
  const cards = countAll(movement.ranges);
  if (movement.on > book.today) return refuse({ kind: "in-future", day: movement.on });
  if (movement.kind !== "receive" && cards > maxCards) return refuse({ kind: "too-many", number: String(maxCards) });
  const moved = moveCards(await spansTouching(book, movement.ranges), movement);
  if (!moved.ok) return moved;
  await saveChange(book, moved.value);
  await writeMove(book, { movement, entry, cards });
  await tellTills(book, movement);
  return ok(cards);
}

type Written = { readonly movement: Movement; readonly entry: Entry; readonly cards: number };

async function writeMove(book: Book, { movement, entry, cards }: Written): Promise<void> {
  const { kind, on, from, to, ranges } = movement;
  const [row] = await book.sql.query<{ moves: number }>(
    "UPDATE stock_book SET moves = moves + 1 WHERE programme = $1 RETURNING moves",
    [book.id],
  );
  await book.sql.query(
    `INSERT INTO stock_move (programme, seq, id, kind, on_day, from_holder, to_holder, ranges, cards, paper, about,
       case_id, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      book.id,
      row?.moves ?? 0,
      entry.id,
      kind,
      on,
      holderText(from),
      holderText(to),
      JSON.stringify(ranges satisfies readonly Range[]),
      cards,
      entry.paper ?? "",
      entry.about ?? "",
      entry.case ?? "",
      book.by,
      book.now,
    ],
  );
  for (const { first, last } of ranges) {
    await book.sql.query(
      "INSERT INTO stock_move_range (programme, digits, last, first, seq) VALUES ($1, $2, $3, $4, $5)",
      [book.id, first.length, last, first, row?.moves ?? 0],
    );
  }
}
