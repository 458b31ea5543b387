import type { LocalDate, Result } from "../kernel/index.ts";
import { ok } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { addDays, type Facts } from "../offer/index.ts";
import { dueAfter, type Calendar, type CalendarRefusal } from "../programme/index.ts";
import { entryDues } from "./fee.ts";
import { calendarOf, type MembershipPack } from "./pack.ts";

export type Decision = {
  readonly kind: "decided";
  readonly on: LocalDate;
  readonly body: string;
  readonly result: "admit" | "refuse";
  readonly grounds: readonly string[];
};
export type Payment = {
  readonly kind: "paid";
  /** For a transfer the day it is ordered. */
  readonly on: LocalDate;
  readonly part: string;
  readonly amountMinor: Minor;
  readonly method: "cash" | "card" | "bank_transfer";
  /** Day a transfer arrives; null while it has not, and for money paid at the desk. */
  readonly creditedOn: LocalDate | null;
};
/** What happened to an application, with its day. State is computed from these and from nothing else. */
export type AdmissionEvent =
  | { readonly kind: "documents-received"; readonly on: LocalDate; readonly complete: boolean }
  | Decision
  | { readonly kind: "notice-sent" | "notice-received" | "registered"; readonly on: LocalDate }
  | Payment;

/** Rules, calendar and candidate. */
export type Admission = { readonly pack: MembershipPack; readonly calendar: Calendar; readonly candidate: Facts };

export type Application = {
  readonly completeOn: LocalDate | null;
  readonly decision: Decision | null;
  readonly noticeReceivedOn: LocalDate | null;
  readonly paymentDue: LocalDate | null;
  readonly payments: readonly Payment[];
};

const blank: Application = {
  completeOn: null,
  decision: null,
  noticeReceivedOn: null,
  paymentDue: null,
  payments: [],
};

const order: readonly AdmissionEvent["kind"][] = [
  "documents-received",
  "decided",
  "notice-sent",
  "notice-received",
  "paid",
  "registered",
];

/** The application as it stands at the end of a day, or null before there is one. Recording order does not matter. */
export function applicationOn(
  admission: Admission,
  events: readonly AdmissionEvent[],
  on: LocalDate,
): Result<Application | null, CalendarRefusal> {
  let current: Application | null = null;
  const past = events
    .filter((event) => event.on <= on)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : order.indexOf(a.kind) - order.indexOf(b.kind)));
  for (const event of past) {
    const next: Result<Application | null, CalendarRefusal> = after(admission, current, event);
    if (!next.ok) return next;
    current = next.value;
  }
  return ok(current);
}

function after(
  admission: Admission,
  application: Application | null,
  event: AdmissionEvent,
): Result<Application | null, CalendarRefusal> {
  switch (event.kind) {
    case "documents-received": {
      const opens = application === null || isOver(admission, application, event.on);
      const current = opens ? blank : application;
      return ok({ ...current, completeOn: current.completeOn ?? (event.complete ? event.on : null) });
    }
    case "decided":
      return ok(application?.decision ? application : { ...(application ?? blank), decision: event });
    case "notice-received":
      return received(admission, application, event.on);
    case "paid":
      return ok(application && { ...application, payments: [...application.payments, event] });
    case "notice-sent":
    case "registered":
      return ok(application);
  }
}

function received(
  admission: Admission,
  application: Application | null,
  on: LocalDate,
): Result<Application | null, CalendarRefusal> {
  if (!application?.decision || application.noticeReceivedOn !== null) return ok(application);
  if (!awaitsPayment(admission, application.decision)) return ok({ ...application, noticeReceivedOn: on });
  const due = termAfter(admission, admission.pack.admission.payment, on);
  return due.ok ? ok({ ...application, noticeReceivedOn: on, paymentDue: due.value }) : due;
}

export function termAfter(
  { pack, calendar }: Admission,
  term: string,
  from: LocalDate,
): Result<LocalDate, CalendarRefusal> {
  const found = pack.terms[term];
  if (!found) throw new Error(`invariant: no term ${term}`);
  return dueAfter(found, from, calendarOf(pack, calendar));
}

/** Whether an admission becomes membership by payment only. */
export function awaitsPayment(admission: Admission, { result, on }: Decision): boolean {
  return result === "admit" && Object.values(duesOn(admission, on)).some((due) => due !== 0);
}

export function duesOn({ pack, candidate }: Admission, on: LocalDate): Readonly<Record<string, Minor | null>> {
  return entryDues(pack, { ...candidate, on });
}

/** Refused, or admitted and not paid for in time. */
export function isOver(admission: Admission, application: Application, on: LocalDate): boolean {
  const { decision, paymentDue } = application;
  if (decision === null) return false;
  if (decision.result === "refuse") return true;
  return paymentDue !== null && on > paymentDue && effectiveDay(admission, application, on) === null;
}

/** Dues on a day: the tariff of that day, or of the decision. */
export function payableOn(
  admission: Admission,
  { decision }: Application,
  day: LocalDate,
): Readonly<Record<string, Minor | null>> {
  return duesOn(admission, admission.pack.admission.feeOn === "decision" ? (decision?.on ?? day) : day);
}

/** First day of membership: the day on which each part is covered in full, inside the term. Null before it. */
export function effectiveDay(admission: Admission, application: Application, on: LocalDate): LocalDate | null {
  const { decision, paymentDue } = application;
  if (decision?.result !== "admit") return null;
  const last = paymentDue !== null && paymentDue < on ? paymentDue : on;
  for (let day = decision.on; day <= last; day = addDays(day, 1)) {
    const dues = payableOn(admission, application, day);
    const paid = paidBy(admission, application, day);
    if (Object.entries(dues).every(([kind, due]) => due !== null && (paid[kind] ?? 0) >= due)) return day;
  }
  return null;
}

/** Money that counts by a day, by kind. */
export function paidBy(
  { pack }: Admission,
  { payments }: Application,
  day: LocalDate,
): Readonly<Record<string, Minor>> {
  const paid: Record<string, Minor> = {};
  for (const payment of payments) {
    const { on, part, amountMinor } = payment;
    const counts = pack.admission.paidWhen === "credited" ? cameOn(payment) : on;
    if (counts !== null && counts <= day) paid[part] = (paid[part] ?? 0) + amountMinor;
  }
  return paid;
}

/** The day the association has the money; null while a transfer is on its way. */
export function cameOn({ on, method, creditedOn }: Payment): LocalDate | null {
  return method === "bank_transfer" ? creditedOn : on;
}
