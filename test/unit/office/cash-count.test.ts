import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countedMinor, denominationsOf, maxPieces, withPieces } from "../../../renderer/office/cash-count.ts";

describe("counting the drawer by denomination", () => {
  it.each([
    ["BYN", 500_00, 1],
    ["RUB", 5_000_00, 10],
  ])("%s goes from %i down to %i minor units, each kind once", (currency, largest, smallest) => {
    const kinds = denominationsOf(currency);
    const all = [...(kinds?.notes ?? []), ...(kinds?.coins ?? [])];
    expect(Math.max(...all)).toBe(largest);
    expect(Math.min(...all)).toBe(smallest);
    expect(all).toEqual([...new Set(all)].toSorted((a, b) => b - a));
  });

  it("a currency without a table is counted as one sum", () => {
    expect(denominationsOf("XXX")).toBeNull();
  });

  it("the sum is pieces times their value, in any order of entry", () => {
    const entry = fc.tuple(fc.constantFrom(1, 2, 5, 10, 500, 50_000), fc.integer({ min: 0, max: maxPieces }));
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ([minor]) => minor }), (entries) => {
        const forwards = entries.reduce((all, [minor, n]) => withPieces(all, minor, String(n)), {});
        const backwards = entries.toReversed().reduce((all, [minor, n]) => withPieces(all, minor, String(n)), {});
        expect(countedMinor(forwards)).toBe(entries.reduce((sum, [minor, n]) => sum + minor * n, 0));
        expect(countedMinor(backwards)).toBe(countedMinor(forwards));
      }),
    );
  });

  it.each([
    ["", 0],
    ["12", 12],
    ["1 2", 12],
    ["-3", 3],
    ["x", 0],
    ["123456", 1234],
  ])("typed %j counts as %i pieces", (text, pieces) => {
    expect(withPieces({}, 100, text)[100]).toBe(pieces);
  });
});
