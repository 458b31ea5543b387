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
  const count = weights.length;
  const shares: Minor[] = [];
  const rests: number[] = [];
  const sizes: number[] = [];
  const ofSize = weights.map(() => 0);
  let left = totalMinor;
  for (const weight of weights) {
    const product = totalMinor * weight;
    const share = isPlain ? Math.floor(product / sum) : Number((BigInt(totalMinor) * BigInt(weight)) / BigInt(sum));
    const rest = isPlain ? product - share * sum : exactRest(totalMinor, weight, { share, sum });
    const size = Math.min(count - 1, Math.floor((rest / sum) * count));
    shares.push(share);
    rests.push(rest);
    sizes.push(size);
    ofSize[size] = (ofSize[size] ?? 0) + 1;
    left -= share;
  }
  if (left === 0) return shares;
  let last = count - 1;
  while (left > (ofSize[last] ?? 0)) {
    left -= ofSize[last] ?? 0;
    last -= 1;
  }
  const alike: number[] = [];
  for (let at = 0; at < count; at += 1) if (sizes[at] === last) alike.push(at);
  const up = new Set(alike.toSorted((x, y) => (rests[y] ?? 0) - (rests[x] ?? 0)).slice(0, left));
  return shares.map((share, at) => ((sizes[at] ?? 0) > last || up.has(at) ? share + 1 : share));
}

type Share = { readonly share: Minor; readonly sum: number };

function exactRest(totalMinor: Minor, weight: number, { share, sum }: Share): number {
  return Number(BigInt(totalMinor) * BigInt(weight) - BigInt(share) * BigInt(sum));
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
