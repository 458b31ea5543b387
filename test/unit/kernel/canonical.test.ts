import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";

describe("canonical JSON", () => {
  it("is JSON of the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("writes every string as JSON does: quotes, control characters, halves of surrogate pairs", () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const text = `a${String.fromCharCode(unit)}b`;
      if (canonicalJson(text) !== JSON.stringify(text)) expect(canonicalJson(text)).toBe(JSON.stringify(text));
    }
    expect(canonicalJson("💳\ud83d")).toBe(JSON.stringify("💳\ud83d"));
  });

  it("is the same whatever order the keys came in", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  it.each([
    [{ b: 1, a: [true, null, "x"], 10: 0, 9: 0 }, '{"10":0,"9":0,"a":[true,null,"x"],"b":1}'],
    [{ gone: undefined, kept: null }, '{"kept":null}'],
    [[undefined, 1.5, -0], "[null,1.5,0]"],
    [{ Ё: { я: {} }, A: "" }, '{"A":"","Ё":{"я":{}}}'],
  ])("writes %j with keys in code-unit order and nothing between", (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });
});
