import { canonicalJson } from "../kernel/index.ts";
import { samplesFor } from "../lint/index.ts";
import { priceBasket, type PricedBasket, type PricingInput } from "../pricing/index.ts";
import type { Pack } from "../programme/index.ts";

/** A receipt and what is paid for it under two packs. */
export type Payment = {
  readonly input: PricingInput;
  readonly wasMinor: number;
  readonly isMinor: number;
  /** Rules that gave the discounts, before and after: `6.3 → 6.1, 6.2`. */
  readonly rules: string;
};

/** Prices receipts made at the edges of both packs' rules under both, from the day the later one takes effect. */
export function comparePayments(before: Pack, after: Pack) {
  const start = `${after.pack.effective.from}T12:00:00`;
  const made = [before, after].flatMap((pack) => pack.offers.flatMap((offer) => samplesFor(pack, [offer])));
  const receipts = made.map((input) => (input.at < start ? moved(input, start) : input));
  const different = [...new Map(receipts.map((input) => [canonicalJson(input), input])).values()];
  const payments = different.map((input): Payment => {
    const [was, is] = [before, after].map((pack) => priceBasket(pack, input));
    const rules = [was, is].map(rulesOn).join(" → ");
    return { input, wasMinor: was?.total.payableMinor ?? 0, isMinor: is?.total.payableMinor ?? 0, rules };
  });
  const differing = payments.filter(({ wasMinor, isMinor }) => wasMinor !== isMinor);
  return { tried: different.length, differing };
}

function rulesOn(priced: PricedBasket | undefined): string {
  const rules = (priced?.lines ?? []).flatMap(({ adjustments }) => adjustments.map(({ rule }) => rule));
  return rules.length === 0 ? "—" : [...new Set(rules)].join(", ");
}

/** The same receipt on another day; its orders move with it. */
function moved(input: PricingInput, at: string): PricingInput {
  const day = at.slice(0, 10);
  return { ...input, at, orders: (input.orders ?? []).map((order) => ({ ...order, from: day, to: day })) };
}
