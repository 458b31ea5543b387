import { describe, expect, it } from "vitest";
import { digitOf, pinAfter, pinLength } from "../../../renderer/office/pin-entry.ts";

describe("entering a PIN", () => {
  it.each([
    ["12", "3", "123"],
    ["12", "Backspace", "1"],
    ["", "Backspace", ""],
    ["1234", "Clear", ""],
    ["12", "a", "12"],
    ["12", "Enter", "12"],
    ["1".repeat(pinLength.max), "2", "1".repeat(pinLength.max)],
  ])("%j and the key %s make %j", (pin, key, after) => {
    expect(pinAfter(pin, key)).toBe(after);
  });

  it.each([
    ["Digit7", "7"],
    ["Numpad0", "0"],
    ["KeyQ", null],
    ["NumpadEnter", null],
  ])("the key at %s is the digit %s under any layout", (code, digit) => {
    expect(digitOf(code)).toBe(digit);
  });
});
