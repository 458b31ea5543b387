import type { Minor } from "../money/index.ts";
import { isPercentage, rounder } from "../offer/index.ts";
import { outcomeOf, type Gift, type Outcome, type Stage } from "./apply-offer.ts";

/** So many thousandths of a line at one rate. */
type Rated = { readonly milli: number; readonly rateBp: number };

/**
 * Percentages of the same price added up to a cap and rounded once; each offer's share is its step of the sum. Offers
 * on some units of a line are on the same ones: the free unit is not free twice.
 */
export function addedOnce(gifts: readonly Gift[], { scene, left, of }: Stage, capBp = 10_000): Outcome {
  const round = rounder(scene.pack.rounding.mode);
  const sofar = new Map<number, { readonly units: readonly Rated[]; readonly taken: Minor }>();
  const shares = gifts.map((gift): Gift => {
    const isRate = isPercentage(gift.offer.give);
    const steps = gift.lines.map((line, at) => {
      const qtyMilli = scene.lines[line]?.input.qtyMilli ?? 0;
      const { units: before, taken } = sofar.get(line) ?? { units: [{ milli: qtyMilli, rateBp: 0 }], taken: 0 };
      const more = { milli: gift.touchedMilli[at] ?? 0, rateBp: isRate ? (gift.values[at] ?? 0) : 0 };
      const units = raised(before, more, capBp);
      const upTo = (some: readonly Rated[]) => round(of[line] ?? 0, weightOf(some), qtyMilli * 10_000);
      const wanted = isRate ? upTo(units) - upTo(before) : (gift.amountsMinor[at] ?? 0);
      const amountMinor = Math.min(wanted, (left[line] ?? 0) - taken);
      sofar.set(line, { units, taken: taken + amountMinor });
      return { amountMinor, rateBp: (units[0]?.rateBp ?? 0) - (before[0]?.rateBp ?? 0) };
    });
    const values = steps.map(({ rateBp }) => rateBp);
    return { ...gift, values, amountsMinor: steps.map(({ amountMinor }) => amountMinor) };
  });
  return outcomeOf(shares);
}

/** The rate raised on the first units, up to the cap. */
function raised(units: readonly Rated[], { milli: touched, rateBp }: Rated, capBp: number): Rated[] {
  let open = touched;
  return units.flatMap((one) => {
    const milli = Math.min(open, one.milli);
    open -= milli;
    const parts = [
      { milli, rateBp: Math.min(capBp, one.rateBp + rateBp) },
      { ...one, milli: one.milli - milli },
    ];
    return parts.filter((part) => part.milli > 0);
  });
}

const weightOf = (units: readonly Rated[]): number => units.reduce((sum, one) => sum + one.milli * one.rateBp, 0);
