import { isPercentage, type Benefit } from "../offer/index.ts";
import type { Group, Offer, Pack } from "../programme/index.ts";
import { leavesOf } from "./candidates.ts";
import { finding, type Figure, type Finding } from "./finding.ts";
import { leavesIn } from "./lint-stacking.ts";

const wholeBp = 10_000;
/** Half a percent: nobody prints a card for less. */
const leastRateBp = 50;
/** Half a rouble: amounts under it are roubles written as kopecks. */
const leastMinor = 50;

/** Rates and sums that cannot be meant: above 100 %, reversed bounds, percents or roubles in the wrong unit. */
export function lintFigures(pack: Pack): Finding[] {
  return [
    ...pack.offers.flatMap((offer) => [...lintGive(offer), ...lintOrder(pack, offer), ...lintThresholds(pack, offer)]),
    ...(pack.prices ?? []).flatMap((price) => {
      const sum = (price.minusBp ?? []).reduce((a, b) => a + b, 0);
      const isOver = sum > wholeBp || (price.minusBp ?? []).some((one) => one > wholeBp);
      return isOver ? [finding("over-hundred", { rule: price.id, clause: price.clause }, rate(sum))] : [];
    }),
    ...(pack.card?.prices ?? []).flatMap(({ id, clause, amountMinor }) => lintMoney({ rule: id, clause }, amountMinor)),
    ...lintSums(pack, pack.stacking),
  ];
}

const rate = (bp: number) => ({ figures: { rate: { bp } } });

function lintMoney(about: { rule: string; clause: string }, amountMinor: number | undefined): Finding[] {
  const isOdd = amountMinor !== undefined && amountMinor > 0 && amountMinor < leastMinor;
  return isOdd ? [finding("small-money", about, { figures: { amount: { minor: amountMinor } } })] : [];
}

function lintGive({ id, clause, give }: Offer): Finding[] {
  const about = { rule: id, clause };
  const rows = give.tiers?.rows ?? [];
  const rates = [give.percentBp, ...rows.map(({ percentBp }) => percentBp), give.visit?.rateBp];
  const sums = [
    give.amountMinor,
    give.firstMinor,
    give.priceMinor,
    give.capMinor,
    ...rows.map(({ amountMinor }) => amountMinor),
  ];
  return [
    ...rates
      .filter((one) => one !== undefined && one > 0 && one < leastRateBp)
      .map((one) => finding("small-percent", about, rate(one ?? 0))),
    ...sums.flatMap((one) => lintMoney(about, one)),
    ...rows.flatMap(({ from }, at): Finding[] => {
      const before = rows[at - 1]?.from;
      if (before === undefined || from > before) return [];
      return [finding("tiers-order", about, { figures: { from: money(from), before: money(before) } })];
    }),
  ];
}

const money = (minor: number): Figure => ({ minor });

/** Bounds within which an order sets the value; a rate cannot be above the whole price. */
function lintOrder(pack: Pack, { id, clause, order, give }: Offer): Finding[] {
  if (!order) return [];
  const about = { rule: id, clause };
  const isRate = give.ordered === "rate";
  const table = typeof order.most === "object" ? pack.tables[order.most.table] : undefined;
  const bounds = table ? table.rows.flatMap(({ value }) => value) : [order.most];
  const most = Math.max(...bounds.filter((one) => typeof one === "number"));
  const figure = (value: number): Figure => (isRate ? { bp: value } : { count: value });
  const figures = { least: figure(order.least), most: figure(most) };
  return [
    ...(order.least > most ? [finding("order-bounds", about, { figures })] : []),
    ...(isRate && most > wholeBp ? [finding("over-hundred", about, rate(most))] : []),
    ...(isRate && most > 0 && most < leastRateBp ? [finding("small-percent", about, rate(most))] : []),
  ];
}

/** Thresholds on sums of money. */
function lintThresholds(pack: Pack, { id, clause, when = [] }: Offer): Finding[] {
  return when.flatMap(leavesOf).flatMap(({ base, above, atLeast }) => {
    if (base === undefined || pack.bases[base]?.measure !== "amount") return [];
    const figure = above ?? atLeast;
    return lintMoney({ rule: id, clause }, typeof figure === "number" ? figure : undefined);
  });
}

/** Percentages of the same price that may add up to more than the price. */
function lintSums(pack: Pack, group: Group): Finding[] {
  const inner = group.members.flatMap((member) => (typeof member === "string" ? [] : lintSums(pack, member)));
  if (group.mode !== "sum" || group.combine === "compounded" || group.combine === undefined) return inner;
  const own = group.members.filter((member) => typeof member === "string");
  const rates = own.map((id) => highest(pack.offers.find((offer) => offer.id === id)?.give));
  const sum = rates.reduce((a, b) => a + b, 0);
  const about = { rule: leavesIn(group)[0] ?? "-", clause: group.clause ?? "-" };
  const isOver = sum > wholeBp && (group.capBp ?? Infinity) > wholeBp;
  return [...inner, ...(isOver ? [finding("sum-over-hundred", about, rate(sum))] : [])];
}

function highest(give: Benefit | undefined): number {
  if (!give || !isPercentage(give)) return 0;
  return Math.max(give.percentBp ?? 0, ...(give.tiers?.rows ?? []).map(({ percentBp }) => percentBp ?? 0));
}
