import { ok, type LocalDate, type Result } from "../kernel/index.ts";
import { addDays, addMonths, weekdayOf } from "../offer/index.ts";
import { isWorkingDay, type Calendar, type CalendarRefusal } from "./calendar.ts";
import { dueAfter, type Term } from "./term.ts";

/** How the last day of a term came about, for people who count it over. */
export type TermWorking = {
  readonly due: LocalDate;
  /** The last day by the count alone, where it is not worked and the term therefore ends on another. */
  readonly movedFrom: LocalDate | null;
  /** Weekdays that are not worked and so make the term longer. */
  readonly daysOff: readonly LocalDate[];
  /** Days of the weekend that are worked and so count. */
  readonly workedWeekends: readonly LocalDate[];
};

/** The last day of the term with the days that make it differ from a plain count. */
export function termWorking(term: Term, event: LocalDate, calendar: Calendar): Result<TermWorking, CalendarRefusal> {
  const due = dueAfter(term, event, calendar);
  if (!due.ok) return due;
  const counted = term.unit === "working_day" ? event : addDays(countedDay(term, event), -1);
  const odd = oddDays(calendar, counted, due.value);
  if (!odd.ok) return odd;
  const nominal = term.unit === "working_day" ? due.value : countedDay(term, event);
  return ok({ due: due.value, movedFrom: nominal === due.value ? null : nominal, ...odd.value });
}

function countedDay({ unit, n }: Term, event: LocalDate): LocalDate {
  return unit === "month" ? addMonths(event, n) : addDays(event, n);
}

type OddDays = Pick<TermWorking, "daysOff" | "workedWeekends">;

/** Days after `event`, `last` included, that are worked against their weekday or are not. */
function oddDays(calendar: Calendar, event: LocalDate, last: LocalDate): Result<OddDays, CalendarRefusal> {
  const daysOff: LocalDate[] = [];
  const workedWeekends: LocalDate[] = [];
  for (let day = addDays(event, 1); day <= last; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    const isWeekend = calendar.weekend.includes(weekdayOf(day));
    if (working.value && isWeekend) workedWeekends.push(day);
    if (!working.value && !isWeekend) daysOff.push(day);
  }
  return ok({ daysOff, workedWeekends });
}
