import { termWorking, type CalendarRefusal, type Term, type TermWorking } from "../calendar/index.ts";
import type { LocalDate, Result } from "../kernel/index.ts";
import { daysLate } from "../programme/index.ts";
import {
  applicationOn,
  awaitsPayment,
  isOver,
  type Admission,
  type AdmissionEvent,
  type Application,
} from "./admission.ts";
import { candidacyOn, type Candidacy } from "./candidacy.ts";
import { calendarOf } from "./pack.ts";

/** A term of an application: what started it, how its last day is counted, and whether it was kept. */
export type Deadline = {
  readonly term: string;
  readonly rule: Term;
  readonly from: LocalDate;
  /** A year without a calendar is said instead of a day. */
  readonly working: Result<TermWorking, CalendarRefusal>;
  readonly doneOn: LocalDate | null;
  /** Calendar days past the last day: of what was done, or by today while it is not. */
  readonly daysLate: number;
};

/** What somebody has to do now, by the name of the event that will record it. */
export type NextStep = "documents-received" | "decided" | "notice-sent" | "notice-received" | "paid" | "registered";

export type Plan = {
  readonly candidacy: Result<Candidacy | null, CalendarRefusal>;
  readonly deadlines: readonly Deadline[];
  /** Null once nothing is left to do. */
  readonly next: NextStep | null;
};

type Events = readonly AdmissionEvent[];

/** Where an application stands on a day, the terms that run or ran in it, and what comes next. */
export function planOf(admission: Admission, events: Events, on: LocalDate): Plan {
  const found = applicationOn(admission, events, on);
  if (!found.ok) return { candidacy: found, deadlines: termsOf(admission, null, { events, on }), next: null };
  const application = found.value;
  const candidacy = candidacyOn(admission, events, on);
  return {
    candidacy,
    deadlines: termsOf(admission, application, { events, on }),
    next: nextOf(admission, application, { events, on }),
  };
}

type Moment = { readonly events: Events; readonly on: LocalDate };

function termsOf(admission: Admission, application: Application | null, moment: Moment): Deadline[] {
  const { check, notice, payment } = admission.pack.admission;
  const { completeOn = null, decision = null, noticeReceivedOn = null } = application ?? openTerms(moment);
  const pays = decision !== null && awaitsPayment(admission, decision);
  // A notice that was received had been sent.
  const told = dayOf(moment, "notice-sent") ?? noticeReceivedOn;
  const member = application && candidacyOf(admission, moment)?.effective;
  return [
    deadline(admission, moment, { term: check, from: completeOn, doneOn: decision?.on ?? null }),
    deadline(admission, moment, { term: notice, from: decision?.on ?? null, doneOn: told }),
    deadline(admission, moment, { term: payment, from: pays ? noticeReceivedOn : null, doneOn: member ?? null }),
  ].flatMap((one) => (one ? [one] : []));
}

/** Where a missing year keeps the application from being told, its terms still say which year that is. */
function openTerms({ events }: Moment): Partial<Pick<Application, "completeOn" | "decision" | "noticeReceivedOn">> {
  const complete = events.find((event) => event.kind === "documents-received" && event.complete);
  const decision = events.find((event) => event.kind === "decided") ?? null;
  const received = events.find((event) => event.kind === "notice-received");
  return { completeOn: complete?.on ?? null, decision, noticeReceivedOn: received?.on ?? null };
}

type Asked = { readonly term: string; readonly from: LocalDate | null; readonly doneOn: LocalDate | null };

function deadline({ pack, calendar }: Admission, { on }: Moment, { term, from, doneOn }: Asked): Deadline | null {
  const rule = pack.terms[term];
  if (from === null || !rule) return null;
  const working = termWorking(rule, from, calendarOf(pack, calendar));
  const late = working.ok ? daysLate(working.value.due, doneOn ?? on) : 0;
  return { term, rule, from, working, doneOn, daysLate: late };
}

function nextOf(admission: Admission, application: Application | null, moment: Moment): NextStep | null {
  if (application?.decision) return afterDecision(admission, application, moment);
  return application?.completeOn ? "decided" : "documents-received";
}

function afterDecision(admission: Admission, application: Application, moment: Moment): NextStep | null {
  if (dayOf(moment, "notice-sent") === null && application.noticeReceivedOn === null) return "notice-sent";
  if (application.decision?.result !== "admit") return null;
  const found = candidacyOf(admission, moment);
  if (found?.state === "member") return dayOf(moment, "registered") === null ? "registered" : null;
  if (application.noticeReceivedOn === null) return "notice-received";
  return isOver(admission, application, moment.on) ? "documents-received" : "paid";
}

function candidacyOf(admission: Admission, { events, on }: Moment): Candidacy | null {
  const found = candidacyOn(admission, events, on);
  return found.ok ? found.value : null;
}

/** The last day on which this was recorded of the present application. */
function dayOf({ events, on }: Moment, kind: AdmissionEvent["kind"]): LocalDate | null {
  const days = events.filter((event) => event.kind === kind && event.on <= on).map((event) => event.on);
  return days.toSorted().at(-1) ?? null;
}

/** The last day for the next step; null where no term runs for it, or its year has no calendar. */
export function dueOf({ pack: { admission } }: Admission, { next, deadlines }: Plan): LocalDate | null {
  const terms: Partial<Record<NextStep, string>> = {
    decided: admission.check,
    "notice-sent": admission.notice,
    paid: admission.payment,
  };
  const found = deadlines.find(({ term }) => next !== null && term === terms[next]);
  return found?.working.ok ? found.working.value.due : null;
}
