import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, shareOf } from "../../../core/money/index.ts";
import { draws } from "../draws.ts";

const total = (shares: readonly number[]) => shares.reduce((a, b) => a + b, 0);

describe("a total is shared out by the largest remainder", () => {
  it.each<[number, readonly number[], readonly number[]]>([
    [10, [1, 1], [5, 5]],
    [10, [1, 1, 1], [4, 3, 3]],
    [11, [1, 1, 1], [4, 4, 3]],
    [10, [3, 3, 1], [4, 4, 2]],
    [10, [1, 2, 4], [1, 3, 6]],
    [1, [1, 3], [0, 1]],
    [1, [3, 1], [1, 0]],
    [7, [0, 5, 0], [0, 7, 0]],
    [0, [1, 2], [0, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
  ])("%i by %j is %j", (amount, weights, expected) => {
    expect(allocate(amount, weights)).toEqual(expected);
  });

  it("equal remainders: the earlier share gets the unit, wherever it stands", () => {
    expect(allocate(3, [2, 4, 2, 4])).toEqual([1, 1, 0, 1]);
    expect(allocate(2, [1, 1, 1, 1])).toEqual([1, 1, 0, 0]);
  });

  it("amounts beyond exact products are still shared to the unit", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(allocate(most, [most - 1, 1])).toEqual([most - 1, 1]);
  });

  const someOf = (largest: number) => {
    const weights = fc.array(fc.nat(largest), { minLength: 1, maxLength: 12 });
    return weights.filter((list) => total(list) > 0);
  };
  it.each([
    ["kopecks", fc.nat(1_000_000), someOf(1_000_000)],
    ["sums beyond exact products", fc.maxSafeNat(), someOf(2 ** 49)],
    ["few units over many shares", fc.nat(12), someOf(3)],
  ])(
    "%s: shares add up; each is its exact part, down or up; a unit goes to the larger remainder",
    (_of, sums, lists) => {
      fc.assert(
        fc.property(sums, lists, (amount, list) => {
          const shares = allocate(amount, list);
          expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(amount));
          const sum = BigInt(total(list));
          const parts = list.map((weight, at) => {
            const exact = BigInt(amount) * BigInt(weight);
            return { at, up: BigInt(shares[at] ?? -1) - exact / sum, remainder: exact % sum };
          });
          expect(parts.every(({ up }) => up === 0n || up === 1n)).toBe(true);
          for (const got of parts.filter(({ up }) => up === 1n)) {
            for (const not of parts.filter(({ up }) => up === 0n)) {
              expect(got.remainder > not.remainder || (got.remainder === not.remainder && got.at < not.at)).toBe(true);
            }
          }
        }),
        { numRuns: draws(1000) },
      );
    },
  );

  it.each<[number, readonly number[], string]>([
    [-1, [1], "total is a whole amount"],
    [0.5, [1], "total is a whole amount"],
    [Number.MAX_SAFE_INTEGER + 1, [1], "total is a whole amount"],
    [1, [0, 0], "something to allocate on"],
    [1, [], "something to allocate on"],
  ])("%d by %j throws: %s", (amount, weights, reason) => {
    expect(() => allocate(amount, weights)).toThrow(`allocate: ${reason}`);
  });
});

describe("a part of an amount follows the quantity", () => {
  it.each([
    [100, 3000, 0, 1000, 33],
    [100, 3000, 1000, 2000, 33],
    [100, 3000, 2000, 3000, 34],
    [100, 3000, 0, 3000, 100],
    [100, 3000, 1000, 1000, 0],
    [100, 3000, 3000, 3000, 0],
    [-100, 3000, 0, 1000, -33],
    [Number.MAX_SAFE_INTEGER, 3, 0, 3, Number.MAX_SAFE_INTEGER],
  ])("of %i for %i thousandths, those from %i to %i: %i", (amountMinor, ofMilli, fromMilli, toMilli, expected) => {
    expect(shareOf(amountMinor, { ofMilli, fromMilli, toMilli })).toBe(expected);
  });

  it("parts one after another add up to the whole, wherever it is cut", () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.nat(1_000_000), cuts, (amountMinor, inside) => {
        const marks = [0, ...inside.toSorted((a, b) => a - b), 5000];
        const parts = marks.slice(1).map((toMilli, at) => {
          return shareOf(amountMinor, { ofMilli: 5000, fromMilli: marks[at] ?? 0, toMilli });
        });
        expect(total(parts)).toBe(amountMinor);
        expect(parts.every((part) => part >= 0)).toBe(true);
      }),
    );
  });

  it.each([
    [1000, -1, 500],
    [1000, 501, 500],
    [1000, 500, 1001],
    [0, 0, 0],
  ])("of %i thousandths, those from %i to %i are no part: it throws", (ofMilli, fromMilli, toMilli) => {
    expect(() => shareOf(100, { ofMilli, fromMilli, toMilli })).toThrow("shareOf: part lies within");
  });
});
