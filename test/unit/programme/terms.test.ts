import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  addWorkingDays,
  CalendarSchema,
  deadlineAfter,
  earliestEffective,
  type Calendar,
} from "../../../core/calendar/index.ts";
import { checkForm } from "../../../core/organiser/index.ts";
import { weekdayOf } from "../../../core/offer/index.ts";
import { shopPack } from "../pricing/shop.ts";

const folder = new URL("../../../resources/calendars/", import.meta.url);
const calendar = (name: string): Calendar =>
  CalendarSchema.parse(JSON.parse(readFileSync(new URL(name, folder), "utf8")));

describe.each(readdirSync(folder))("calendar %s", (name) => {
  const { years, weekend } = calendar(name);
  it.each(Object.entries(years))("%s: worked weekend days lie on a weekend, every date in its year", (year, days) => {
    for (const date of days.workingWeekends) expect(weekend).toContain(weekdayOf(date));
    for (const date of [...days.daysOff, ...days.workingWeekends]) expect(date.slice(0, 4)).toBe(year);
    expect(days.daysOff.filter((date) => days.workingWeekends.includes(date))).toEqual([]);
    expect(days.daysOff).toEqual(days.daysOff.toSorted());
  });
});

describe("working days", () => {
  it.each([
    ["2025-04-25", 3, "2025-05-02"],
    ["2025-05-05", -3, "2025-04-26"],
    ["2024-12-31", 1, "2025-01-03"],
    ["2026-04-17", 1, "2026-04-22"],
  ])("%s and %i working days is %s", (date, count, expected) => {
    expect(addWorkingDays(calendar("by.json"), date, count)).toEqual({ ok: true, value: expected });
  });

  it("a year that is not loaded is refused by name, not guessed", () => {
    expect(addWorkingDays(calendar("by.json"), "2026-12-31", 1)).toEqual({
      ok: false,
      refusal: { kind: "calendar-year-missing", calendar: "by", year: "2027" },
    });
    const notice = shopPack().notices["regulation"];
    expect(notice && earliestEffective(notice, "2026-12-30", calendar("by.json")).ok).toBe(false);
    const report = shopPack().deadlines["event-report"];
    expect(report && deadlineAfter(report, "2026-12-30", calendar("by.json")).ok).toBe(false);
  });
});

describe("a form is checked as the pack says", () => {
  const form = shopPack().forms["annex-2"];
  it("reports each error once, with its place", () => {
    const filled = {
      route: "organisation",
      lists: { received: ["1"] },
      rows: [
        { entity: "A", numbers: ["1", "1", "1"], service: " " },
        { entity: undefined, numbers: [], service: "s" },
      ],
    };
    expect(form && checkForm(form, filled).map(({ code, detail }) => `${code}:${detail}`)).toEqual([
      "DUPLICATE_NUMBER:1",
      "SERVICE_TYPE_MISSING:A",
      "ENTITY_MISSING:2",
    ]);
  });
});
