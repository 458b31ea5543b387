import { addWorkingDays, deadlineAfter, isWorkingDay, type Calendar, type Deadline } from "../calendar/index.ts";
import type { LocalDate } from "../kernel/index.ts";
import { addDays, dayNumber } from "../offer/index.ts";
import type { WorkflowSteps } from "../organiser/index.ts";

/** The days a workflow's deadlines count from, as far as they are known: `half-year-end`, `event`. */
export type DutyEvents = Readonly<Record<string, LocalDate | undefined>>;

export type DutyCase = {
  readonly steps: WorkflowSteps;
  readonly deadlines: Readonly<Record<string, Deadline>>;
  readonly events: DutyEvents;
  /** The day on which a step was done; a step that is not in it is open. */
  readonly done: Readonly<Record<string, LocalDate | undefined>>;
  readonly remindDaysBefore: readonly number[];
  readonly calendar: Calendar;
  readonly today: LocalDate;
};

/** `later`: no reminder yet · `soon`: a reminder's day has come · `late`: done past its last day. */
export type DutyState = "later" | "soon" | "overdue" | "done" | "late";

export type Duty = {
  readonly step: string;
  readonly by: string;
  readonly to: readonly string[];
  readonly clause: string;
  readonly form: string | undefined;
  /** The name of the deadline; of a step without one, that of the next step that has one. */
  readonly deadline: string | undefined;
  /** First and last day in time; null while the event it counts from, or a year of the calendar, is not known. */
  readonly from: LocalDate | null;
  readonly due: LocalDate | null;
  /** Days on which to remind, in order; a day that is not worked gives way to the last worked one before. */
  readonly reminders: readonly LocalDate[];
  readonly doneOn: LocalDate | null;
  readonly state: DutyState;
  /** Days to the last one in time, negative past it; null without one. */
  readonly daysLeft: number | null;
};

/** The steps of one case with their last days, reminders and how they stand on the day. */
export function dutiesOf(one: DutyCase): Duty[] {
  return one.steps.map((step, at) => {
    const name = one.steps.slice(at).find(({ deadline }) => deadline !== undefined)?.deadline;
    const deadline = name === undefined ? undefined : one.deadlines[name];
    const event = deadline && one.events[deadline.from];
    const term = deadline && event !== undefined ? deadlineAfter(deadline, event, one.calendar) : undefined;
    const { from, to: due } = term?.ok ? term.value : { from: null, to: null };
    const doneOn = one.done[step.do] ?? null;
    const reminders = due === null ? [] : remindersOf(due, one);
    return {
      step: step.do,
      by: step.by,
      to: step.to ?? [],
      clause: step.clause,
      form: step.form,
      deadline: name,
      from,
      due,
      reminders,
      doneOn,
      state: stateOf({ due, doneOn, reminders, today: one.today }),
      daysLeft: due === null ? null : dayNumber(due) - dayNumber(one.today),
    };
  });
}

function remindersOf(due: LocalDate, { remindDaysBefore, calendar }: DutyCase): LocalDate[] {
  const reminders = remindDaysBefore.map((days) => workedBefore(addDays(due, -days), calendar));
  return [...new Set(reminders)].toSorted();
}

/** In a year that nobody has entered yet every day will do: a reminder is better on a holiday than never. */
function workedBefore(day: LocalDate, calendar: Calendar): LocalDate {
  const working = isWorkingDay(calendar, day);
  if (!working.ok || working.value) return day;
  const before = addWorkingDays(calendar, day, -1);
  return before.ok ? before.value : day;
}

type Standing = Pick<Duty, "due" | "doneOn" | "reminders"> & { readonly today: LocalDate };

function stateOf({ due, doneOn, reminders, today }: Standing): DutyState {
  if (doneOn !== null) return due !== null && doneOn > due ? "late" : "done";
  if (due === null) return "later";
  if (today > due) return "overdue";
  return reminders.some((day) => day <= today) ? "soon" : "later";
}

/** The periods of an allocation that ended on or before the day, the newest first: `2025-H2`, `2025-H1`. */
export function endedPeriods(
  periods: Readonly<Record<string, { readonly endsOn: string }>>,
  today: LocalDate,
  count: number,
): { readonly period: string; readonly endsOn: LocalDate }[] {
  const year = Number(today.slice(0, 4));
  const years = Array.from({ length: count + 1 }, (_, back) => year - back);
  return years
    .flatMap((each) =>
      Object.entries(periods).map(([name, { endsOn }]) => ({ period: `${each}-${name}`, endsOn: `${each}-${endsOn}` })),
    )
    .filter(({ endsOn }) => endsOn < today)
    .toSorted((a, b) => (a.endsOn < b.endsOn ? 1 : -1))
    .slice(0, count);
}
