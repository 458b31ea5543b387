import { ok, refuse, type LocalDate, type Result, z } from "../kernel/index.ts";
import { addDays, isDate, weekdayOf } from "../offer/index.ts";

const DateText = z.string().refine(isDate, "date");

/** Working days of a country: per year the days off beside the weekend, and the weekend days that are worked. */
export const CalendarSchema = z.strictObject({
  format: z.literal("working-days/1"),
  id: z.string().min(1),
  source: z.string().min(1),
  /** 1 = Monday … 7 = Sunday. */
  weekend: z.array(z.int().min(1).max(7)).max(6),
  years: z.record(
    z.string().regex(/^\d{4}$/),
    z.strictObject({
      source: z.string().min(1),
      daysOff: z.array(DateText),
      workingWeekends: z.array(DateText),
      /** Weekdays declared non-working by decree: they count as working for terms. */
      decreeDays: z.array(DateText).optional(),
    }),
  ),
});
export type Calendar = z.infer<typeof CalendarSchema>;

/** A year nobody has entered is said, never guessed. */
export type CalendarRefusal = {
  readonly kind: "calendar-year-missing";
  readonly calendar: string;
  readonly year: string;
};

/** Whether the day is worked; decree days are. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): Result<boolean, CalendarRefusal> {
  const year = calendar.years[date.slice(0, 4)];
  if (!year) return refuse({ kind: "calendar-year-missing", calendar: calendar.id, year: date.slice(0, 4) });
  if (year.workingWeekends.includes(date)) return ok(true);
  return ok(!year.daysOff.includes(date) && !calendar.weekend.includes(weekdayOf(date)));
}

/** The calendar of a programme whose terms leave out days declared non-working by decree, too. */
export function withoutDecreeDays(calendar: Calendar): Calendar {
  const years: Calendar["years"] = {};
  for (const [year, { decreeDays = [], daysOff, ...rest }] of Object.entries(calendar.years)) {
    years[year] = { ...rest, daysOff: [...daysOff, ...decreeDays] };
  }
  return { ...calendar, years };
}

/** The `count`-th working day after `date`; before it when `count` is negative. */
export function addWorkingDays(calendar: Calendar, date: LocalDate, count: number): Result<LocalDate, CalendarRefusal> {
  let day = date;
  for (let left = Math.abs(count); left > 0;) {
    day = addDays(day, Math.sign(count));
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return ok(day);
}
