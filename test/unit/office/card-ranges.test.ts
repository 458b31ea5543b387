import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangesText, typedRanges } from "../../../renderer/office/card-ranges.ts";

describe("card numbers typed by hand", () => {
  it("whatever is shown can be typed back", () => {
    const range = fc.record({
      prefix: fc.stringMatching(/^[0-9A-Z]{0,3}$/),
      length: fc.integer({ min: 4, max: 32 }),
      check: fc.constantFrom("gtin" as const, "luhn" as const, "none" as const),
    });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 5 }), (ranges) => {
        expect(typedRanges(rangesText(ranges))).toEqual(ranges);
      }),
    );
  });

  it.each([
    ["290:13:ean", [{ prefix: "290", length: 13, check: "gtin" }]],
    [
      " 6391:16:LUHN ,CLUB:9, ",
      [
        { prefix: "6391", length: 16, check: "luhn" },
        { prefix: "CLUB", length: 9, check: "none" },
      ],
    ],
    ["", []],
    ["290", null],
    ["290:3", null],
    ["290:33", null],
    ["29000:4", null],
    ["290:13:crc", null],
    ["290-13", null],
  ])("%j is %j", (text, ranges) => {
    expect(typedRanges(text)).toEqual(ranges);
  });
});
