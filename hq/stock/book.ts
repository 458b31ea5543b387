import { refuse, type LocalDate, type Result } from "../../core/kernel/index.ts";
import type { StockRefusal } from "../../core/stock/index.ts";
import type { Sql } from "../ledger/index.ts";
import { dayIn, type StockProgramme } from "./programme.ts";

/** Who enters something, and when. */
export type Clerk = { readonly by: string; readonly now: number };

/** A programme's book, held by one clerk until the transaction ends. */
export type Book = StockProgramme &
  Clerk & {
    readonly sql: Sql;
    readonly today: LocalDate;
    /** Shards whose feed got lines: whoever waits there is told when all is stored. */
    readonly moved: { shard: string; pos: number }[];
  };

/** Somebody was quicker, or what is spoken of never was. */
export const changedMeanwhile = "changed-meanwhile";
export type Refused = StockRefusal | typeof changedMeanwhile;
export type Entered<T> = Result<T, Refused>;

/** Nothing to tell beyond that it is done. */
export type Nothing = Record<string, never>;
export const nothing: Nothing = {};

export const lateCopy = (): Entered<never> => refuse(changedMeanwhile);

/**
 * One entry in a programme's book. Two clerks enter one after the other: the second sees what the first did. Work that
 * refuses has written nothing yet.
 */
export async function inBook<T>(
  sql: Sql,
  { programme, clerk }: { readonly programme: StockProgramme; readonly clerk: Clerk },
  work: (book: Book) => Promise<T>,
): Promise<{ readonly value: T; readonly moved: Book["moved"] }> {
  return sql.transaction(async (inside) => {
    await inside.query("INSERT INTO stock_book (programme) VALUES ($1) ON CONFLICT (programme) DO NOTHING", [
      programme.id,
    ]);
    await inside.query("SELECT moves FROM stock_book WHERE programme = $1 FOR UPDATE", [programme.id]);
    const book: Book = { ...programme, ...clerk, sql: inside, today: dayIn(programme, clerk.now), moved: [] };
    return { value: await work(book), moved: book.moved };
  });
}
