import { assert } from "../kernel/index.ts";
import type { Minor } from "./money.ts";

/** Below this, products and quotients of whole numbers are exact in plain numbers, which are ten times as fast. */
const exactBelow = 2 ** 52;

/**
 * Splits `totalMinor` in proportion to `weights` by the largest remainder (Hamilton), ties to the earlier share; the
 * shares always add up to the total. All weights zero: only a total of zero can be shared. Remainders are counted by
 * size, so that only those about as large as the last one to be rounded up are sorted: a receipt has many.
 */
export function allocate(totalMinor: Minor, weights: readonly number[]): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  assert(Number.isSafeInteger(totalMinor) && totalMinor >= 0, "allocate: total is a whole amount");
  assert(sum > 0 || totalMinor === 0, "allocate: something to allocate on");
  if (sum === 0) return weights.map(() => 0);
  const isPlain = totalMinor * sum < exactBelow;
  const product = (weight: number) => BigInt(totalMinor) * BigInt(weight);
  const restOf = (weight: number, share: Minor) =>
    isPlain ? totalMinor * weight - share * sum : Number(product(weight) - BigInt(share) * BigInt(sum));
  const count = weights.length;
  const sizes = weights.map(() => 0);
  const ofSize = weights.map(() => 0);
  let left = totalMinor;
  const shares = weights.map((weight, at) => {
    const share = isPlain ? Math.floor((totalMinor * weight) / sum) : Number(product(weight) / BigInt(sum));
    const size = Math.min(count - 1, Math.floor((restOf(weight, share) / sum) * count));
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
  const alike: number[] = [];
  for (let at = 0; at < count; at += 1) if (sizes[at] === last) alike.push(at);
  const rest = (at: number) => restOf(weights[at] ?? 0, shares[at] ?? 0);
  const up = new Set(alike.toSorted((a, b) => rest(b) - rest(a)).slice(0, left));
  return shares.map((share, at) => ((sizes[at] ?? 0) > last || up.has(at) ? share + 1 : share));
}

/**
 * Part of `amountMinor` that belongs to units `fromMilli` (exclusive) to `toMilli` (inclusive) of `ofMilli`.
 * Consecutive parts add up to the whole exactly: any sequence of partial returns refunds what was paid to the kopeck.
 */
export function shareOf(
  amountMinor: Minor,
  { ofMilli, fromMilli, toMilli }: { readonly ofMilli: number; readonly fromMilli: number; readonly toMilli: number },
): Minor {
  assert(0 <= fromMilli && fromMilli <= toMilli && toMilli <= ofMilli && ofMilli > 0, "shareOf: part lies within");
  const upTo = (milli: number) => Number((BigInt(amountMinor) * BigInt(milli)) / BigInt(ofMilli));
  return upTo(toMilli) - upTo(fromMilli);
}
