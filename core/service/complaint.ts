import { ok, type LocalDate, type Result } from "../kernel/index.ts";
import { addDays } from "../offer/index.ts";
import { daysLate, dueAfter, nearestWorkingDay, type Calendar, type CalendarRefusal } from "../programme/index.ts";
import type { ServicePack, ServiceReason } from "./pack.ts";

/** A request of the register. Days are local to the programme; the clock started where the desk took it. */
export type Complaint = {
  readonly number: string;
  readonly receivedOn: LocalDate;
  readonly due: LocalDate;
  /** Day on which the client was told of the extension. */
  readonly extendedOn: LocalDate | null;
  readonly answeredOn: LocalDate | null;
};

export type ComplaintDates = { readonly due: LocalDate; readonly workBy: LocalDate };

/** The legal last day, and the last working day not after it: the answer is prepared by then. */
export function complaintDates(
  pack: ServicePack,
  receivedOn: LocalDate,
  calendar: Calendar,
): Result<ComplaintDates, CalendarRefusal> {
  const due = termDue(pack, { term: pack.complaints.term, from: receivedOn }, calendar);
  if (!due.ok) return due;
  const workBy = nearestWorkingDay(due.value, "previous", calendar);
  return workBy.ok ? ok({ due: due.value, workBy: workBy.value }) : workBy;
}

/** Last day of one of the pack's terms. */
export function termDue(
  { terms }: ServicePack,
  { term, from }: { readonly term: string; readonly from: LocalDate },
  calendar: Calendar,
): Result<LocalDate, CalendarRefusal> {
  const found = terms[term];
  if (!found) throw new Error(`invariant: no term ${term}`);
  return dueAfter(found, from, calendar);
}

/** Registers a complaint with its number at once, connected or not: the number is the desk's own. */
export function register(
  pack: ServicePack,
  { desk, nth, on }: { readonly desk: string; readonly nth: number; readonly on: LocalDate },
  calendar: Calendar,
): Result<Complaint & ComplaintDates, CalendarRefusal> {
  const dates = complaintDates(pack, on, calendar);
  if (!dates.ok) return dates;
  return ok({ number: `${desk}-${nth}`, receivedOn: on, ...dates.value, extendedOn: null, answeredOn: null });
}

export type Step = { readonly complaint: Complaint; readonly reason: ServiceReason | null };

/** Adds the extension once, if there is one and the client is told in time. */
export function extend({ complaints }: ServicePack, complaint: Complaint, toldOn: LocalDate): Step {
  const { extensionDays } = complaints;
  if (extensionDays === 0 || complaint.extendedOn !== null) return { complaint, reason: "extension_not_provided" };
  if (toldOn > complaint.due) return { complaint, reason: "client_told_too_late" };
  const due = addDays(complaint.due, extensionDays);
  return { complaint: { ...complaint, due, extendedOn: toldOn }, reason: null };
}

export type Reply = {
  readonly on: LocalDate;
  readonly reasoned: boolean;
  readonly clause: string | null;
  readonly plain: boolean;
};

const faults = {
  reasoned: "reasoned_answer_required",
  clause: "clause_required",
  plain: "plain_answer_required",
} as const;

/** Closes a complaint with an answer that is reasoned, plain and names its rule; any other leaves it open. */
export function reply(
  { complaints }: ServicePack,
  complaint: Complaint,
  given: Reply,
): Step & { readonly daysLate: number } {
  const has = { reasoned: given.reasoned, clause: (given.clause ?? "").trim() !== "", plain: given.plain };
  const lacking = complaints.answerNeeds.find((need) => !has[need]);
  const late = daysLate(complaint.due, given.on);
  if (lacking) return { complaint, reason: faults[lacking], daysLate: late };
  const answeredOn = complaint.answeredOn ?? given.on;
  return { complaint: { ...complaint, answeredOn }, reason: null, daysLate: late };
}

/** What the client sees of his request on a day. */
export function requestOn(
  { answeredOn, due }: Complaint,
  on: LocalDate,
): { readonly state: "open" | "answered"; readonly due: LocalDate; readonly overdue: boolean } {
  const state = answeredOn !== null && answeredOn <= on ? "answered" : "open";
  return { state, due, overdue: state === "open" && on > due };
}
