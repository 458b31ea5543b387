import type { CalendarRefusal, Term } from "../../calendar/index.ts";
import type { LocalDate, Locale } from "../../kernel/index.ts";
import type { Deadline, MembershipPack } from "../../membership/index.ts";
import { formatDate } from "../../text/index.ts";
import type { Context } from "../context.ts";

/** How the last day of a term is counted, so that anybody can count it over. */
export function termText(context: Context, pack: MembershipPack, { rule, from, working }: Deadline): string {
  const { say } = context;
  const counted = say(`term.${rule.unit}`, { count: rule.n, from: formatDate(from) });
  if (!working.ok) return `${counted}. ${missingYear(context, working.refusal)}`;
  const { movedFrom, daysOff, workedWeekends } = working.value;
  const isByCalendar = rule.unit === "working_day" || movedFrom !== null;
  return [
    counted,
    ...(movedFrom === null ? [] : [say("term.moved", { date: formatDate(movedFrom) })]),
    ...(daysOff.length === 0 ? [] : [say("term.daysOff", { days: listed(daysOff) })]),
    ...(workedWeekends.length === 0 ? [] : [say("term.worked", { days: listed(workedWeekends) })]),
    ...(isByCalendar ? [calendarName(context, pack.pack.calendar)] : []),
  ].join("; ");
}

/** How long a term is that has not begun, and what begins it. */
export function waitingText({ say }: Context, { unit, n }: Term, event: string): string {
  return say("term.waiting", { length: say(`term.length.${unit}`, { count: n }), event });
}

/** A year nobody has entered is said, not guessed. */
function missingYear(context: Context, { year, calendar }: CalendarRefusal): string {
  return context.say("term.noCalendar", { year, calendar: calendarName(context, calendar) });
}

function calendarName({ say, texts, locale }: Context, id: string): string {
  const key = `calendar.${id}`;
  return texts.has(locale satisfies Locale, key) ? say(key) : id;
}

/** `01.05, 02.05, 09.05`; a long run of days by its ends and their number. */
function listed(days: readonly LocalDate[]): string {
  const short = days.map((day) => formatDate(day).slice(0, 5));
  const most = 8;
  return short.length <= most ? short.join(", ") : `${short[0]} … ${short.at(-1)} (${short.length})`;
}
