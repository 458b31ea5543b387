import { describe, expect, it } from "vitest";
import { addKey, gapsOf, type KeyTrace } from "../../../renderer/office/key-trace.ts";

const keysAt = (...times: readonly number[]): KeyTrace =>
  times.reduce<KeyTrace>((trace, at) => addKey(trace, { code: "Digit1", key: "1", at }), []);

describe("what a reader sent", () => {
  it("is shown with the pause before each key", () => {
    expect(gapsOf(keysAt(100, 106, 125))).toEqual([0, 6, 19]);
  });

  it.each([
    [43, 2],
    [399, 2],
    [400, 1],
    [3000, 1],
  ])("after a pause of %i ms the trace holds %i keys: a long one begins another code", (pause, keys) => {
    expect(keysAt(0, pause)).toHaveLength(keys);
  });

  it("keeps the end of a code that is longer than the place for it", () => {
    const trace = keysAt(...Array.from({ length: 200 }, (_, index) => index * 5));
    expect(trace.length).toBeLessThan(200);
    expect(trace.at(-1)?.at).toBe(995);
  });
});
