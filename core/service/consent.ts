import { ok, type LocalDate, type Result } from "../kernel/index.ts";
import type { Calendar, CalendarRefusal } from "../programme/index.ts";
import { termDue } from "./complaint.ts";
import type { ServicePack, ServiceReason } from "./pack.ts";

/** What the client did about one purpose, in the order it was recorded. */
export type ConsentEntry = {
  readonly kind: "given" | "withdrawn";
  readonly purpose: string;
  readonly on: LocalDate;
};

export type ConsentGiven = {
  readonly purpose: string;
  readonly given: "yes" | "no" | "silent" | "preticked";
  readonly form: "separate" | "inside_other_document";
  readonly on: LocalDate;
  /** Other purposes in the same paper. */
  readonly together: readonly string[];
};

/** Whether a consent counts. Silence is none, and some purposes need a paper of their own. */
export function judgeConsent(
  { consents }: ServicePack,
  { purpose, given, form, on, together }: ConsentGiven,
): { readonly valid: boolean; readonly reason: ServiceReason | null } {
  if (given === "no") return { valid: false, reason: null };
  if (given !== "yes") return { valid: false, reason: "silence_is_not_consent" };
  const { separateFrom = null } = consents.purposes[purpose] ?? {};
  const mustBeAlone = separateFrom === null || on >= separateFrom;
  const isAlone = form === "separate" && together.length === 0;
  return mustBeAlone && !isAlone
    ? { valid: false, reason: "separate_document_required" }
    : { valid: true, reason: null };
}

/** From the day of a valid consent until the day before its withdrawal. */
export function mayUse(ledger: readonly ConsentEntry[], purpose: string, on: LocalDate): boolean {
  const past = ledger.filter((entry) => entry.purpose === purpose && entry.on <= on);
  return past.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).at(-1)?.kind === "given";
}

export type Withdrawal = {
  readonly stopsOn: LocalDate;
  readonly destroyBy: LocalDate;
  readonly stopDistributionBy: LocalDate | null;
};

/** What a withdrawal sets going: use stops the same day. */
export function withdrawalOf(
  pack: ServicePack,
  { purpose, on }: { readonly purpose: string; readonly on: LocalDate },
  calendar: Calendar,
): Result<Withdrawal, CalendarRefusal> {
  const { withdrawal, purposes } = pack.consents;
  const destroyBy = termDue(pack, { term: withdrawal, from: on }, calendar);
  if (!destroyBy.ok) return destroyBy;
  const stop = purposes[purpose]?.stop;
  if (stop === undefined) return ok({ stopsOn: on, destroyBy: destroyBy.value, stopDistributionBy: null });
  const stopBy = termDue(pack, { term: stop, from: on }, calendar);
  return stopBy.ok ? ok({ stopsOn: on, destroyBy: destroyBy.value, stopDistributionBy: stopBy.value }) : stopBy;
}
