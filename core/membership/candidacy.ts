import { ok, type LocalDate, type Result } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { daysLate, holds, type CalendarRefusal } from "../programme/index.ts";
import {
  applicationOn,
  awaitsPayment,
  cameOn,
  effectiveDay,
  isOver,
  paidBy,
  payableOn,
  termAfter,
  type Admission,
  type AdmissionEvent,
  type Application,
  type Decision,
  type Payment,
} from "./admission.ts";

type Events = readonly AdmissionEvent[];

export type Candidacy = {
  readonly state: "checking" | "decided" | "awaiting_payment" | "member" | "lapsed" | "refused";
  readonly effective: LocalDate | null;
  readonly due: LocalDate | null;
  /** Still to pay; null where no tariff is defined. */
  readonly outstandingMinor: Minor | null;
  readonly excessMinor: Minor;
  readonly refundMinor: Minor;
  readonly cardAllowed: boolean;
};

/** How an application stands at the end of a day; null where there is none. */
export function candidacyOn(
  admission: Admission,
  events: Events,
  on: LocalDate,
): Result<Candidacy | null, CalendarRefusal> {
  const found = applicationOn(admission, events, on);
  if (!found.ok || found.value === null) return found.ok ? ok(null) : found;
  const application = found.value;
  const effective = effectiveDay(admission, application, on);
  const state = stateOf(admission, application, { on, effective });
  const isOpen = state === "decided" || state === "awaiting_payment" || state === "member";
  const figures = isOpen ? balance(admission, application, { on, effective }) : { outstandingMinor: 0, excessMinor: 0 };
  const { paymentDue: due } = application;
  const refundMinor = state === "lapsed" ? receivedBy(admission, application, on) : 0;
  return ok({ state, effective, due, ...figures, refundMinor, cardAllowed: state === "member" });
}

type Moment = { readonly on: LocalDate; readonly effective: LocalDate | null };

function stateOf(admission: Admission, application: Application, { on, effective }: Moment): Candidacy["state"] {
  if (application.decision === null) return "checking";
  if (application.decision.result === "refuse") return "refused";
  if (effective !== null) return "member";
  if (isOver(admission, application, on)) return "lapsed";
  return application.noticeReceivedOn === null ? "decided" : "awaiting_payment";
}

function balance(admission: Admission, application: Application, { on, effective }: Moment) {
  const paid = paidBy(admission, application, on);
  let outstandingMinor: Minor | null = 0;
  let excessMinor = 0;
  for (const [kind, due] of Object.entries(payableOn(admission, application, effective ?? on))) {
    const rest = due === null ? null : due - (paid[kind] ?? 0);
    outstandingMinor = rest === null || outstandingMinor === null ? null : outstandingMinor + Math.max(0, rest);
    excessMinor += Math.max(0, -(rest ?? 0));
  }
  return { outstandingMinor, excessMinor };
}

/** What is still to pay of each part on a day; empty while nothing is due. */
export function unpaidOn(
  admission: Admission,
  events: Events,
  on: LocalDate,
): Result<Readonly<Record<string, Minor>>, CalendarRefusal> {
  const found = applicationOn(admission, events, on);
  if (!found.ok) return found;
  const application = found.value;
  if (application?.decision?.result !== "admit" || isOver(admission, application, on)) return ok({});
  const day = effectiveDay(admission, application, on) ?? on;
  const paid = paidBy(admission, application, on);
  const rest = Object.entries(payableOn(admission, application, day)).map(([part, due]) => {
    return [part, Math.max(0, (due ?? 0) - (paid[part] ?? 0))] as const;
  });
  return ok(Object.fromEntries(rest.filter(([, amount]) => amount > 0)));
}

/** Money that has come in by a day, in time or not; where debits count, a transfer without a day of credit has come. */
function receivedBy({ pack }: Admission, { payments }: Application, day: LocalDate): Minor {
  const came = payments.filter((payment) => {
    const on = cameOn(payment) ?? (pack.admission.paidWhen === "debited" ? payment.on : null);
    return on !== null && on <= day;
  });
  return came.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

/** Last day of the check, which the full set of papers starts; null while it is not full. */
export function checkDue(
  admission: Admission,
  events: Events,
  on: LocalDate,
): Result<LocalDate | null, CalendarRefusal> {
  const found = applicationOn(admission, events, on);
  if (!found.ok) return found;
  const from = found.value?.completeOn ?? null;
  return from === null ? ok(null) : termAfter(admission, admission.pack.admission.check, from);
}

export type DecisionAnswer = {
  readonly accepted: boolean;
  readonly reason: string | null;
  readonly noticeDue: LocalDate | null;
  readonly lateDays: number;
  readonly appealTo: readonly string[];
  readonly awaitsPayment: boolean;
};

/** Whether a decision may be recorded, and what follows from it. A late one stands. */
export function decideOn(
  admission: Admission,
  events: Events,
  decision: Decision,
): Result<DecisionAnswer, CalendarRefusal> {
  const { appealTo, notice } = admission.pack.admission;
  const found = applicationOn(admission, events, decision.on);
  const checked = checkDue(admission, events, decision.on);
  if (!found.ok) return found;
  if (!checked.ok) return checked;
  const reason = found.value?.decision ? "already_decided" : faultOf(admission, decision);
  if (reason !== null) {
    return ok({ accepted: false, reason, noticeDue: null, lateDays: 0, appealTo, awaitsPayment: false });
  }
  const noticeDue = termAfter(admission, notice, decision.on);
  if (!noticeDue.ok) return noticeDue;
  const lateDays = checked.value === null ? 0 : daysLate(checked.value, decision.on);
  const awaits = awaitsPayment(admission, decision);
  return ok({ accepted: true, reason, noticeDue: noticeDue.value, lateDays, appealTo, awaitsPayment: awaits });
}

function faultOf({ pack, candidate }: Admission, { body, result, grounds }: Decision): string | null {
  const { decidedBy, reserved, grounds: known } = pack.admission;
  if (!decidedBy.includes(body)) return "body_not_authorised";
  const other = reserved.find((rule) => rule.body !== body && holds(rule.when, candidate));
  if (other) return other.code;
  const clauses = known.map(({ clause }) => clause);
  const stated = grounds.length > 0 && grounds.every((ground) => clauses.includes(ground));
  return result === "refuse" && !stated ? "grounds_required" : null;
}

/** Whether a notice went out in time; null when nothing has been decided. */
export function noticeTiming(
  admission: Admission,
  events: Events,
  sentOn: LocalDate,
): Result<{ readonly due: LocalDate; readonly daysLate: number } | null, CalendarRefusal> {
  const found = applicationOn(admission, events, sentOn);
  if (!found.ok) return found;
  const decision = found.value?.decision;
  if (!decision) return ok(null);
  const due = termAfter(admission, admission.pack.admission.notice, decision.on);
  return due.ok ? ok({ due: due.value, daysLate: daysLate(due.value, sentOn) }) : due;
}

/** Why money is not taken: the term is over, or nothing is due yet. */
export function paymentRefusal(
  admission: Admission,
  events: Events,
  { on }: Payment,
): Result<"window_closed" | "payment_not_due" | null, CalendarRefusal> {
  const found = applicationOn(admission, events, on);
  if (!found.ok) return found;
  if (!found.value?.decision) return ok("payment_not_due");
  const { paymentDue } = found.value;
  const isLate = paymentDue !== null && on > paymentDue;
  return ok(isLate || isOver(admission, found.value, on) ? "window_closed" : null);
}
