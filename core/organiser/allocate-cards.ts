import type { LocalDate } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { lookUp, type Table } from "../offer/index.ts";
import type { Allocation } from "./duties.ts";

type Tables = { readonly tables: Readonly<Record<string, Table>> };

/** Cards that each revenue earns, and their sum: counted per branch, or on the whole enterprise's revenue. */
export function allocateCards(
  pack: Tables,
  allocation: Allocation,
  revenueMinor: Readonly<Record<string, Minor>>,
): { readonly byBranch: Readonly<Record<string, number>>; readonly cards: number } {
  const table = pack.tables[allocation.table] ?? { clause: allocation.clause, by: [], below: 0, rows: [] };
  if (allocation.per === "enterprise") {
    const whole = Object.values(revenueMinor).reduce((a, b) => a + b, 0);
    return { byBranch: {}, cards: lookUp(table, whole) };
  }
  const counted = Object.entries(revenueMinor).map(([branch, revenue]) => [branch, lookUp(table, revenue)] as const);
  return { byBranch: Object.fromEntries(counted), cards: counted.reduce((sum, [, cards]) => sum + cards, 0) };
}

/** Cards that a unit asks for: each organisation's by its revenue, and their sum. */
export function requestCards(
  pack: Tables,
  allocation: Allocation,
  organisations: readonly { readonly name: string; readonly revenueMinor: Minor }[],
): { readonly rows: readonly { readonly name: string; readonly cards: number }[]; readonly cards: number } {
  const rows = organisations.map(({ name, revenueMinor }) => ({
    name,
    cards: allocateCards(pack, { ...allocation, per: "branch" }, { [name]: revenueMinor }).cards,
  }));
  return { rows, cards: rows.reduce((sum, { cards }) => sum + cards, 0) };
}

/** Last day of a period such as `2025-H1`; undefined when the pack knows no such period. */
export function periodEnd(allocation: Allocation, period: string): LocalDate | undefined {
  const [, year, name] = /^(\d{4})-(.+)$/.exec(period) ?? [];
  const ends = name === undefined ? undefined : allocation.periods[name]?.endsOn;
  return ends === undefined ? undefined : `${year}-${ends}`;
}
