import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayNumber, isDate, unmet, weekdayOf, type Condition } from "../../../core/offer/index.ts";

const facts: Readonly<Record<string, string | number | boolean | readonly string[] | null>> = {
  today: "2025-03-10",
  kind: "shop",
  n: 5,
  yes: true,
  tags: ["promo", "new"],
  opened: "2025-03-08",
  later: "2025-03-11",
  nothing: null,
};
const sight = {
  fact: (name: string) => facts[name],
  base: () => 1000,
  set: () => ["shop", "kiosk"],
};
const holds = (condition: Condition) => unmet(condition, sight) === null;

describe("conditions", () => {
  it.each<[Condition, boolean]>([
    [{ fact: "kind", is: "shop" }, true],
    [{ fact: "kind", is: "office" }, false],
    [{ fact: "yes", is: true }, true],
    [{ fact: "nothing", is: null }, true],
    [{ fact: "absent", is: null }, true],
    [{ fact: "kind", in: ["shop", "kiosk"] }, true],
    [{ fact: "n", in: [4, 5] }, true],
    [{ fact: "kind", in: { set: "shops" } }, true],
    [{ fact: "nothing", in: ["null"] }, false],
    [{ fact: "tags", has: "promo" }, true],
    [{ fact: "tags", has: ["old", "new"] }, true],
    [{ fact: "tags", has: "old" }, false],
    [{ fact: "kind", has: "shop" }, false],
    [{ base: "b", above: 1000 }, false],
    [{ base: "b", atLeast: 1000 }, true],
    [{ base: "b", below: 1000 }, false],
    [{ base: "b", atMost: 1000 }, true],
    [{ fact: "n", above: 4, below: 6 }, true],
    [{ fact: "n", above: 4, below: 5 }, false],
    [{ fact: "n", atLeast: { fact: "n" } }, true],
    [{ fact: "opened", below: { fact: "later" } }, true],
    [{ fact: "n", above: "4" }, false],
    [{ fact: "nothing", below: 1 }, false],
    [{ fact: "n", above: { fact: "nothing" } }, false],
    [{ all: [] }, true],
    [
      {
        all: [
          { fact: "n", is: 5 },
          { fact: "n", is: 6 },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { fact: "n", is: 6 },
          { fact: "n", is: 5 },
        ],
      },
      true,
    ],
    [{ any: [] }, false],
    [{ not: { fact: "n", is: 6 } }, true],
    [{ not: { fact: "n", is: 5 } }, false],
    [{ days: "opened", atMost: 3 }, true],
    [{ days: "opened", atMost: 2 }, false],
    [{ days: "opened", dayOne: 0, atMost: 2 }, true],
    [{ days: "later", atMost: 3 }, false],
    [{ days: "nothing", atMost: 3 }, false],
  ])("%j is %s", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  it("names the part that fails, its figure and the first that would do", () => {
    const ground = { code: "TOO_LITTLE", clause: "18", message: "m" };
    expect(
      unmet(
        {
          all: [
            { fact: "n", is: 5 },
            { base: "b", above: 1000, else: ground },
          ],
        },
        sight,
      ),
    ).toEqual({
      ground,
      base: "b",
      actual: 1000,
      required: 1001,
    });
    expect(unmet({ any: [{ base: "b", atLeast: 2000 }], else: ground }, sight)).toMatchObject({
      required: 2000,
      ground,
    });
    expect(unmet({ not: { fact: "n", is: 5 }, else: ground }, sight)).toEqual({ ground });
  });
});

describe("years that are over", () => {
  const over = (since: string, today: string) =>
    unmet({ yearsOver: "since", atLeast: 1 }, { ...sight, fact: (name) => (name === "today" ? today : since) }) ===
    null;
  it.each([
    ["2021-02-05", "2022-02-05", false],
    ["2021-02-05", "2022-02-06", true],
    ["2020-02-29", "2021-02-28", false],
    ["2020-02-29", "2021-03-01", true],
  ])("from %s, on %s: %s", (since, today, expected) => {
    expect(over(since, today)).toBe(expected);
  });
});

describe("dates", () => {
  it("days added and taken away come back, and weekdays follow each other", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: -800, max: 800 }), (start, days) => {
        const date = addDays("1970-01-01", start);
        expect(addDays(addDays(date, days), -days)).toBe(date);
        expect(dayNumber(addDays(date, days)) - dayNumber(date)).toBe(days);
        expect(weekdayOf(addDays(date, 1))).toBe((weekdayOf(date) % 7) + 1);
      }),
    );
    expect(weekdayOf("2025-03-10")).toBe(1);
  });

  it.each([
    ["2025-01-31", 1, "2025-02-28"],
    ["2024-01-31", 1, "2024-02-29"],
    ["2025-12-01", 1, "2026-01-01"],
    ["2025-03-31", -1, "2025-02-28"],
  ])("%s and %i months is %s", (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it.each([
    ["2025-02-29", false],
    ["2024-02-29", true],
    ["2025-13-01", false],
    ["yesterday", false],
  ])("%s is a date: %s", (text, expected) => {
    expect(isDate(text)).toBe(expected);
  });
});
