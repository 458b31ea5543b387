import * as z from "zod";
import type { Minor } from "../money/index.ts";
import { roundAs, splitSum, type RoundingMode, type SplitMethod } from "./split.ts";
import { Ground } from "./condition.ts";
import { Units } from "./units.ts";

const RateBp = z.int().min(0).max(10_000);

/**
 * What an offer gives on the lines it matches; one of: a percentage, an amount off, a price to pay instead, steps of a
 * percentage or an amount, the value that an order sets, a number of sessions, or free visits. `per` says whether an
 * amount or price is for each unit, each line or once for all of them; a percentage is rounded per the same.
 */
export const Benefit = z.strictObject({
  percentBp: RateBp.optional(),
  amountMinor: z.int().min(0).optional(),
  priceMinor: z.int().min(0).optional(),
  tiers: z
    .strictObject({
      /** The base whose value picks the step; absent: each line's own price. */
      base: z.string().min(1).optional(),
      rows: z
        .array(z.strictObject({ from: z.int(), percentBp: RateBp.optional(), amountMinor: z.int().min(0).optional() }))
        .min(1),
      /** Why there is nothing below the first step. */
      else: Ground,
    })
    .optional(),
  /** Rate or number of sessions come from the order in force. */
  ordered: z.enum(["rate", "sessions"]).optional(),
  /** Who gets the sessions: a fact that names the person. */
  to: z.string().min(1).optional(),
  visit: z
    .strictObject({ services: z.array(z.string().min(1)), pick: z.enum(["all", "one"]), rateBp: RateBp })
    .optional(),
  per: z.enum(["unit", "line", "once"]).optional(),
  units: Units.optional(),
  capMinor: z.int().min(0).optional(),
});
export type Benefit = z.infer<typeof Benefit>;

/** A line as a benefit meets it. */
export type Target = {
  /** Price of the whole line that percentages are taken of. */
  readonly ofMinor: Minor;
  /** The most that may still be taken off the units touched. */
  readonly mostMinor: Minor;
  readonly qtyMilli: number;
  /** Quantity that the offer touches. */
  readonly touchedMilli: number;
  readonly rateBp: number;
  readonly amountMinor: Minor;
};

export type Rounding = {
  readonly mode: RoundingMode;
  readonly level: "unit" | "line" | "receipt";
  readonly split: SplitMethod;
};

/** What the benefit takes off each line. */
export function discountsOf(give: Benefit, targets: readonly Target[], rounding: Rounding): Minor[] {
  const byRate = give.amountMinor === undefined && give.priceMinor === undefined && !hasAmounts(give);
  const level = rounding.level === "receipt" ? "once" : rounding.level;
  const per = give.per ?? (byRate ? level : "line");
  const most = targets.map(({ mostMinor }) => mostMinor);
  const wanted = byRate
    ? rated(targets, per, rounding)
    : give.priceMinor === undefined
      ? targets.map((target) => (per === "unit" ? unitsTimes(target, target.amountMinor) : target.amountMinor))
      : priced(give.priceMinor, targets, per);
  if (per === "once") {
    const sum = byRate || give.priceMinor !== undefined ? wanted.reduce((a, b) => a + b, 0) : (wanted[0] ?? 0);
    const weights = targets.map((target) => partOf(target, target.ofMinor));
    return splitSum(Math.min(sum, give.capMinor ?? sum), { weights, most, how: rounding.split });
  }
  const amounts = wanted.map((amount, at) => Math.min(amount, most[at] ?? 0));
  const sum = amounts.reduce((a, b) => a + b, 0);
  if (give.capMinor === undefined || sum <= give.capMinor) return amounts;
  return splitSum(give.capMinor, { weights: amounts, most, how: rounding.split });
}

function hasAmounts({ tiers }: Benefit): boolean {
  return tiers?.rows.some(({ amountMinor }) => amountMinor !== undefined) ?? false;
}

/** Percentages: rounded per unit or line, or once on the exact sum, which then stands on the first target. */
function rated(targets: readonly Target[], per: "unit" | "line" | "once", { mode }: Rounding): Minor[] {
  if (per === "once") {
    const exact = targets.reduce((sum, { ofMinor, qtyMilli, touchedMilli, rateBp }) => {
      return sum + scaled(BigInt(ofMinor) * BigInt(rateBp), touchedMilli, qtyMilli);
    }, 0n);
    return [roundAs(mode, exact, 10_000n * ratioScale)];
  }
  return targets.map((target) => {
    const { ofMinor, qtyMilli, touchedMilli, rateBp } = target;
    if (touchedMilli === 0) return 0;
    if (per === "unit") {
      const unit = roundAs(mode, BigInt(ofMinor) * BigInt(rateBp) * 1000n, BigInt(qtyMilli) * 10_000n);
      return unitsTimes(target, unit);
    }
    if (touchedMilli === qtyMilli) return roundAs(mode, ofMinor * rateBp, 10_000);
    return roundAs(mode, BigInt(ofMinor) * BigInt(rateBp) * BigInt(touchedMilli), BigInt(qtyMilli) * 10_000n);
  });
}

/** Parts of a thousandth are kept when quantities are split, so that the sum is rounded once. */
const ratioScale = 1_000_000_000n;
function scaled(value: bigint, part: number, whole: number): bigint {
  return part === whole ? value * ratioScale : (value * BigInt(part) * ratioScale) / BigInt(Math.max(1, whole));
}

function priced(priceMinor: Minor, targets: readonly Target[], per: "unit" | "line" | "once"): Minor[] {
  const worth = targets.map((target) => partOf(target, target.ofMinor));
  if (per === "once") return [Math.max(0, worth.reduce((a, b) => a + b, 0) - priceMinor)];
  return targets.map((target, at) => {
    const price = per === "unit" ? unitsTimes(target, priceMinor) : priceMinor;
    return Math.max(0, (worth[at] ?? 0) - price);
  });
}

function unitsTimes({ touchedMilli }: Target, amount: Minor): Minor {
  return roundAs("half-up", BigInt(amount) * BigInt(touchedMilli), 1000);
}

/** The part of a line's amount that belongs to the units touched. */
export function partOf(
  { qtyMilli, touchedMilli }: { readonly qtyMilli: number; readonly touchedMilli: number },
  amount: Minor,
): Minor {
  if (touchedMilli === qtyMilli) return amount;
  return roundAs("half-up", BigInt(amount) * BigInt(touchedMilli), qtyMilli);
}
