import * as z from "zod";
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

type Per = "unit" | "line" | "once";

/** What the benefit takes off each line. */
export function discountsOf(give: Benefit, targets: Targets, rounding: Rounding): Minor[] {
  const { most } = targets;
  const { priceMinor, capMinor } = give;
  const byRate = isPercentage(give);
  const level = rounding.level === "receipt" ? "once" : rounding.level;
  const per = give.per ?? (byRate ? level : "line");
  const wanted = byRate
    ? rated(targets, per, rounding.mode)
    : priceMinor === undefined
      ? amounts(targets, per)
      : priced(priceMinor, targets, per);
  if (per === "once") {
    const [sum = 0] = wanted;
    return splitSum(Math.min(sum, capMinor ?? sum), { weights: worthOf(targets), most, how: rounding.split });
  }
  const taken = wanted.map((amount, at) => Math.min(amount, most[at] ?? 0));
  if (capMinor === undefined || sumOf(taken) <= capMinor) return taken;
  return splitSum(capMinor, { weights: taken, most, how: rounding.split });
}

/** Whether a benefit is a percentage, not an amount or a price. */
export function isPercentage({ amountMinor, priceMinor, tiers }: Benefit): boolean {
  if (amountMinor !== undefined || priceMinor !== undefined) return false;
  return !tiers?.rows.some((row) => row.amountMinor !== undefined);
}

/** Percentages: rounded per unit or line, or once on the exact sum, which is then the only entry. */
function rated({ of, rateBp, qtyMilli, touchedMilli }: Targets, per: Per, mode: RoundingMode): Minor[] {
  const round = rounder(mode);
  if (per === "once") return [ratedOnce({ of, rateBp, qtyMilli, touchedMilli }, mode)];
  return of.map((price, at) => {
    const [rate = 0, whole = 0, touched = 0] = [rateBp[at], qtyMilli[at], touchedMilli[at]];
    if (per === "unit") return unitsTimes(touched, touched === 0 ? 0 : round(price, rate, whole * 10));
    if (touched === whole) return round(price, rate, 10_000);
    return round(price, rate * touched, whole * 10_000);
  });
}

type Rated = Pick<Targets, "of" | "rateBp" | "qtyMilli" | "touchedMilli">;

function ratedOnce({ of, rateBp, qtyMilli, touchedMilli }: Rated, mode: RoundingMode): Minor {
  let plain = 0;
  for (let at = 0; at < of.length; at += 1) {
    if (qtyMilli[at] !== touchedMilli[at]) plain = Infinity;
    plain += (of[at] ?? 0) * (rateBp[at] ?? 0);
  }
  if (plain < Number.MAX_SAFE_INTEGER) return rounder(mode)(plain, 1, 10_000);
  const exact = of.reduce((sum, price, at) => {
    const value = BigInt(price) * BigInt(rateBp[at] ?? 0) * BigInt(touchedMilli[at] ?? 0) * ratioScale;
    return sum + value / BigInt(Math.max(1, qtyMilli[at] ?? 0));
  }, 0n);
  return roundAs(mode, exact, 10_000n * ratioScale);
}

/** Parts of a thousandth are kept when quantities are split, so that the sum is rounded once. */
const ratioScale = 1_000_000_000n;

function amounts({ amountMinor, touchedMilli }: Targets, per: Per): Minor[] {
  if (per === "once") return amountMinor.slice(0, 1);
  return amountMinor.map((amount, at) => (per === "unit" ? unitsTimes(touchedMilli[at] ?? 0, amount) : amount));
}

function priced(priceMinor: Minor, targets: Targets, per: Per): Minor[] {
  const worth = worthOf(targets);
  if (per === "once") return [Math.max(0, sumOf(worth) - priceMinor)];
  return worth.map((value, at) => {
    const price = per === "unit" ? unitsTimes(targets.touchedMilli[at] ?? 0, priceMinor) : priceMinor;
    return Math.max(0, value - price);
  });
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
