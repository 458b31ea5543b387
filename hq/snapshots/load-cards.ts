import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { cardStatuses } from "../../core/card/index.ts";
import { addCards, closeCardList, type ListCard, type Sql } from "../ledger/index.ts";

export type LoadOrder = {
  readonly sql: Sql;
  /** CSV with the columns `number,status[,since]`, UTF-8; `since` is a date or a moment of one. */
  readonly file: string;
  readonly programme: string;
  readonly now: number;
};

const pageCards = 10_000;

/**
 * Makes head office know all cards of a list. Read row by row, whatever its size. Throws at the first row that cannot
 * be read, and says which: rows before it are known then, and may be loaded again. Answers how many were new.
 */
export async function loadCards({ sql, file, programme, now }: LoadOrder): Promise<number> {
  const rows = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Number.POSITIVE_INFINITY });
  let [row, added] = [0, 0];
  let page: ListCard[] = [];
  for await (const line of rows) {
    row += 1;
    if (row === 1) checkHeader(line);
    else if (line !== "") page.push(cardOf(line, row, programme));
    if (page.length < pageCards) continue;
    added += await addCards(sql, page);
    page = [];
  }
  added += await addCards(sql, page);
  await closeCardList(sql, now);
  return added;
}

function checkHeader(line: string): void {
  const names = line.replace("\uFEFF", "").trim();
  if (names !== "number,status" && names !== "number,status,since")
    throw new Error(`row 1: the columns are number,status[,since], not ${names.slice(0, 80)}`);
}

function cardOf(line: string, row: number, programme: string): ListCard {
  const [number = "", status = "", since = "", ...more] = line.split(",").map((cell) => cell.trim());
  const at = since === "" ? 0 : Date.parse(since);
  const wrong =
    more.length > 0
      ? "too many cells"
      : !/^[\w-]{4,32}$/.test(number)
        ? "no card number"
        : !cardStatuses.some((known) => known === status)
          ? `status is one of ${cardStatuses.join(", ")}`
          : !(at >= 0)
            ? "since is no date"
            : undefined;
  if (wrong !== undefined) throw new Error(`row ${row}: ${wrong}`);
  return { number, programme, status, since: at };
}
