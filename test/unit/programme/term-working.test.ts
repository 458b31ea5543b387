import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueAfter, termWorking, type Term } from "../../../core/calendar/index.ts";
import { addDays, dayNumber, weekdayOf } from "../../../core/offer/index.ts";
import { ruCalendar } from "../packs.ts";

const working = (n: number): Term => ({ clause: "1", n, unit: "working_day", roll: "next" });
const anyDay = fc.integer({ min: 0, max: 365 * 7 }).map((days) => addDays("2018-01-01", days));
const isWeekend = (day: string) => ruCalendar.weekend.includes(weekdayOf(day));

describe("how a term is counted", () => {
  it("names exactly the days that make working days differ from weekdays", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (event, n) => {
        const found = termWorking(working(n), event, ruCalendar);
        if (!found.ok) return;
        const { due, daysOff, workedWeekends, movedFrom } = found.value;
        const days = Array.from({ length: dayNumber(due) - dayNumber(event) }, (_, at) => addDays(event, at + 1));
        const weekdays = days.filter((day) => !isWeekend(day)).length;
        expect(weekdays - daysOff.length + workedWeekends.length).toBe(n);
        expect(daysOff.some(isWeekend) || !workedWeekends.every(isWeekend)).toBe(false);
        expect(movedFrom).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("ends where the term ends, and says from which day it was moved", () => {
    const term: Term = { clause: "5.7", n: 3, unit: "calendar_day", roll: "next" };
    fc.assert(
      fc.property(anyDay, (event) => {
        const [found, due] = [termWorking(term, event, ruCalendar), dueAfter(term, event, ruCalendar)];
        if (!found.ok || !due.ok) return;
        expect(found.value.due).toBe(due.value);
        const plain = addDays(event, 3);
        expect(found.value.movedFrom).toBe(plain === due.value ? null : plain);
      }),
    );
  });

  it.each([
    [working(7), "2018-04-26", "2018-05-10", ["2018-04-30", "2018-05-01", "2018-05-02", "2018-05-09"], ["2018-04-28"]],
    [working(3), "2018-03-06", "2018-03-13", ["2018-03-08", "2018-03-09"], []],
  ])("%j after %s ends on %s", (term, event, due, daysOff, workedWeekends) => {
    const value = { due, movedFrom: null, daysOff, workedWeekends };
    expect(termWorking(term, event, ruCalendar)).toEqual({ ok: true, value });
  });

  it("a year without a calendar is said by name", () => {
    const refusal = { kind: "calendar-year-missing", calendar: "ru", year: "2031" };
    expect(termWorking(working(3), "2031-01-10", ruCalendar)).toEqual({ ok: false, refusal });
  });
});
