import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../core/offer/index.ts";
import {
  daysLate,
  dueAfter,
  isWorkingDay,
  nearestWorkingDay,
  withoutDecreeDays,
  type Term,
} from "../../../core/programme/index.ts";
import { ruCalendar } from "../packs.ts";

const anyDay = fc.integer({ min: 0, max: 2500 }).map((days) => addDays("2018-02-01", days));
const anyTerm: fc.Arbitrary<Term> = fc.record({
  clause: fc.constant("1"),
  n: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom("calendar_day" as const, "working_day" as const),
  roll: fc.constantFrom("next" as const, "previous" as const, "none" as const),
});
const calendars = fc.constantFrom(ruCalendar, withoutDecreeDays(ruCalendar));

function due(term: Term, from: string, calendar = ruCalendar): string {
  const found = dueAfter(term, from, calendar);
  return found.ok ? found.value : `no calendar for ${found.refusal.year}`;
}

describe("terms", () => {
  it("that start later never end earlier, and longer ones neither", () => {
    fc.assert(
      fc.property(calendars, anyTerm, anyDay, (calendar, term, day) => {
        expect(due(term, addDays(day, 1), calendar) >= due(term, day, calendar)).toBe(true);
        expect(due({ ...term, n: term.n + 1 }, day, calendar) >= due(term, day, calendar)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("in working days, or moved, end on a working day", () => {
    fc.assert(
      fc.property(calendars, anyTerm, anyDay, (calendar, term, day) => {
        const last = due(term, day, calendar);
        const moves = term.unit === "working_day" || term.roll !== "none";
        if (moves) expect(isWorkingDay(calendar, last)).toEqual({ ok: true, value: true });
        else expect(last).toBe(addDays(day, term.n));
      }),
      { numRuns: 500 },
    );
  });

  it("that leave decree days out are never shorter", () => {
    fc.assert(
      fc.property(anyTerm, anyDay, (term, day) => {
        const moved = { ...term, roll: "next" as const };
        expect(due(moved, day, withoutDecreeDays(ruCalendar)) >= due(moved, day)).toBe(true);
      }),
    );
  });

  it.each([
    ["month", 1, "2019-01-31", "2019-02-28"],
    ["month", 1, "2020-01-31", "2020-03-02"],
    ["month", 2, "2018-12-29", "2019-02-28"],
    ["calendar_day", 30, "2031-01-01", "no calendar for 2031"],
  ] as const)("%s × %i from %s: %s", (unit, n, from, last) => {
    expect(due({ clause: "1", unit, n, roll: "next" }, from)).toBe(last);
  });

  it("that are not moved need no calendar", () => {
    expect(due({ clause: "1", unit: "calendar_day", n: 30, roll: "none" }, "2031-01-01")).toBe("2031-01-31");
  });

  it("a working Saturday is a working day, to which nothing is moved from", () => {
    expect(nearestWorkingDay("2024-04-27", "next", ruCalendar)).toEqual({ ok: true, value: "2024-04-27" });
    expect(nearestWorkingDay("2024-04-28", "previous", ruCalendar)).toEqual({ ok: true, value: "2024-04-27" });
  });

  it("lateness is counted in calendar days", () => {
    expect([daysLate("2019-02-28", "2019-02-27"), daysLate("2019-02-28", "2019-03-02")]).toEqual([0, 2]);
  });
});
