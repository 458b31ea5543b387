import * as fc from "fast-check";
import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { createSeal, type SealedValue } from "../../../db/connection/index.ts";

const seal = createSeal("card", "cards");
const value = fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), fc.integer(), fc.constant(null));

describe("row checksum", () => {
  it("holds for the fields it was made of, and is 32 unsigned bits", () => {
    fc.assert(
      fc.property(fc.array(value, { maxLength: 9 }), (fields) => {
        const sum = seal.of(fields);
        expect(seal.holds(fields, sum)).toBe(true);
        expect(sum >>> 0).toBe(sum);
      }),
    );
  });

  it("notices any flipped bit of any character", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 250 });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(15), (before, at, bit) => {
        const index = at % before.length;
        const flipped = String.fromCharCode(before.charCodeAt(index) ^ (1 << bit));
        const after = before.slice(0, index) + flipped + before.slice(index + 1);
        // Half of a surrogate pair is no character: it cannot come out of a file.
        fc.pre(after.isWellFormed());
        expect(seal.of([after, "x"])).not.toBe(seal.of([before, "x"]));
      }),
    );
  });

  it.each<[string, SealedValue[], SealedValue[]]>([
    ["a number that became text", [1], ["1"]],
    ["a text that became bytes", ["a"], [Buffer.from("a")]],
    ["null that became nothing", [null], [""]],
    ["a character that slipped into the next field", ["ab", "c"], ["a", "bc"]],
    ["fields in another order", ["a", "b"], ["b", "a"]],
    ["a field more", ["a"], ["a", ""]],
  ])("tells %s", (_, before, after) => {
    expect(seal.of(before)).not.toBe(seal.of(after));
  });

  it("differs between tables, so that a row cannot wander", () => {
    expect(createSeal("card_overlay", "journal").of(["1"])).not.toBe(seal.of(["1"]));
  });

  it("counts a long text as zlib does", () => {
    const text = "я".repeat(500);
    const salted = crc32(Buffer.concat([Buffer.from("t", "utf16le"), Buffer.from([1]), Buffer.from(text)]));
    expect(createSeal("t", "journal").of([text])).toBe(salted);
  });

  it("is the same whether a text comes with its UTF-8 or without", () => {
    for (const text of ["short", "я".repeat(500)]) {
      expect(seal.of([{ text, bytes: Buffer.from(text) }])).toBe(seal.of([text]));
    }
  });

  it("throws with the part that is damaged", () => {
    expect(() => seal.check(["1"], 0)).toThrow(/storage-damaged.*card/);
    expect(seal.check(["1"], seal.of(["1"]))).toBeUndefined();
  });
});
