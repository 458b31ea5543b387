import { ok, refuse } from "../../core/kernel/index.ts";
import { allocateCards, periodEnd, type Allocation } from "../../core/organiser/index.ts";
import type { StockDue } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { lateCopy, type Book, type Entered } from "./book.ts";
import type { StockProgramme } from "./programme.ts";
import { findOrganisation, listPlaces } from "./registers.ts";

/** How the programme counts what organisations are due; undefined where cards go to none. */
export function allocationOf({ rules, pack }: Pick<StockProgramme, "rules" | "pack">): Allocation | undefined {
  const name = Object.values(rules.routes).find(({ allocation }) => allocation !== undefined)?.allocation;
  return name === undefined ? undefined : pack.allocations[name];
}

/** Hand-outs to one organisation for one period are counted under this. */
export const dueCase = (period: string, organisation: string): string => `${period}/${organisation}`;

type Revenue = {
  readonly organisation: string;
  readonly name: string;
  readonly place: string;
  readonly minor: number;
  readonly paper: string;
  readonly on: string;
  readonly version: number;
};

/** Revenue of a period as accounting has stated it, of every branch. */
export async function revenuesOf(sql: Sql, programme: string, period: string): Promise<Revenue[]> {
  return sql.query<Revenue>(
    `SELECT r.organisation, o.name, r.place, r.minor, r.paper, r.on_day AS on, r.version FROM stock_revenue r
     JOIN stock_organisation o ON o.programme = r.programme AND o.id = r.organisation
     WHERE r.programme = $1 AND r.period = $2 ORDER BY o.name, o.id`,
    [programme, period],
  );
}

type Given = { readonly case: string; readonly place: string; readonly cards: number; readonly on: string };

/** Cards handed out for a period, by organisation and branch. */
export async function givenIn(sql: Sql, programme: string, period: string): Promise<Given[]> {
  return sql.query<Given>(
    `SELECT m.case_id AS "case", p.place, sum(m.cards)::bigint AS cards, max(m.on_day) AS on FROM stock_move m
     JOIN stock_person p ON p.programme = m.programme AND m.from_holder = 'person:' || p.id
     WHERE m.programme = $1 AND m.kind = 'handOut' AND m.case_id LIKE $2 || '/%' GROUP BY m.case_id, p.place`,
    [programme, period],
  );
}

/**
 * What each organisation of a branch earns by its revenue, and what it has been given. Where the whole enterprise's
 * revenue counts, cards given by any branch count, too.
 */
export async function listDue(
  sql: Sql,
  programme: StockProgramme,
  { place, period }: { readonly place: string; readonly period: string },
): Promise<StockDue[]> {
  const allocation = allocationOf(programme);
  const all = await revenuesOf(sql, programme.id, period);
  const given = await givenIn(sql, programme.id, period);
  const isWhole = allocation?.per === "enterprise";
  return all
    .filter((row) => row.place === place)
    .map(({ organisation, name, minor, paper, version }) => {
      const counted = all.filter((row) => row.organisation === organisation && (isWhole || row.place === place));
      const revenue = Object.fromEntries(counted.map((row) => [row.place, row.minor]));
      const own = given.filter(
        (each) => each.case === dueCase(period, organisation) && (isWhole || each.place === place),
      );
      return {
        organisation,
        name,
        minor,
        paper,
        version,
        due: allocation ? allocateCards(programme.pack, allocation, revenue).cards : 0,
        given: own.reduce((sum, { cards }) => sum + cards, 0),
      };
    });
}

export type Stated = {
  readonly organisation: string;
  readonly place: string;
  readonly period: string;
  readonly minor: number;
  readonly paper: string;
  readonly version: number;
};

/** What accounting states: only of a period that is over. */
export async function stateRevenue(book: Book, stated: Stated): Promise<Entered<{ version: number }>> {
  const { organisation, place, period, minor, paper, version } = stated;
  const allocation = allocationOf(book);
  const endsOn = allocation && periodEnd(allocation, period);
  if (endsOn === undefined) return lateCopy();
  if (book.today <= endsOn) return refuse({ kind: "period-open", day: endsOn });
  const isKnown = (await listPlaces(book)).some(({ id }) => id === place);
  if (!isKnown || !(await findOrganisation(book, organisation))) return lateCopy();
  const key = [book.id, period, place, organisation];
  const [known] = await book.sql.query<{ version: number; minor: number; paper: string }>(
    `SELECT version, minor, paper FROM stock_revenue
     WHERE programme = $1 AND period = $2 AND place = $3 AND organisation = $4`,
    key,
  );
  if (known && known.minor === minor && known.paper === paper) return ok({ version: known.version });
  if ((known?.version ?? 0) !== version) return lateCopy();
  await book.sql.query(
    `INSERT INTO stock_revenue (programme, period, place, organisation, minor, paper, on_day, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (programme, period, place, organisation)
     DO UPDATE SET minor = $5, paper = $6, on_day = $7, version = $8`,
    [...key, minor, paper, book.today, version + 1],
  );
  return ok({ version: version + 1 });
}
