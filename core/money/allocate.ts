import { assert } from "../kernel/index.ts";
import type { Minor } from "./money.ts";

/**
 * Splits `totalMinor` in proportion to `weights` by the largest remainder (Hamilton), ties to the earlier share; the
 * shares always add up to the total. All weights zero: everything stays unallocated only if the total is zero.
 */
export function allocate(totalMinor: Minor, weights: readonly number[]): Minor[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  assert(Number.isSafeInteger(totalMinor) && totalMinor >= 0, "allocate: total is a whole amount");
  assert(sum > 0 || totalMinor === 0, "allocate: something to allocate on");
  const exact = weights.map((weight) => BigInt(totalMinor) * BigInt(weight));
  const shares = exact.map((part) => (sum === 0 ? 0 : Number(part / BigInt(sum))));
  let left = totalMinor - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((part, index) => ({ index, remainder: sum === 0 ? 0n : part % BigInt(sum) }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  for (const { index } of byRemainder) {
    if (left === 0) break;
    shares[index] = (shares[index] ?? 0) + 1;
    left -= 1;
  }
  return shares;
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
