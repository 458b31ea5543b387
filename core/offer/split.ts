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
  let open = placesWhere(most, (limit, at) => limit > 0 && (weights[at] ?? 0) > 0);
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

function placesWhere(list: readonly number[], holds: (entry: number, at: number) => boolean): number[] {
  const places: number[] = [];
  for (let at = 0; at < list.length; at += 1) if (holds(list[at] ?? 0, at)) places.push(at);
  return places;
}

function proportional(total: Minor, weights: readonly number[], how: SplitMethod): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (how === "largest-remainder") {
    return total * sum < exactBelow ? byRemainder(total, weights, sum) : allocate(total, weights);
  }
  const mode = how === "first-lines" ? "half-down" : how === "last-line" ? "half-up" : "down";
  const round = rounder(mode);
  const shares = weights.map((weight) => round(total, weight, sum));
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

/**
 * `allocate` in plain numbers, for products that are exact: a receipt has many. Remainders are counted by size, so that
 * only those about as large as the last one to be rounded up are sorted.
 */
function byRemainder(total: Minor, weights: readonly number[], sum: number): Minor[] {
  const count = weights.length;
  const sizes = new Int32Array(count);
  const ofSize = new Int32Array(count);
  let left = total;
  const shares = weights.map((weight, at) => {
    const share = Math.floor((total * weight) / sum);
    const size = Math.floor(((total * weight - share * sum) / sum) * count);
    sizes[at] = size;
    ofSize[size] = (ofSize[size] ?? 0) + 1;
    left -= share;
    return share;
  });
  if (left === 0) return shares;
  let last = count - 1;
  while (left > (ofSize[last] ?? 0)) {
    left -= ofSize[last] ?? 0;
    last -= 1;
  }
  const rest = (at: number) => total * (weights[at] ?? 0) - (shares[at] ?? 0) * sum;
  const alike = placesWhere(shares, (_, at) => sizes[at] === last).toSorted((a, b) => rest(b) - rest(a) || a - b);
  const up = new Set(alike.slice(0, left));
  return shares.map((share, at) => ((sizes[at] ?? 0) > last || up.has(at) ? share + 1 : share));
}
