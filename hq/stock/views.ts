import { countOf, endedPeriods, numbersText, readHolder, type Range } from "../../core/stock/index.ts";
import type { StockCards, StockHolding, StockMove, StockView } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { allocationOf } from "./dues.ts";
import { listDuties } from "./duty-cases.ts";
import { nameHolders } from "./names.ts";
import { dayIn, type StockProgramme } from "./programme.ts";
import { listPersons, listPlaces, listTills } from "./registers.ts";
import { spansOf } from "./spans.ts";

/** Periods that may be chosen: two years. */
const periodsBack = 4;

type Asked = { readonly programme: StockProgramme; readonly all: readonly StockProgramme[]; readonly now: number };

/** Everything that the stock's first page shows. */
export async function readStock(sql: Sql, { programme, all, now }: Asked): Promise<StockView> {
  const { id, rules } = programme;
  const place = { sql, id };
  const today = dayIn(programme, now);
  const cases = await listDuties(sql, programme, now);
  const states = cases.flatMap(({ duties }) => duties.map(({ state }) => state));
  const [open] = await sql.query<{ count: number }>(
    "SELECT count(*) AS count FROM stock_difference WHERE programme = $1 AND settled_at IS NULL",
    [id],
  );
  return {
    programmes: all.map(({ pack }) => ({ id: pack.pack.id, title: pack.pack.title })),
    programme: id,
    today,
    periods: endedPeriods(allocationOf(programme)?.periods ?? {}, today, periodsBack),
    places: await listPlaces(place),
    persons: await listPersons(place),
    tills: await listTills(place),
    holdings: await holdingsIn(place),
    services: [...rules.services],
    differences: open?.count ?? 0,
    overdue: states.filter((state) => state === "overdue").length,
    soon: states.filter((state) => state === "soon").length,
  };
}

type Place = { readonly sql: Sql; readonly id: string };

/** Acts are one: what is written off is nobody's any more. */
async function holdingsIn({ sql, id }: Place): Promise<StockHolding[]> {
  const rows = await sql.query<{ holder: string; cards: number }>(
    `SELECT CASE WHEN holder LIKE 'written-off:%' THEN 'written-off:' ELSE holder END AS holder,
       sum(cards)::bigint AS cards
     FROM stock_span WHERE programme = $1 GROUP BY 1 ORDER BY 1`,
    [id],
  );
  const names = await nameHolders(
    sql,
    id,
    rows.map(({ holder }) => holder),
  );
  return rows.map(({ holder, cards }) => ({ holder, name: names(holder), cards }));
}

export async function cardsWith(
  place: Place,
  { holder, after, limit }: { readonly holder: string; readonly after: string; readonly limit: number },
): Promise<{ readonly ranges: StockCards[]; readonly more: boolean }> {
  const read = readHolder(holder);
  const spans = read ? await spansOf(place, read, { after, limit: limit + 1 }) : [];
  const ranges = spans.slice(0, limit).map(({ first, last, check, since }) => {
    return { first, last, since, cards: countOf({ first, last, check }) };
  });
  return { ranges, more: spans.length > limit };
}

type MoveRow = Omit<StockMove, "fromName" | "toName" | "numbers"> & { readonly ranges: string };

export type MoveQuery = {
  readonly holder: string;
  readonly text: string;
  readonly before: number | null;
  readonly limit: number;
};

/** The newest first: those of a holder, of a card, or with a text. */
export async function listMoves({ sql, id }: Place, { holder, text, before, limit }: MoveQuery): Promise<StockMove[]> {
  const like = `%${text.toLowerCase().replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  // A card is found by its whole number, wherever it stands in a range.
  const number = text.replaceAll(/\s/g, "");
  const rows = await sql.query<MoveRow>(
    `SELECT seq, kind, on_day AS on, from_holder AS "from", to_holder AS "to", ranges, cards, about, by_name AS by, at
     FROM stock_move WHERE programme = $1 AND seq < $2 AND ($3 = '' OR from_holder = $3 OR to_holder = $3)
       AND (lower(about || ' ' || by_name) LIKE $4 OR seq IN (
         SELECT seq FROM stock_move_range WHERE programme = $1 AND digits = $6 AND last >= $7 AND first <= $7))
     ORDER BY seq DESC LIMIT $5`,
    [id, before ?? Number.MAX_SAFE_INTEGER, holder, like, limit, number.length, number],
  );
  const names = await nameHolders(
    sql,
    id,
    rows.flatMap(({ from, to }) => [from, to]),
  );
  return rows.map(({ ranges, about, ...row }) => ({
    ...row,
    // An organisation stands there with its service.
    about: about.split("\n").join(", "),
    fromName: names(row.from),
    toName: names(row.to),
    numbers: numbersText(JSON.parse(ranges) as Range[]),
  }));
}
