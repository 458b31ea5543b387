import type { Minor } from "../money/index.ts";
import type { Pack } from "../programme/index.ts";
import type { Shortfall } from "./decide.ts";
import type { Hint, PricingInput, PricingLine } from "./priced-basket.ts";

/** What a hint must know of a priced receipt. */
export type Trial = {
  readonly payableMinor: Minor;
  readonly discountMinor: Minor;
  base(name: string): number;
  isApplied(rule: string): boolean;
};

type Question = {
  readonly pack: Pack;
  readonly input: PricingInput;
  /** Rules that only a sum keeps away from the receipt as it is. */
  readonly shortfalls: readonly Shortfall[];
  /** A line of goods that the programme may discount: what a customer would add. */
  readonly like: PricingLine | undefined;
  readonly now: Trial;
  reprice(changed: PricingInput): Trial;
};

/** Nearest steps that are tried: each costs a pricing of the receipt. */
const maxHints = 3;

/** How often a missing sum may be corrected for the discount that the added goods get themselves. */
const maxTries = 4;

/**
 * For every rule that only a sum keeps away: how much must be added to reach it, and what the receipt then saves. Each
 * is proved by pricing the receipt with so much more of goods that the programme may discount. Nearest first.
 */
export function hintsFor(question: Question): Hint[] {
  const { pack, shortfalls } = question;
  const missing = ({ actual, required }: Shortfall) => required - actual;
  const nearest = shortfalls
    .filter((one) => pack.bases[one.base]?.measure === "amount" && missing(one) > 0)
    .toSorted((a, b) => missing(a) - missing(b) || (a.rule < b.rule ? -1 : 1))
    .slice(0, maxHints);
  return nearest
    .flatMap((shortfall) => hintFor(shortfall, question))
    .toSorted((a, b) => a.missingMinor - b.missingMinor || (a.rule < b.rule ? -1 : 1));
}

function hintFor(shortfall: Shortfall, { input, like, now, reprice }: Question): Hint[] {
  if (!like) return [];
  const { rule, clause, base, actual, required, message, rateBp } = shortfall;
  const id = `${input.lines.map((line) => line.id).join("+")}+`;
  let missingMinor = required - actual;
  for (let tries = 0; tries < maxTries; tries += 1) {
    const added = { ...like, id, unitPriceMinor: missingMinor, qtyMilli: 1000 };
    const then = reprice({ ...input, lines: [...input.lines, added] });
    const reached = then.base(base);
    if (reached < required) {
      missingMinor += required - reached;
      continue;
    }
    if (!then.isApplied(rule) || then.payableMinor >= now.payableMinor + missingMinor) return [];
    const shown = { ...message, params: { ...message.params, missing: { minor: missingMinor } } };
    const figures = { actualMinor: actual, requiredMinor: required, missingMinor };
    const discounts = { discountNowMinor: now.discountMinor, discountThenMinor: then.discountMinor };
    return [{ rule, clause, base, ...figures, ...discounts, ...(rateBp ? { rateBp } : {}), message: shown }];
  }
  return [];
}
