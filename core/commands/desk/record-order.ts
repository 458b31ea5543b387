import type { OrderInput, OrderRow, Refusal } from "../../contract/index.ts";
import { dateOf, ok, present, type LocalDate, type Result } from "../../kernel/index.ts";
import { checkCampaign } from "../../organiser/index.ts";
import type { DeskOrder, Pack } from "../../programme/index.ts";
import type { Ground } from "../../offer/index.ts";
import { formatDate } from "../../text/index.ts";
import { localNow, packSayBare, record, refusal, type Context } from "../context.ts";
import { factOfRequest } from "../payment/stored-receipts.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { deskOf } from "./desk-words.ts";
import { boundsOf, clauseOf, offerOf, viewOrder } from "./order-view.ts";
import { allOrders, OrderBody, orderRef } from "./orders-on-file.ts";

export type RecordOrder = { readonly requestId: string; readonly order: OrderInput };

/**
 * Records a signed order of the organiser. One that is out of the document's bounds, lacks a signature or a report,
 * came too late or has run out changes no price: it is refused with the clause. The same `requestId` again answers the
 * same order.
 */
export function recordOrder(ports: Ports, context: Context, input: RecordOrder): Result<OrderRow, Refusal> {
  const here = deskOf(context);
  const kind = here?.desk.orders.find((one) => one.kind === input.order.kind);
  if (!here || !kind) return refusal(context, "invalid-input", { params: { detail: "order.kind" } });
  const { pack } = here;
  const today = dateOf(localNow(context));
  const repeated = factOfRequest(ports, input.requestId);
  if (repeated) {
    const known = allOrders(ports, pack).find(({ entry }) => entry.fact.id === repeated.fact.id);
    return known
      ? ok(viewOrder(context, known, today))
      : refusal(context, "invalid-input", { params: { detail: "requestId" } });
  }
  const checked = checkOrder(ports, context, { pack, kind, order: input.order, today });
  if (!checked.ok) return checked;
  const { number: orderNumber, rateBp, sessions, scale, combine, ...paper } = input.order;
  const values = valuesOf(kind, { rateBp, sessions, scale, combine });
  const { requestId } = input;
  const operator = present(context.operator, "operator").name;
  const body: OrderBody = {
    ...paper,
    ...values,
    clause: clauseOf(pack, kind.kind),
    orderNumber,
    requestId,
    programme: pack.pack.id,
    operator,
  };
  const refs = [orderRef(pack.pack.id), `request:${requestId}`];
  const entry = record(ports, context, { kind: "order-recorded", body: toJson(body), refs });
  return ok(viewOrder(context, { entry, body, withdrawn: false }, today));
}

/** The values that orders of this kind set, and no others. */
function valuesOf(
  { value }: DeskOrder,
  { rateBp, sessions, scale, combine }: Pick<OrderInput, "rateBp" | "sessions" | "scale" | "combine">,
): Pick<OrderBody, "rateBp" | "sessions" | "scale" | "combine"> {
  if (value === "rate") return rateBp === undefined ? {} : { rateBp };
  if (value === "sessions") return sessions === undefined ? {} : { sessions };
  if (value === "scale") return scale === undefined ? {} : { scale };
  return combine === undefined ? {} : { combine };
}

type Checked = {
  readonly pack: Pack;
  readonly kind: DeskOrder;
  readonly order: OrderInput;
  readonly today: LocalDate;
};

function checkOrder(ports: Ports, context: Context, about: Checked): Result<null, Refusal> {
  const { pack, kind, order, today } = about;
  const { say } = context;
  if (Object.keys(valuesOf(kind, order)).length === 0) return notFilled(context, "value");
  if (kind.services && order.services.length === 0) return notFilled(context, "services");
  if (order.to < order.from) return notFilled(context, "dates");
  const clause = pack.campaigns?.clause ?? "";
  if (order.to < today) {
    return refused(context, [say("desk.order.over", { date: formatDate(order.to) })], { clause });
  }
  if (order.decision.on > today) return refused(context, [say("desk.order.unsigned")], { clause });
  const campaign = checkCampaign(pack, campaignOf(ports, about), ports.calendars.of(pack.pack.calendar));
  if (!campaign.ok) return refusal(context, "calendar-missing", { params: { year: campaign.refusal.year } });
  const grounds = [...(campaign.value?.errors ?? []), ...ownGrounds(about)];
  const distinct = grounds.filter(({ code }, at) => grounds.findIndex((one) => one.code === code) === at);
  const [first] = distinct;
  if (!first) return ok(null);
  const reasons = distinct.map((ground) => groundText(context, ground));
  const { submitted, decided } = pack.campaigns?.grounds ?? {};
  const isLate = distinct.some((ground) => ground === submitted || ground === decided);
  const latest = isLate ? campaign.value?.latest : undefined;
  return refused(context, reasons, {
    clause: first.clause,
    codes: distinct.map(({ code }) => code).join(" "),
    ...(latest === undefined ? {} : { latest }),
  });
}

/** What the campaign's rules do not look at: bounds of a table, the report that an offer waits for. */
function ownGrounds({ pack, kind, order }: Checked): Ground[] {
  const grounds = pack.explain.orders;
  const offer = offerOf(pack, kind.kind);
  if (!grounds || !offer?.order) return [];
  const { least, most } = boundsOf(pack, kind.kind);
  const outside = figuresOf(order).some((value) => value < least || (most !== null && value > most));
  const isTable = typeof offer.order.most !== "number";
  return [
    ...(isTable && outside ? [grounds.range] : []),
    ...(offer.order.evidence === true && !order.evidence ? [grounds.evidence] : []),
  ];
}

function figuresOf({ rateBp, sessions, scale }: OrderInput): number[] {
  if (scale) return scale.map((step) => step.rateBp);
  return [rateBp ?? sessions ?? 0];
}

function campaignOf(ports: Ports, { pack, order }: Checked) {
  const earlier = allOrders(ports, pack)
    .filter(({ body, withdrawn }) => !withdrawn && body.kind === order.kind)
    .map(({ body }) => body.from);
  return {
    rule: order.kind,
    from: order.from,
    to: order.to,
    submittedOn: order.submittedOn,
    signOffs: order.signOffs,
    decision: order.decision,
    published: order.published,
    responsible: order.responsible !== "",
    earlier,
    values: order.combine ? [] : figuresOf(order),
    reportWorkingDays: order.evidence ? order.reportWorkingDays : null,
  };
}

function groundText(context: Context, { clause, message }: Ground): string {
  const text = packSayBare(context, { key: message, params: { clause } });
  return context.say("clause.after", { text, clause });
}

function notFilled(context: Context, what: string) {
  return refusal(context, "order-incomplete", { params: { what: context.say(`desk.order.${what}`) } });
}

function refused(
  context: Context,
  reasons: readonly string[],
  more: { readonly clause: string; readonly codes?: string; readonly latest?: LocalDate },
) {
  const { clause, codes = "", latest } = more;
  const late = latest === undefined ? "" : context.say("desk.order.latest", { date: formatDate(latest) });
  const details = { codes, ...(latest === undefined ? {} : { latest }) };
  const params = { reasons: reasons.join("; "), late };
  return refusal(context, "order-refused", { params, clause, details });
}
