import type { LocalDate } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import type { Pack } from "./pack.ts";

/** Value of a banded table for its one or two figures; `below` where a figure reaches no band. */
export function lookUp(table: Pack["tables"][string], ...figures: readonly number[]): number {
  const [row = 0, column = 0] = figures;
  const value = table.rows.findLast(({ from }) => row >= from)?.value;
  if (!Array.isArray(value)) return value ?? table.below;
  return value[(table.columns ?? []).findLastIndex((from) => column >= from)] ?? table.below;
}

/** Cards that each revenue earns, and their sum: counted per branch, or on the whole enterprise's revenue. */
export function allocateCards(
  pack: Pack,
  allocation: Pack["allocations"][string],
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
  pack: Pack,
  allocation: Pack["allocations"][string],
  organisations: readonly { readonly name: string; readonly revenueMinor: Minor }[],
): { readonly rows: readonly { readonly name: string; readonly cards: number }[]; readonly cards: number } {
  const rows = organisations.map(({ name, revenueMinor }) => ({
    name,
    cards: allocateCards(pack, { ...allocation, per: "branch" }, { [name]: revenueMinor }).cards,
  }));
  return { rows, cards: rows.reduce((sum, { cards }) => sum + cards, 0) };
}

/** Last day of a period such as `2025-H1`; undefined when the pack knows no such period. */
export function periodEnd(allocation: Pack["allocations"][string], period: string): LocalDate | undefined {
  const [, year, name] = /^(\d{4})-(.+)$/.exec(period) ?? [];
  const ends = name === undefined ? undefined : allocation.periods[name]?.endsOn;
  return ends === undefined ? undefined : `${year}-${ends}`;
}
