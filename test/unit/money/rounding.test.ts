import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountOf, percentOf, roundHalfUp } from "../../../core/money/index.ts";

const most = Number.MAX_SAFE_INTEGER;

describe("a quotient is rounded once, half away from zero", () => {
  it.each([
    [24, 10, 2],
    [25, 10, 3],
    [26, 10, 3],
    [-24, 10, -2],
    [-25, 10, -3],
    [-26, 10, -3],
    [30, 10, 3],
    [4, 9, 0],
    [5, 9, 1],
    [most, 1, most],
    [-most, 1, -most],
    [most - 1, most, 1],
  ])("%i / %i is %i", (numerator, denominator, expected) => {
    expect(roundHalfUp(numerator, denominator)).toBe(expected);
  });

  it.each([
    [0, 10],
    [-0, 10],
    [4, 10],
    [-4, 10],
  ])("%d / %i is a plain zero, never the negative one, which would print as -0.00", (numerator, denominator) => {
    expect(roundHalfUp(numerator, denominator)).toBe(0);
  });

  it("nothing is nearer, in numbers of any size", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: most }), (numerator, denominator) => {
        const [n, d, rounded] = [BigInt(numerator), BigInt(denominator), BigInt(roundHalfUp(numerator, denominator))];
        const off = 2n * (n - rounded * d);
        const towardsZero = n < 0n ? -off : off;
        // Half of the divisor over is rounded up, half under is what was rounded up.
        expect(towardsZero < d && towardsZero >= -d).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [10.5, 10],
    [most + 1, 10],
    [10, 0.5],
    [10, most + 1],
    [10, 0],
    [10, -10],
    [Number.NaN, 10],
  ])("%d / %d is no exact quotient: it throws", (numerator, denominator) => {
    expect(() => roundHalfUp(numerator, denominator)).toThrow("exact quotient");
  });
});

describe("what a quantity costs, and a rate of an amount", () => {
  it.each([
    [199, 1000, 199],
    [199, 2500, 498],
    [333, 1, 0],
    [500, 1, 1],
    [-199, 2500, -498],
  ])("%i a unit, %i thousandths: %i", (unitPriceMinor, qtyMilli, expected) => {
    expect(amountOf(unitPriceMinor, qtyMilli)).toBe(expected);
  });

  it.each([
    [1000, 200, 20],
    [1001, 500, 50],
    [1010, 500, 51],
    [99, 10_000, 99],
    [49, 100, 0],
    [50, 100, 1],
    [-50, 100, -1],
  ])("of %i, %i basis points: %i", (amountMinor, rateBp, expected) => {
    expect(percentOf(amountMinor, rateBp)).toBe(expected);
  });

  it("a product beyond exact whole numbers throws instead of being off by a little", () => {
    expect(() => amountOf(most, 2)).toThrow("exact quotient");
    expect(() => percentOf(most, 2)).toThrow("exact quotient");
  });
});
