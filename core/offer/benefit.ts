import { z } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { roundAs, rounder, splitSum, type RoundingMode, type SplitMethod } from "./split.ts";
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
  /** What the first unit of a line gets instead of `amountMinor`. */
  firstMinor: z.int().min(0).optional(),
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
  /** All or nothing: a benefit above the cap is not given at all, as where a budget would be overspent. */
  whole: z.literal(true).optional(),
});
export type Benefit = z.infer<typeof Benefit>;

/** Lines as a benefit meets them: each list has an entry for every line, in the order of the receipt. */
export type Targets = {
  /** Price of the whole line that percentages are taken of. */
  readonly of: readonly Minor[];
  /** The most that may still be taken off the units touched. */
  readonly most: readonly Minor[];
  readonly qtyMilli: readonly number[];
  /** Quantity that the offer touches. */
  readonly touchedMilli: readonly number[];
  readonly rateBp: readonly number[];
  readonly amountMinor: readonly Minor[];
};

export type Rounding = {
  readonly mode: RoundingMode;
  readonly level: "unit" | "line" | "receipt";
  readonly split: SplitMethod;
};

type Per = "unit" | "line";

/** What the benefit takes off each line. */
export function discountsOf(give: Benefit, targets: Targets, rounding: Rounding): Minor[] {
  const { most } = targets;
  const level = rounding.level === "receipt" ? "once" : rounding.level;
  const per = give.per ?? (isPercentage(give) ? level : "line");
  if (per === "once") {
    const sum = capped(give, Math.min(onceOff(give, targets, rounding.mode), sumOf(most)));
    return splitSum(sum, { weights: worthOf(targets), most, how: rounding.split });
  }
  const wanted = isPercentage(give) ? ratedOff(targets, per, rounding.mode) : figureOff(give, targets, per);
  const taken = wanted.map((amount, at) => Math.min(amount, most[at] ?? 0));
  const sum = sumOf(taken);
  const given = capped(give, sum);
  return given === sum ? taken : splitSum(given, { weights: taken, most, how: rounding.split });
}

function capped({ capMinor, whole }: Benefit, sum: Minor): Minor {
  if (capMinor === undefined || sum <= capMinor) return sum;
  return whole ? 0 : capMinor;
}

/** Whether a benefit is a percentage, not an amount or a price. */
export function isPercentage({ amountMinor, priceMinor, tiers }: Benefit): boolean {
  if (amountMinor !== undefined || priceMinor !== undefined) return false;
  return !tiers?.rows.some((row) => row.amountMinor !== undefined);
}

/** Percentages, an amount or what a price leaves, once for all lines; percentages are rounded on the exact sum. */
function onceOff(give: Benefit, targets: Targets, mode: RoundingMode): Minor {
  const { rateBp, amountMinor } = targets;
  const worth = worthOf(targets);
  if (give.priceMinor !== undefined) return Math.max(0, sumOf(worth) - give.priceMinor);
  if (!isPercentage(give)) return amountMinor[0] ?? 0;
  const sum = worth.reduce((total, value, at) => total + value * (rateBp[at] ?? 0), 0);
  if (Number.isSafeInteger(sum)) return rounder(mode)(sum, 1, 10_000);
  const exact = worth.reduce((total, value, at) => total + BigInt(value) * BigInt(rateBp[at] ?? 0), 0n);
  return roundAs(mode, exact, 10_000);
}

/** Percentages, rounded for each unit or each line. */
function ratedOff({ of, rateBp, qtyMilli, touchedMilli }: Targets, per: Per, mode: RoundingMode): Minor[] {
  const round = rounder(mode);
  return of.map((price, at) => {
    const [rate = 0, whole = 0, touched = 0] = [rateBp[at], qtyMilli[at], touchedMilli[at]];
    if (per === "unit") return unitsTimes(touched, round(price, rate, whole * 10));
    return touched === whole ? round(price, rate, 10_000) : round(price, rate * touched, whole * 10_000);
  });
}

/** An amount, or what a price leaves, for each unit or each line. */
function figureOff({ priceMinor, firstMinor }: Benefit, targets: Targets, per: Per): Minor[] {
  const worth = worthOf(targets);
  return targets.amountMinor.map((amount, at) => {
    const touched = targets.touchedMilli[at] ?? 0;
    const cost = worth[at] ?? 0;
    if (firstMinor !== undefined) return firstAndRest([firstMinor, amount], touched, cost);
    const figure = priceMinor ?? amount;
    const whole = per === "unit" ? unitsTimes(touched, figure) : figure;
    return priceMinor === undefined ? whole : Math.max(0, cost - whole);
  });
}

/** One amount off the first unit, another off each further one; none costs less than nothing. */
function firstAndRest([first, rest]: readonly [Minor, Minor], touchedMilli: number, cost: Minor): Minor {
  if (touchedMilli <= 1000) return unitsTimes(touchedMilli, first);
  const unit = partOf(cost, 1000, touchedMilli);
  return Math.min(first, unit) + unitsTimes(touchedMilli - 1000, Math.min(rest, unit));
}

/** What the units touched cost. */
function worthOf({ of, qtyMilli, touchedMilli }: Targets): readonly Minor[] {
  if (qtyMilli === touchedMilli) return of;
  return of.map((price, at) => partOf(price, touchedMilli[at] ?? 0, qtyMilli[at] ?? 0));
}

const halfUp = rounder("half-up");

function unitsTimes(touchedMilli: number, amount: Minor): Minor {
  return halfUp(amount, touchedMilli, 1000);
}

/** The part of a line's amount that belongs to the units touched. */
export function partOf(amount: Minor, touchedMilli: number, qtyMilli: number): Minor {
  return touchedMilli === qtyMilli ? amount : halfUp(amount, touchedMilli, qtyMilli);
}

function sumOf(list: readonly Minor[]): Minor {
  return list.reduce((a, b) => a + b, 0);
}
