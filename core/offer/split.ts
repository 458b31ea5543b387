import { allocate, type Minor } from "../money/index.ts";

export const roundingModes = ["half-up", "half-down", "half-even", "down"] as const;
export type RoundingMode = (typeof roundingModes)[number];

/**
 * How a sum is shared out: `largest-remainder`; `first-lines` (shares rounded half down, the difference on the first
 * lines); `floor-first-lines`; `last-line` (shares rounded half up, the last line takes the difference).
 */
export const splitMethods = ["largest-remainder", "first-lines", "floor-first-lines", "last-line"] as const;
export type SplitMethod = (typeof splitMethods)[number];

/** Below this, products and quotients of whole numbers are exact in plain numbers. */
const exactBelow = 2 ** 52;

/** `numerator / denominator` of whole amounts, never negative, rounded as the pack says; 0 by nothing. */
export function roundAs(mode: RoundingMode, numerator: number | bigint, denominator: number | bigint): Minor {
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) return 0;
  const whole = n / d;
  const twice = 2n * (n - whole * d);
  if (mode === "down" || twice < d) return Number(whole);
  const up = twice > d || mode === "half-up" || (mode === "half-even" && whole % 2n === 1n);
  return Number(up ? whole + 1n : whole);
}

/** How a pack rounds `amount × part / whole`: in plain numbers while that is exact, for it happens on every line. */
export function rounder(mode: RoundingMode): (amount: Minor, part: number, whole: number) => Minor {
  return (amount, part, whole) => {
    const product = amount * part;
    if (product >= exactBelow) return roundAs(mode, BigInt(amount) * BigInt(part), whole);
    if (whole === 0) return 0;
    const floor = Math.floor(product / whole);
    const twice = 2 * (product - floor * whole);
    if (mode === "down" || twice < whole) return floor;
    return twice > whole || mode === "half-up" || (mode === "half-even" && floor % 2 === 1) ? floor + 1 : floor;
  };
}

/** Lines that share a sum: their weights, and the most that each can bear. */
export type Shares = {
  readonly weights: readonly number[];
  readonly most: readonly Minor[];
  readonly how: SplitMethod;
};

/**
 * Shares a sum out over lines in proportion to their weights, no line above what it can bear; what a full line cannot
 * take moves to the others. The shares add up to the sum, or to all that the lines can bear.
 */
export function splitSum(total: Minor, { weights, most, how }: Shares): Minor[] {
  const shares = most.map(() => 0);
  let open: number[] = [];
  for (let at = 0; at < most.length; at += 1) if ((most[at] ?? 0) > 0 && (weights[at] ?? 0) > 0) open.push(at);
  let rest = total;
  while (open.length > 0 && rest > 0) {
    const openWeights = open.length === weights.length ? weights : open.map((at) => weights[at] ?? 0);
    const parts = proportional(rest, openWeights, how);
    const full = open.filter((at, nth) => (parts[nth] ?? 0) > (most[at] ?? 0));
    if (full.length === 0) {
      open.forEach((at, nth) => (shares[at] = parts[nth] ?? 0));
      return shares;
    }
    for (const at of full) {
      shares[at] = most[at] ?? 0;
      rest -= shares[at];
    }
    const closed = new Set(full);
    open = open.filter((at) => !closed.has(at));
  }
  return shares;
}

function proportional(total: Minor, weights: readonly number[], how: SplitMethod): Minor[] {
  if (how === "largest-remainder") return allocate(total, weights);
  const round = rounder(how === "first-lines" ? "half-down" : how === "last-line" ? "half-up" : "down");
  const sum = weights.reduce((a, b) => a + b, 0);
  const shares = weights.map((weight) => round(total, weight, sum));
  let difference = total - shares.reduce((a, b) => a + b, 0);
  // The last line takes the whole difference, as far as it can; the first ones take a minor unit each, round and round.
  const step = how === "last-line" ? total : 1;
  const order = how === "last-line" ? [...shares.keys()].toReversed() : [...shares.keys()];
  for (let nth = 0; difference !== 0; nth = (nth + 1) % order.length) {
    const at = order[nth] ?? 0;
    const change = Math.max(-Math.min(step, shares[at] ?? 0), Math.min(step, difference));
    shares[at] = (shares[at] ?? 0) + change;
    difference -= change;
  }
  return shares;
}
