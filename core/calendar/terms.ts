import { ok, type LocalDate, type Result, z } from "../kernel/index.ts";
import { addDays, addMonths } from "../offer/index.ts";
import { addWorkingDays, type Calendar, type CalendarRefusal } from "./calendar.ts";

const Clause = z.string().min(1);

/** How long before it takes effect a change must be published; several terms bind together. */
export const Notice = z.strictObject({
  clause: Clause,
  message: z.string().min(1),
  /** `full-days`: so many days lie strictly between. `difference`: the effect follows on the last of them. */
  count: z.enum(["full-days", "difference"]),
  terms: z.array(
    z.strictObject({
      clause: Clause,
      days: z.int().min(0).optional(),
      workingDays: z.int().min(0).optional(),
      where: z.array(z.string().min(1)).min(1),
    }),
  ),
});
export type Notice = z.infer<typeof Notice>;

/** The last day in time, counted from a dated event: one of the four ways to count. */
export const Deadline = z.strictObject({
  clause: Clause,
  message: z.string().min(1),
  /** The event it counts from: for people and screens. */
  from: z.string().min(1),
  /** Calendar days after the event; negative: before it. */
  days: z.int().optional(),
  workingDays: z.int().optional(),
  /** Whole months that follow the event's day. */
  months: z.int().min(1).optional(),
  /** The next of these days of the year, `MM-DD`, after the event. */
  nextOf: z.array(z.string().regex(/^\d{2}-\d{2}$/)).optional(),
  /** Whether the day named by `nextOf` is itself in time. */
  inclusive: z.boolean().optional(),
});
export type Deadline = z.infer<typeof Deadline>;

/** First day on which a change published on `publishedOn` may take effect. */
export function earliestEffective(
  notice: Notice,
  publishedOn: LocalDate,
  calendar: Calendar,
): Result<LocalDate, CalendarRefusal> {
  let earliest = publishedOn;
  for (const term of notice.terms) {
    const last = term.workingDays
      ? addWorkingDays(calendar, publishedOn, term.workingDays)
      : ok(addDays(publishedOn, term.days ?? 0));
    if (!last.ok) return last;
    const from = notice.count === "full-days" ? addDays(last.value, 1) : last.value;
    if (from > earliest) earliest = from;
  }
  return ok(earliest);
}

/** First and last day in time. A deadline without a first day of its own is open from the event. */
export function deadlineAfter(
  deadline: Deadline,
  event: LocalDate,
  calendar: Calendar,
): Result<{ readonly from: LocalDate; readonly to: LocalDate }, CalendarRefusal> {
  if (deadline.months !== undefined) {
    const from = addDays(event, 1);
    return ok({ from, to: addDays(addMonths(from, deadline.months), -1) });
  }
  if (deadline.nextOf !== undefined) {
    const named = nextOf(deadline.nextOf, event);
    return ok({ from: event, to: deadline.inclusive ? named : addDays(named, -1) });
  }
  const to =
    deadline.workingDays === undefined
      ? ok(addDays(event, deadline.days ?? 0))
      : addWorkingDays(calendar, event, deadline.workingDays);
  return to.ok ? ok({ from: event, to: to.value }) : to;
}

function nextOf(days: readonly string[], after: LocalDate): LocalDate {
  const year = Number(after.slice(0, 4));
  const dates = [year, year + 1].flatMap((y) => days.map((day) => `${y}-${day}`)).toSorted();
  return dates.find((date) => date > after) ?? after;
}
