import { ok, type LocalDate, type Result } from "../kernel/index.ts";
import { roundHalfUp } from "../money/index.ts";
import type { Calendar, CalendarRefusal } from "../programme/index.ts";
import { termDue } from "./complaint.ts";
import type { ServicePack, ServiceReason } from "./pack.ts";

/** Whether a rating is recorded. To decline is no fault, and the service is done either way. */
export function judgeFeedback(
  { feedback }: ServicePack,
  { rating, declined }: { readonly rating: number | null; readonly declined: boolean },
): { readonly recorded: boolean; readonly reason: ServiceReason | null } {
  if (declined || rating === null) return { recorded: false, reason: null };
  const [low, high] = feedback.scale;
  const fits = Number.isInteger(rating) && low <= rating && rating <= high;
  return fits ? { recorded: true, reason: null } : { recorded: false, reason: "rating_out_of_range" };
}

/** Whether a need is recorded: one that was not met says why, and goes to the redesign list. */
export function judgeNeed({ satisfied, why }: { readonly satisfied: boolean; readonly why: string }): {
  readonly recorded: boolean;
  readonly reason: ServiceReason | null;
  readonly forRedesign: boolean;
} {
  if (!satisfied && why.trim() === "") return { recorded: false, reason: "reason_required", forRedesign: false };
  return { recorded: true, reason: null, forRedesign: !satisfied };
}

export type Interaction = {
  readonly on: LocalDate;
  readonly mode: string;
  readonly rating: number | null;
  readonly refusal: { readonly clause: string | null } | null;
  readonly unmetNeed: boolean;
};
export type Handled = { readonly received: LocalDate; readonly answered: LocalDate | null };
export type ServiceLog = { readonly interactions: readonly Interaction[]; readonly complaints: readonly Handled[] };

export type Indicators = {
  readonly interactions: number;
  readonly ratings: number;
  /** Hundredths; null without ratings. */
  readonly satisfactionHundredths: number | null;
  readonly complaints: number;
  readonly answered: number;
  readonly answeredOnTime: number;
  /** Tenths of a per cent of those answered or overdue; null when there are none. */
  readonly onTimePermille: number | null;
  readonly overdueOpen: number;
  readonly refusals: number;
  readonly refusalsWithClause: number;
  readonly unmetNeeds: number;
  readonly assisted: number;
};

export type Span = { readonly from: LocalDate; readonly to: LocalDate; readonly asOf: LocalDate };

/** The standard's figures for a period, both ends included; of units, never of persons. */
export function indicatorsOf(
  { pack, calendar }: { readonly pack: ServicePack; readonly calendar: Calendar },
  log: ServiceLog,
  { from, to, asOf }: Span,
): Result<Indicators, CalendarRefusal> {
  const within = (day: LocalDate) => from <= day && day <= to;
  const visits = log.interactions.filter(({ on }) => within(on));
  const ratings = visits.flatMap(({ rating }) => (rating === null ? [] : [rating]));
  const complaints = log.complaints.filter(({ received }) => within(received));
  let answeredOnTime = 0;
  let overdueOpen = 0;
  for (const { received, answered } of complaints) {
    const due = termDue(pack, { term: pack.complaints.term, from: received }, calendar);
    if (!due.ok) return due;
    if (answered !== null && answered <= due.value) answeredOnTime += 1;
    if (answered === null && due.value < asOf) overdueOpen += 1;
  }
  const answered = complaints.filter((one) => one.answered !== null).length;
  const refusals = visits.flatMap(({ refusal }) => (refusal === null ? [] : [refusal]));
  return ok({
    interactions: visits.length,
    ratings: ratings.length,
    satisfactionHundredths: ratioOf(100 * sumOf(ratings), ratings.length),
    complaints: complaints.length,
    answered,
    answeredOnTime,
    onTimePermille: ratioOf(1000 * answeredOnTime, answered + overdueOpen),
    overdueOpen,
    refusals: refusals.length,
    refusalsWithClause: refusals.filter(({ clause }) => clause !== null).length,
    unmetNeeds: visits.filter(({ unmetNeed }) => unmetNeed).length,
    assisted: visits.filter(({ mode }) => mode !== pack.indicators.selfService).length,
  });
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const ratioOf = (part: number, whole: number) => (whole === 0 ? null : roundHalfUp(part, whole));

/** Units that have handed in nothing, or nothing signed. */
export function unitsMissing(units: readonly string[], signedBy: Readonly<Record<string, string>>): string[] {
  return units.filter((unit) => (signedBy[unit] ?? "").trim() === "");
}
