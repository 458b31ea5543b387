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
  const [n, d] = [BigInt(numerator), BigInt(denominator)];
  if (d === 0n) return 0;
  const floor = n / d;
  const twice = 2n * (n - floor * d);
  if (mode === "down" || twice < d) return Number(floor);
  if (twice > d || mode === "half-up") return Number(floor + 1n);
  return Number(mode === "half-even" && floor % 2n === 1n ? floor + 1n : floor);
}

/**
 * Shares a sum out over lines in proportion to their weights, no line above what it can bear; what a full line cannot
 * take moves to the others. The shares add up to the sum, or to all that the lines can bear.
 */
export function splitSum(total: Minor, weights: readonly number[], most: readonly Minor[], how: SplitMethod): Minor[] {
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
  if (how === "largest-remainder") return allocate(total, weights);
  const sum = weights.reduce((a, b) => a + b, 0);
  const mode = how === "first-lines" ? "half-down" : how === "last-line" ? "half-up" : "down";
  const shares = weights.map((weight) => roundAs(mode, BigInt(total) * BigInt(weight), sum));
  let difference = total - shares.reduce((a, b) => a + b, 0);
  if (how === "last-line") {
    shares[shares.length - 1] = (shares.at(-1) ?? 0) + difference;
    return shares;
  }
  for (let at = 0; difference !== 0; at = (at + 1) % shares.length) {
    const step = Math.sign(difference);
    shares[at] = (shares[at] ?? 0) + step;
    difference -= step;
  }
  return shares;
}
