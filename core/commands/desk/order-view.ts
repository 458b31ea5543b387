import type { OrderKindView, OrderRow } from "../../contract/index.ts";
import type { LocalDate } from "../../kernel/index.ts";
import type { DeskOrder, Pack } from "../../programme/index.ts";
import { formatMoney, formatPercent } from "../../text/index.ts";
import { packOf, type Context } from "../context.ts";
import { deskWords } from "./desk-words.ts";
import type { OrderBody, OrderOnFile } from "./orders-on-file.ts";

/** A recorded order as a row of a list. */
export function viewOrder(context: Context, { entry, body, withdrawn }: OrderOnFile, today: LocalDate): OrderRow {
  const { pack } = packOf(context);
  const known = pack.desk?.orders.find(({ kind }) => kind === body.kind);
  const { kind, orderNumber, date, from, to, operator } = body;
  return {
    id: entry.fact.id,
    kind,
    clause: clauseOf(pack, kind),
    title: known?.title[context.locale] ?? kind,
    number: orderNumber,
    date,
    from,
    to,
    value: valueText(context, body),
    state: withdrawn ? "withdrawn" : today < from ? "coming" : today > to ? "over" : "in-force",
    operator,
    at: entry.fact.at,
  };
}

type Values = Pick<OrderBody, "rateBp" | "sessions" | "scale" | "combine">;

/** What an order sets, in words; each step of a scale on a line of its own. */
export function valueText(context: Context, { rateBp, sessions, scale, combine }: Values): string {
  const { say, locale } = context;
  if (rateBp !== undefined) return formatPercent(rateBp, locale);
  if (sessions !== undefined) return say("desk.order.sessions", { count: sessions });
  if (scale) {
    const steps = scale.map(({ fromMinor, rateBp: rate }) => {
      return say("desk.order.step", { from: formatMoney(fromMinor, locale), rate: formatPercent(rate, locale) });
    });
    return steps.join("\n");
  }
  const words = deskWords(context, packOf(context).pack.desk);
  return (combine ?? []).map((rule) => words.rule(rule)).join(" + ");
}

/** Bounds that the document sets an order of this kind; `most` null: none. */
export function boundsOf(pack: Pack, kind: string): { readonly least: number; readonly most: number | null } {
  const order = offerOf(pack, kind)?.order;
  if (!order) return { least: 0, most: null };
  const { least, most } = order;
  if (typeof most === "number") return { least, most };
  const rows = pack.tables[most.table]?.rows ?? [];
  return { least, most: Math.max(0, ...rows.flatMap(({ value }) => value)) };
}

/** Clause that an order of this kind stands on. */
export function clauseOf(pack: Pack, kind: string): string {
  return offerOf(pack, kind)?.clause ?? kind;
}

/** An offer that waits for orders of this kind. */
export function offerOf(pack: Pack, kind: string) {
  return pack.offers.find((offer) => offer.order?.kind === kind);
}

/** What the paper of an order of this kind must say. */
export function viewOrderKind(context: Context, pack: Pack, order: DeskOrder): OrderKindView {
  const words = deskWords(context, pack.desk);
  const named = (values: readonly string[] = []) => values.map((value) => ({ value, text: words.value(value) }));
  const offer = offerOf(pack, order.kind);
  const { approvals = [], decidedBy = [], publish = [] } = pack.campaigns ?? {};
  const { least, most } = boundsOf(pack, order.kind);
  return {
    kind: order.kind,
    title: order.title[context.locale],
    clause: clauseOf(pack, order.kind),
    value: order.value,
    least,
    most,
    bounds: boundsText(context, order.value, { least, most }),
    services: named(order.services),
    slots: named(order.slots),
    combine: (order.combine ?? []).map((rule) => ({ value: rule, text: words.rule(rule) })),
    evidence: offer?.order?.evidence === true,
    approvals: named(approvals),
    decidedBy: named(decidedBy),
    publish: named(publish),
  };
}

type Bounds = { readonly least: number; readonly most: number | null };

function boundsText({ say, locale }: Context, value: DeskOrder["value"], { least, most }: Bounds): string {
  if (most === null || value === "combine") return "";
  const figure = (amount: number) => (value === "sessions" ? String(amount) : formatPercent(amount, locale));
  return least > 0
    ? say("desk.order.between", { least: figure(least), most: figure(most) })
    : say("desk.order.upTo", { most: figure(most) });
}
