import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { CalendarSchema, type Calendar } from "../../core/programme/index.ts";
import { Day } from "./programme-step.ts";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

export const AboutCalendar = z.strictObject({
  id: z.string(),
  years: z.tuple([z.int(), z.int()]),
  weekend: z.array(z.enum(weekdays)),
  holidays_on_weekdays: z.array(Day),
  working_weekends: z.array(Day),
  decree_days: z.array(Day),
  note: z.string().optional(),
});

/** The shipped calendar, or the file's own for the years that it speaks of. */
export function programmeCalendar(id: string, about: z.infer<typeof AboutCalendar> | undefined): Calendar {
  const file = new URL(`../../resources/calendars/${id}.json`, import.meta.url);
  if (!existsSync(file)) throw new Error(`no calendar "${id}"`);
  const shipped = CalendarSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  if (!about) return shipped;
  const [first, last] = about.years;
  const years = { ...shipped.years };
  for (let year = first; year <= last; year += 1) {
    const of = (dates: readonly string[]) => dates.filter((date) => date.startsWith(`${year}-`));
    years[String(year)] = {
      source: "the golden file",
      daysOff: of(about.holidays_on_weekdays),
      workingWeekends: of(about.working_weekends),
      decreeDays: of(about.decree_days),
    };
  }
  return { ...shipped, weekend: about.weekend.map((day) => weekdays.indexOf(day) + 1), years };
}
