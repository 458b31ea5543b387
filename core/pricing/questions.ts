import type { Text } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { parsePack, type Pack, type Readings } from "../programme/index.ts";
import { priceBasket } from "./price-basket.ts";
import type { Decision, PricedBasket, PricingInput } from "./priced-basket.ts";

/** The receipt as it would be if the pack did not have these rules. */
export function priceWithout(pack: Pack, input: PricingInput, rules: readonly string[]): PricedBasket {
  return priceBasket({ ...pack, offers: pack.offers.filter(({ id }) => !rules.includes(id)) }, input);
}

/** Why this and not that: what would have to give way to a rule, and what the receipt would then come to. */
export type WhyNot = {
  readonly rule: string;
  /** Rules that took its place, in the order in which they would give way; none: nothing displaced it. */
  readonly without: readonly string[];
  readonly payableNowMinor: Minor;
  readonly payableThenMinor: Minor;
  /** Why it would not apply even so; null: it would. */
  readonly refused: Decision | null;
};

/** Takes the rules that displace `rule` away, one after another, and prices the receipt each time. */
export function whyNot(pack: Pack, input: PricingInput, rule: string): WhyNot {
  const without: string[] = [];
  const now = priceBasket(pack, input);
  let then = now;
  for (;;) {
    const mine = then.rulings.filter((ruling) => ruling.rule === rule);
    const isApplied = mine.some(({ outcome }) => outcome === "applied");
    const winner = isApplied ? undefined : mine.find(({ by }) => by !== undefined && by !== rule)?.by;
    if (winner === undefined || without.includes(winner)) {
      const refused = isApplied ? null : (then.decisions.find((decision) => decision.rule === rule) ?? null);
      const [payableNowMinor, payableThenMinor] = [now.total.payableMinor, then.total.payableMinor];
      return { rule, without, payableNowMinor, payableThenMinor, refused };
    }
    without.push(winner);
    then = priceWithout(pack, input, without);
  }
}

/** A receipt under another meaning of an unclear clause. */
export type OtherReading = {
  readonly reading: string;
  readonly clause: string;
  readonly note: Text;
  readonly value: Readings[string];
  readonly priced: PricedBasket;
};

/**
 * The receipt under every other meaning that the pack gives its unclear clauses, one at a time; only those that change
 * a price, a card or a bonus. `source` is the pack's file, `chosen` the readings that the terminal runs it under.
 */
export function underOtherReadings(source: unknown, input: PricingInput, chosen: Readings = {}): OtherReading[] {
  const parsed = parsePack(source, chosen);
  if (!parsed.ok) return [];
  const pack = parsed.value;
  const now = sumOf(priceBasket(pack, input));
  return Object.entries(pack.readings).flatMap(([reading, { clause, note, values = [] }]) =>
    values.flatMap((value): OtherReading[] => {
      const other = value === pack.chosen[reading] ? null : parsePack(source, { ...chosen, [reading]: value });
      if (!other?.ok) return [];
      const priced = priceBasket(other.value, input);
      return sumOf(priced) === now ? [] : [{ reading, clause, note, value, priced }];
    }),
  );
}

/** What a customer gets, as one text. */
function sumOf({ lines, cardMoves, bonuses }: PricedBasket): string {
  const prices = lines.map(({ id, grossMinor, netMinor }) => ({ id, grossMinor, netMinor }));
  return JSON.stringify({ prices, cardMoves, bonuses });
}
