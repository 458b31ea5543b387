import type { Pack } from "../programme/index.ts";
import type { Decision, Hint, PricedBasket, PricingInput, PricingLine } from "./priced-basket.ts";

type Question = {
  readonly pack: Pack;
  readonly input: PricingInput;
  /** The receipt as it is priced now. */
  readonly now: PricedBasket;
  reprice(changed: PricingInput): PricedBasket;
};

/** Nearest steps that are tried: each costs a pricing of the receipt. */
const maxHints = 3;

/** How often a missing sum may be corrected for the discount that the added goods get themselves. */
const maxTries = 4;

/**
 * For every rule that only a sum keeps away: how much must be added to reach it, and what the receipt then saves. Each
 * is proved by pricing the receipt with so much more of goods that the programme may discount. Nearest first.
 */
export function hintsFor({ pack, input, now, reprice }: Question): Hint[] {
  const probe = probeLine(input, now);
  if (probe === undefined) return [];
  const seen = new Set<string>();
  const candidates = now.decisions.filter((decision) => {
    if (decision.outcome !== "refused" || decision.base === undefined || seen.has(decision.rule)) return false;
    seen.add(decision.rule);
    return pack.bases[decision.base]?.measure === "amount";
  });
  const missing = ({ actual, required }: Decision) => Number(required) - Number(actual);
  const nearest = candidates
    .toSorted((a, b) => missing(a) - missing(b) || (a.rule < b.rule ? -1 : 1))
    .slice(0, maxHints);
  return nearest
    .flatMap((decision) => hintFor(decision, { input, now, probe, reprice }))
    .toSorted((a, b) => a.missingMinor - b.missingMinor || (a.rule < b.rule ? -1 : 1));
}

function hintFor(
  decision: Decision,
  { input, now, probe, reprice }: Omit<Question, "pack"> & { readonly probe: PricingLine },
): Hint[] {
  const { rule, clause, base, actual, required, message, rateBp } = decision;
  if (base === undefined || typeof actual !== "number" || typeof required !== "number" || required <= actual) return [];
  let missingMinor = required - actual;
  for (let tries = 0; tries < maxTries; tries += 1) {
    const lines = [...input.lines, { ...probe, unitPriceMinor: missingMinor, qtyMilli: 1000 }];
    const then = reprice({ ...input, lines });
    const reached = then.bases[base] ?? 0;
    if (reached < required) {
      missingMinor += required - reached;
      continue;
    }
    const applied =
      then.lines.some(({ adjustments }) => adjustments.some((one) => one.rule === rule)) ||
      then.decisions.some((one) => one.rule === rule && one.outcome === "applied");
    if (!applied || then.total.payableMinor >= now.total.payableMinor + missingMinor) return [];
    const shown = { ...message, params: { ...message.params, missing: { minor: missingMinor } } };
    const figures = { actualMinor: actual, requiredMinor: required, missingMinor };
    const discounts = { discountNowMinor: now.total.discountMinor, discountThenMinor: then.total.discountMinor };
    return [{ rule, clause, base, ...figures, ...discounts, ...(rateBp ? { rateBp } : {}), message: shown }];
  }
  return [];
}

/** Goods as those on the receipt that the programme may discount: what a customer would add. */
function probeLine(input: PricingInput, now: PricedBasket): PricingLine | undefined {
  const like = input.lines.find((line, at) => !line.blank && !now.lines[at]?.excluded);
  return like && { ...like, id: `${input.lines.map(({ id }) => id).join("+")}+` };
}
