import { describe, expect, it } from "vitest";
import { isNewPin, isWholePin, pinAfter, pinLength, pinOf } from "../../../renderer/task/pin-entry.ts";

describe("entering a PIN", () => {
  it.each([
    ["12", "3", "123"],
    ["12", "00", "1200"],
    ["12", "back", "1"],
    ["", "back", ""],
    ["1234", "clear", ""],
    ["12", ",", "12"],
    ["1".repeat(pinLength.max), "2", "1".repeat(pinLength.max)],
  ] as const)("%j and the pad's %s make %j", (pin, key, after) => {
    expect(pinAfter(pin, key)).toBe(after);
  });

  it.each([
    ["12 34", "1234"],
    ["a1б2", "12"],
    ["", ""],
  ])("of %j a PIN field keeps %j", (text, pin) => {
    expect(pinOf(text)).toBe(pin);
  });

  it.each([
    ["123", false, false],
    ["1234", true, true],
    ["12345678", true, true],
    ["123456789", true, false],
  ])("%s may be tried: %s, may be a new PIN: %s", (pin, whole, fresh) => {
    expect([isWholePin(pin), isNewPin(pin)]).toEqual([whole, fresh]);
  });
});
