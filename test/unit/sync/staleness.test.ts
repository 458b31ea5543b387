import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stalenessAt, stalenessLevels, usualStaleness } from "../../../core/sync/index.ts";

const minute = 60_000;
const hour = 60 * minute;

describe("how old the feed is", () => {
  it.each([
    [0, "green"],
    [15 * minute - 1, "green"],
    [15 * minute, "amber"],
    [24 * hour - 1, "amber"],
    [24 * hour, "red"],
    [72 * hour - 1, "red"],
    [72 * hour, "black"],
    [null, "black"],
  ] as const)("%s ms is %s", (age, level) => {
    expect(stalenessAt(age).level).toBe(level);
  });

  it("an older feed never limits less", () => {
    const age = fc.integer({ min: 0, max: 100 * hour });
    fc.assert(
      fc.property(age, age, (one, other) => {
        const [young, old] = [stalenessAt(Math.min(one, other)), stalenessAt(Math.max(one, other))];
        expect(stalenessLevels.indexOf(old.level)).toBeGreaterThanOrEqual(stalenessLevels.indexOf(young.level));
        expect(old.limits).toEqual(expect.arrayContaining([...young.limits]));
      }),
    );
  });

  it("the bounds are values: a stricter policy limits sooner", () => {
    const strict = { ...usualStaleness, black: { fromMs: hour, limits: ["base-rules-only"] } } as const;
    expect(stalenessAt(hour, strict)).toEqual({ level: "black", limits: ["base-rules-only"] });
  });
});
