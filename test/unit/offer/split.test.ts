import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../core/money/index.ts";
import { buyAndGet, chooseUnits, roundAs, splitMethods, splitSum } from "../../../core/offer/index.ts";

const none = Infinity;

describe("rounding", () => {
  it.each([
    ["half-up", 25, 10, 3],
    ["half-down", 25, 10, 2],
    ["half-even", 25, 10, 2],
    ["half-even", 35, 10, 4],
    ["down", 29, 10, 2],
    ["half-up", 24, 10, 2],
    ["half-down", 26, 10, 3],
    ["half-up", 5, 0, 0],
  ] as const)("%s of %i / %i is %i, in small and in large numbers", (mode, numerator, denominator, expected) => {
    expect(roundAs(mode, numerator, denominator)).toBe(expected);
    const large = 10n ** 20n;
    expect(roundAs(mode, BigInt(numerator) * large, BigInt(denominator) * large)).toBe(expected);
  });
});

describe("sharing a sum out", () => {
  it.each([
    ["largest-remainder", 10, [1, 1, 1], [4, 3, 3]],
    ["first-lines", 10, [1, 1, 1], [4, 3, 3]],
    ["floor-first-lines", 11, [1, 1, 1], [4, 4, 3]],
    ["last-line", 10, [1, 1, 1], [3, 3, 4]],
    ["last-line", 11, [1, 1, 1], [4, 4, 3]],
  ] as const)("%s: %i by %j is %j", (how, total, weights, expected) => {
    expect(splitSum(total, { weights, most: weights.map(() => none), how })).toEqual(expected);
  });

  it("what a full line cannot bear moves to the others", () => {
    expect(splitSum(2700, { weights: [10000, 4000, 4000], most: [1000, 4000, 4000], how: "first-lines" })).toEqual([
      1000, 850, 850,
    ]);
    expect(
      splitSum(2000, { weights: [1000, 2000, 5000, 3000], most: [1000, 100, 0, 400], how: "first-lines" }),
    ).toEqual([1000, 100, 0, 400]);
  });

  it("shares add up to the sum, or to all that can be borne, and none is above its line", () => {
    const line = fc.record({ weight: fc.integer({ min: 0, max: 5000 }), most: fc.integer({ min: 0, max: 5000 }) });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.array(line, { maxLength: 12 }),
        fc.constantFrom(...splitMethods),
        (total, lines, how) => {
          const weights = lines.map(({ weight }) => weight);
          const most = lines.map((one) => one.most);
          const shares = splitSum(total, { weights, most, how });
          const bearable = lines.reduce((sum, one) => sum + (one.weight > 0 ? one.most : 0), 0);
          expect(shares.reduce((a, b) => a + b, 0)).toBe(Math.min(total, bearable));
          shares.forEach((share, at) => {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(most[at] ?? 0);
          });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("the largest remainder is that of `allocate`", () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1 }), (total, weights) => {
        expect(splitSum(total, { weights, most: weights.map(() => none), how: "largest-remainder" })).toEqual(
          allocate(total, weights),
        );
      }),
    );
  });
});

describe("units that an offer touches", () => {
  const line = (unitPriceMinor: number, pieces: number) => ({ unitPriceMinor, qtyMilli: pieces * 1000 });
  it.each([
    [undefined, [line(5, 3)], [3]],
    [{ perLine: 2 }, [line(5, 3), line(5, 1)], [2, 1]],
    [{ every: 2 }, [line(5, 5)], [2]],
    [{ every: 3, take: 2 }, [line(5, 7)], [4]],
    [{ group: 3 }, [line(5, 3), line(9, 1)], [3, 0]],
    [{ group: 2 }, [line(5, 3), line(9, 1)], [3, 1]],
    [{ total: 1, pick: "cheapest" }, [line(9, 1), line(5, 2)], [0, 1]],
    [{ total: 2, pick: "dearest" }, [line(9, 1), line(5, 2)], [1, 1]],
  ] as const)("%j", (units, lines, expected) => {
    expect(chooseUnits(units, lines).map((milli) => milli / 1000)).toEqual(expected);
  });

  const trade = (units: { units: number; get: number; repeat: boolean; partial: boolean }, pieces: number) => {
    const lines = [line(100, pieces)];
    const side = { free: [pieces * 1000], buys: [true], gets: [true] };
    return (buyAndGet({ buy: units }, lines, side).touched[0] ?? 0) / 1000;
  };
  it.each([
    [2, 1, true, true, 9, 3],
    [2, 3, true, true, 4, 2],
    [2, 3, true, true, 8, 4],
    [2, 1, false, true, 9, 1],
    [2, 3, true, false, 4, 0],
    [2, 1, true, true, 2, 0],
  ])("buy %i get %i, repeat %s, partial %s: of %i pieces %i", (units, get, repeat, partial, pieces, expected) => {
    expect(trade({ units, get, repeat, partial }, pieces)).toBe(expected);
  });

  it("the dearest are bought, and of the others the cheapest or dearest are had, none twice", () => {
    const lines = [line(100, 2), line(300, 2)];
    const side = { free: [2000, 2000], buys: [true, true], gets: [true, true] };
    const buy = { units: 1, get: 1, repeat: true, partial: false };
    expect(buyAndGet({ pick: "cheapest", buy }, lines, side)).toEqual({ touched: [2000, 0], used: [2000, 2000] });
    expect(buyAndGet({ pick: "dearest", buy }, lines, side)).toEqual({ touched: [1000, 1000], used: [2000, 2000] });
  });
});
