import type { PricingRefusal } from "../../pricing/index.ts";

/**
 * Grounds that say "not yet" and leave the card in good standing: it serves as soon as the goods are there, or from the
 * next receipt on.
 */
const waitingCodes: ReadonlySet<string> = new Set(["NOTHING_ELIGIBLE", "BENEFIT_FROM_NEXT_RECEIPT"]);

/** Why the shown card brings nothing for good; undefined while it only waits for goods. */
export function standingGround(refusals: readonly PricingRefusal[]): PricingRefusal | undefined {
  return refusals.find((each) => !waitingCodes.has(each.code));
}
