import { priceBasket, type PricedBasket, type PricingInput } from "../../core/pricing/index.ts";
import type { Pack } from "../../core/programme/index.ts";

/** Sums of one pack over all receipts, in minor units. */
export type Sums = {
  readonly grossMinor: number;
  readonly discountMinor: number;
  readonly payableMinor: number;
  /** Receipts with a discount. */
  readonly discounted: number;
  readonly receiptsPerSecond: number;
};

export type Simulation = {
  readonly receipts: number;
  readonly days: number;
  readonly first: string;
  readonly last: string;
  readonly now: Sums;
  readonly draft: Sums;
  /** Receipts on which the buyer pays less, or more, under the draft. */
  readonly cheaper: number;
  readonly dearer: number;
  readonly byDay: readonly { readonly day: string; readonly nowMinor: number; readonly draftMinor: number }[];
  readonly byRule: readonly RuleEffect[];
};

export type RuleEffect = {
  readonly rule: string;
  readonly clause: string;
  readonly nowMinor: number;
  readonly draftMinor: number;
  readonly nowReceipts: number;
  readonly draftReceipts: number;
};

/** Prices recorded receipts under the pack in force and under a draft. */
export function simulate(now: Pack, draft: Pack, receipts: readonly PricingInput[]): Simulation {
  const [before, after] = [run(now, receipts), run(draft, receipts)];
  const days = receipts.map(({ at }) => at.slice(0, 10));
  const discounts = ({ priced }: Run, day: string) =>
    priced.reduce((sum, { total }, at) => (days[at] === day ? sum + total.discountMinor : sum), 0);
  const different = [...new Set(days)].toSorted();
  const differences = before.priced.map(({ total }, at) => {
    return (after.priced[at]?.total.payableMinor ?? 0) - total.payableMinor;
  });
  return {
    receipts: receipts.length,
    days: different.length,
    first: different[0] ?? "",
    last: different.at(-1) ?? "",
    now: before.sums,
    draft: after.sums,
    cheaper: differences.filter((one) => one < 0).length,
    dearer: differences.filter((one) => one > 0).length,
    byDay: different.map((day) => ({ day, nowMinor: discounts(before, day), draftMinor: discounts(after, day) })),
    byRule: rulesOf([now, draft], [before, after]),
  };
}

type Run = { readonly priced: readonly PricedBasket[]; readonly sums: Sums };

function run(pack: Pack, receipts: readonly PricingInput[]): Run {
  const startedMs = performance.now();
  const priced = receipts.map((input) => priceBasket(pack, input));
  const seconds = (performance.now() - startedMs) / 1000;
  const sum = (figure: (total: PricedBasket["total"]) => number) =>
    priced.reduce((whole, { total }) => whole + figure(total), 0);
  return {
    priced,
    sums: {
      grossMinor: sum(({ grossMinor }) => grossMinor),
      discountMinor: sum(({ discountMinor }) => discountMinor),
      payableMinor: sum(({ payableMinor }) => payableMinor),
      discounted: priced.filter(({ total }) => total.discountMinor > 0).length,
      receiptsPerSecond: seconds === 0 ? 0 : Math.round(receipts.length / seconds),
    },
  };
}

function rulesOf([now, draft]: readonly [Pack, Pack], runs: readonly [Run, Run]): RuleEffect[] {
  const [before, after] = runs.map(({ priced }) => byRule(priced));
  const offers = new Map([...now.offers, ...draft.offers].map((offer) => [offer.id, offer]));
  return [...offers.values()].map(({ id: rule, clause }) => ({
    rule,
    clause,
    nowMinor: before?.get(rule)?.minor ?? 0,
    draftMinor: after?.get(rule)?.minor ?? 0,
    nowReceipts: before?.get(rule)?.receipts ?? 0,
    draftReceipts: after?.get(rule)?.receipts ?? 0,
  }));
}

/** What each rule took off, and on how many receipts. */
function byRule(priced: readonly PricedBasket[]): Map<string, { minor: number; receipts: number }> {
  const found = new Map<string, { minor: number; receipts: number }>();
  for (const { lines } of priced) {
    const here = new Map<string, number>();
    for (const { rule, amountMinor } of lines.flatMap(({ adjustments }) => adjustments)) {
      here.set(rule, (here.get(rule) ?? 0) + amountMinor);
    }
    for (const [rule, minor] of here) {
      const before = found.get(rule) ?? { minor: 0, receipts: 0 };
      found.set(rule, { minor: before.minor + minor, receipts: before.receipts + 1 });
    }
  }
  return found;
}
