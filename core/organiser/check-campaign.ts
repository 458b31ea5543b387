import { addWorkingDays, type Calendar, type CalendarRefusal } from "../calendar/index.ts";
import { ok, type LocalDate, type Result } from "../kernel/index.ts";
import { addDays, dayNumber, type Ground } from "../offer/index.ts";
import type { CampaignRules } from "./campaign-rules.ts";

export type Campaign = {
  readonly rule: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly submittedOn: LocalDate;
  readonly signOffs: Readonly<Record<string, LocalDate>>;
  readonly decision: { readonly on: LocalDate; readonly by: string } | null;
  readonly published: readonly string[];
  readonly responsible: boolean;
  /** First days of earlier campaigns of the same rule. */
  readonly earlier: readonly LocalDate[];
  /** Rates in basis points, or numbers of sessions, that the order sets. */
  readonly values: readonly number[];
  readonly reportWorkingDays: number | null;
};

export type CampaignCheck = {
  readonly errors: readonly Ground[];
  /** Last day on which papers and decision are in time. */
  readonly latest: LocalDate;
  readonly reportDue: LocalDate;
};

/** What a campaign is checked against: its rules, and the bounds that offers set their orders. */
export type CampaignPack = {
  readonly campaigns?: CampaignRules | undefined;
  readonly offers: readonly { readonly order?: OrderBounds | undefined }[];
};
type OrderBounds = { readonly kind: string; readonly least: number; readonly most: unknown };

/** Everything that keeps a campaign's order from coming into force. */
export function checkCampaign(
  pack: CampaignPack,
  campaign: Campaign,
  calendar: Calendar,
): Result<CampaignCheck | null, CalendarRefusal> {
  const rules = pack.campaigns;
  if (!rules) return ok(null);
  const { from, to, decision, signOffs } = campaign;
  const before = addWorkingDays(calendar, from, -rules.leadWorkingDays);
  if (!before.ok) return before;
  const latest = addDays(before.value, -1);
  const { days, oncePerQuarter, report } = rules.rules[campaign.rule] ?? {};
  const [least, most] = boundsOf(pack, campaign.rule);
  const { grounds } = rules;
  const length = dayNumber(to) - dayNumber(from) + 1;
  const window = campaign.reportWorkingDays;
  const signed = rules.approvals.every((who) => signOffs[who] !== undefined);
  const decided = decision !== null && rules.decidedBy.includes(decision.by);
  const outside = ([low, high]: readonly [number, number], value: number) => value < low || value > high;
  const faults: readonly (readonly [boolean, Ground])[] = [
    [days !== undefined && outside(days, length), grounds.duration],
    [campaign.values.some((value) => outside([least, most], value)), grounds.value],
    [campaign.submittedOn > latest, grounds.submitted],
    [decision !== null && decision.on > latest, grounds.decided],
    [!signed || !decided, grounds.approval],
    [decision !== null && Object.values(signOffs).some((on) => decision.on < on), grounds.order],
    [
      oncePerQuarter === true && campaign.earlier.some((first) => quarterOf(first) === quarterOf(from)),
      grounds.quarter,
    ],
    [rules.publish.some((place) => !campaign.published.includes(place)), grounds.published],
    [!campaign.responsible, grounds.responsible],
    [report !== undefined && window === null, grounds.evidence],
    [report !== undefined && window !== null && outside(report, window), grounds.window],
  ];
  const errors = faults.flatMap(([isFault, ground]) => (isFault ? [ground] : []));
  return ok({ errors, latest, reportDue: addDays(to, rules.reportDays) });
}

/** Bounds that the pack sets an order of this kind. */
function boundsOf({ offers }: CampaignPack, kind: string): readonly [number, number] {
  const order = offers.find((offer) => offer.order?.kind === kind)?.order;
  if (!order || typeof order.most !== "number") return [0, Infinity];
  return [order.least, order.most];
}

function quarterOf(date: LocalDate): string {
  return `${date.slice(0, 4)}-${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}
