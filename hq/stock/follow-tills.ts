import type { Sql } from "../ledger/index.ts";
import { inBook, type Book } from "./book.ts";
import type { StockProgramme } from "./programme.ts";
import { takeUses } from "./take-uses.ts";

/** Entries of one question: who has more facts waiting sees the rest at the next. */
const maxRounds = 20;

/** Whoever looks at the book sees what the tills have told by then. Answers the feeds' new positions. */
export async function followTills(sql: Sql, programme: StockProgramme, now: number): Promise<Book["moved"]> {
  const moved: Book["moved"] = [];
  for (let round = 0; round < maxRounds; round += 1) {
    const waiting = await sql.query("SELECT 1 FROM stock_use WHERE programme = $1 AND taken = false LIMIT 1", [
      programme.id,
    ]);
    if (waiting.length === 0) break;
    const entered = await inBook(sql, { programme, clerk: { by: "", now } }, takeUses);
    moved.push(...entered.moved);
  }
  return moved;
}
