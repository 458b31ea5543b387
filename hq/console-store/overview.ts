import type { Overview } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";
import { countDisputes } from "./disputes.ts";
import { terminalRows } from "./terminal-rows.ts";

const hourMs = 3_600_000;
const [hoursShown, tillsShown] = [24, 20];

/** How the system stands. `dayStart`: midnight where the reader is, on the hour at worst. */
export async function readOverview(sql: Sql, dayStart: number, now: number): Promise<Overview> {
  const terminals = await terminalRows(sql, now);
  const thisHour = Math.floor(now / hourMs);
  const firstHour = thisHour - hoursShown + 1;
  const rows = await sql.query<{ hour: number; facts: number }>(
    "SELECT hour, sum(facts)::bigint AS facts FROM fact_hour WHERE hour >= $1 GROUP BY hour",
    [Math.min(firstHour, Math.floor(dayStart / hourMs))],
  );
  const facts = new Map(rows.map(({ hour, facts: count }) => [hour, count]));
  const disputes = await countDisputes(sql);
  const count = (state: string): number => terminals.filter((row) => row.state === state).length;
  return {
    now,
    terminals: {
      live: count("live"),
      late: count("late"),
      silent: count("silent"),
      forked: count("forked"),
      revoked: count("revoked"),
    },
    factsToday: rows.filter(({ hour }) => hour * hourMs >= dayStart).reduce((sum, row) => sum + row.facts, 0),
    byHour: Array.from({ length: hoursShown }, (_, index) => facts.get(firstHour + index) ?? 0),
    disputesOpen: disputes.open,
    disputeSince: disputes.since,
    attention: terminals
      .filter(({ state }) => state === "late" || state === "silent" || state === "forked")
      .toSorted((one, other) => one.lastContact - other.lastContact)
      .slice(0, tillsShown),
  };
}
