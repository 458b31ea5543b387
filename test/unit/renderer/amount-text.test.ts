import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  amountMinor,
  amountText,
  cleanAmount,
  quantityMilli,
  typeAmount,
  type AmountKey,
} from "../../../renderer/ui/amount-text.ts";

const keys = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "00", ",", "back", "clear"] as const;
const typed = (pressed: readonly AmountKey[]): string => pressed.reduce(typeAmount, "");

describe("typing an amount", () => {
  it.each<[readonly AmountKey[], string, number | null]>([
    [[], "", null],
    [["1", "5", "0"], "150", 15_000],
    [["1", "00", ",", "5"], "100,5", 10_050],
    [[","], "0,", 0],
    [[",", "0", "5"], "0,05", 5],
    [["0", "0", "7"], "7", 700],
    [["1", ",", "2", "3", "4"], "1,23", 123],
    [["1", ",", ",", "2"], "1,2", 120],
    [["1", "2", "back"], "1", 100],
    [["1", "2", "clear"], "", null],
  ])("%j is %s", (pressed, text, minor) => {
    expect(typed(pressed)).toBe(text);
    expect(amountMinor(text)).toBe(minor);
  });

  it("can give nothing but an amount below ten million, whatever is pressed", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys), { maxLength: 40 }), (pressed) => {
        expect(typed(pressed)).toMatch(/^(\d{1,7}(,\d{0,2})?)?$/);
      }),
    );
  });

  it("reads back every amount it writes", () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), (minor) => {
        expect(amountMinor(amountText(minor))).toBe(minor);
      }),
    );
  });

  it.each([
    ["1 234.50", "1234,50"],
    ["118,96 руб.", "118,96"],
    ["abc", ""],
    ["-5", "5"],
  ])("keeps of the pasted %s only the amount", (pasted, text) => {
    expect(cleanAmount(pasted)).toBe(text);
  });
});

describe("typing a quantity", () => {
  it.each([
    ["2", 2000],
    ["1,196", 1196],
    ["0.742", 742],
    ["1,5", 1500],
    ["", null],
    ["1,1961", null],
    ["12345", null],
    ["два", null],
  ])("%s is %s thousandths", (text, milli) => {
    expect(quantityMilli(text)).toBe(milli);
  });
});
