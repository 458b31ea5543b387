import { allocate, type Minor } from "../money/index.ts";

export const roundingModes = ["half-up", "half-down", "half-even", "down"] as const;
export type RoundingMode = (typeof roundingModes)[number];

/**
 * How a sum is shared out: `largest-remainder`; `first-lines` (shares rounded half down, the difference on the first
 * lines); `floor-first-lines`; `last-line` (shares rounded half up, the last line takes the difference).
 */
export const splitMethods = ["largest-remainder", "first-lines", "floor-first-lines", "last-line"] as const;
export type SplitMethod = (typeof splitMethods)[number];

/** `numerator / denominator` of whole amounts, never negative, rounded as the pack says. */
export function roundAs(mode: RoundingMode, numerator: number | bigint, denominator: number | bigint): Minor {
  if (typeof numerator === "number" && typeof denominator === "number" && numerator < 2 ** 52) {
    if (denominator === 0) return 0;
    const whole = Math.floor(numerator / denominator);
    const double = 2 * (numerator - whole * denominator);
    if (mode === "down" || double < denominator) return whole;
    return double > denominator || mode === "half-up" || (mode === "half-even" && whole % 2 === 1) ? whole + 1 : whole;
  }
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) return 0;
  const floor = n / d;
  const twice = 2n * (n - floor * d);
  if (mode === "down" || twice < d) return Number(floor);
  if (twice > d || mode === "half-up") return Number(floor + 1n);
  return Number(mode === "half-even" && floor % 2n === 1n ? floor + 1n : floor);
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
  let open = most.flatMap((limit, at) => (limit > 0 && (weights[at] ?? 0) > 0 ? [at] : []));
  let rest = total;
  while (open.length > 0 && rest > 0) {
    const parts = proportional(
      rest,
      open.map((at) => weights[at] ?? 0),
      how,
    );
    const full = open.filter((at, nth) => (parts[nth] ?? 0) > (most[at] ?? 0));
    if (full.length === 0) {
      open.forEach((at, nth) => (shares[at] = parts[nth] ?? 0));
      return shares;
    }
    for (const at of full) {
      shares[at] = most[at] ?? 0;
      rest -= shares[at];
    }
    open = open.filter((at) => !full.includes(at));
  }
  return shares;
}

function proportional(total: Minor, weights: readonly number[], how: SplitMethod): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (how === "largest-remainder")
    return total * sum < 2 ** 52 ? byRemainder(total, weights, sum) : allocate(total, weights);
  const mode = how === "first-lines" ? "half-down" : how === "last-line" ? "half-up" : "down";
  const shares = weights.map((weight) => roundAs(mode, BigInt(total) * BigInt(weight), sum));
  let difference = total - shares.reduce((a, b) => a + b, 0);
  if (how === "last-line") {
    for (let at = shares.length - 1; at >= 0 && difference !== 0; at -= 1) {
      const share = Math.max(0, (shares[at] ?? 0) + difference);
      difference -= share - (shares[at] ?? 0);
      shares[at] = share;
    }
    return shares;
  }
  for (let at = 0; difference !== 0; at = (at + 1) % shares.length) {
    const step = difference > 0 ? 1 : (shares[at] ?? 0) > 0 ? -1 : 0;
    shares[at] = (shares[at] ?? 0) + step;
    difference -= step;
  }
  return shares;
}

/** `allocate` in plain numbers, for products that are exact: ten times as fast, and a receipt has many. */
function byRemainder(total: Minor, weights: readonly number[], sum: number): Minor[] {
  const shares = weights.map((weight) => Math.floor((total * weight) / sum));
  const rests = weights.map((weight, at) => total * weight - (shares[at] ?? 0) * sum);
  let left = total - shares.reduce((a, b) => a + b, 0);
  if (left === 0) return shares;
  const order = rests.map((_, at) => at).toSorted((a, b) => (rests[b] ?? 0) - (rests[a] ?? 0) || a - b);
  for (const at of order) {
    if (left === 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}
