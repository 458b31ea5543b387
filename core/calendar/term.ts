import { ok, type LocalDate, type Result, z } from "../kernel/index.ts";
import { addDays, addMonths, dayNumber } from "../offer/index.ts";
import { addWorkingDays, isWorkingDay, type Calendar, type CalendarRefusal } from "./calendar.ts";

/**
 * A term that runs from the day after an event. Months end on the same day-number, or on the month's last day if it has
 * none. `roll`: what becomes of a last day that is not worked.
 */
export const Term = z.strictObject({
  clause: z.string().min(1),
  n: z.int().min(1),
  unit: z.enum(["calendar_day", "working_day", "month"]),
  roll: z.enum(["next", "previous", "none"]),
});
export type Term = z.infer<typeof Term>;

/** The last day of the term. */
export function dueAfter(term: Term, event: LocalDate, calendar: Calendar): Result<LocalDate, CalendarRefusal> {
  if (term.unit === "working_day") return addWorkingDays(calendar, event, term.n);
  const last = term.unit === "month" ? addMonths(event, term.n) : addDays(event, term.n);
  return term.roll === "none" ? ok(last) : nearestWorkingDay(last, term.roll, calendar);
}

/** The day itself when it is worked, else the next or the last one before it. */
export function nearestWorkingDay(
  day: LocalDate,
  roll: "next" | "previous",
  calendar: Calendar,
): Result<LocalDate, CalendarRefusal> {
  const working = isWorkingDay(calendar, day);
  if (!working.ok) return working;
  return working.value ? ok(day) : addWorkingDays(calendar, day, roll === "next" ? 1 : -1);
}

/** Calendar days past the last day in time; 0 when in time. */
export function daysLate(due: LocalDate, done: LocalDate): number {
  return Math.max(0, dayNumber(done) - dayNumber(due));
}
