import type { DeskInput, DeskQuote, Refusal } from "../../contract/index.ts";
import { dateOf, ok, present, type Result } from "../../kernel/index.ts";
import { itemName } from "../basket/open-basket.ts";
import { packSayBare, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { bonusViews } from "./bonus-text.ts";
import { choicesOf } from "./choices.ts";
import { isAsked } from "./desk-pricing.ts";
import { missingEvidence } from "./missing-evidence.ts";
import { offersOf, type OfferColumn } from "./offers.ts";
import { allOrders } from "./orders-on-file.ts";
import { viewOrder } from "./order-view.ts";
import { hashOf, priceDesk, whyBlocked, type Quoted } from "./price-desk.ts";
import { whyRows } from "./why-rows.ts";

/** Quotes a filled-in form: lines or nights, every competing offer, why each other lost. Changes nothing. */
export function quoteDesk(ports: Ports, context: Context, input: DeskInput): Result<DeskQuote, Refusal> {
  const found = priceDesk(ports, context, input);
  if (!found.ok) return found;
  const quoted = found.value;
  const { asked, priced, words } = quoted;
  const columns = offersOf(quoted);
  const today = dateOf(asked.given.at);
  const facts = quoted.input.facts;
  const fields = asked.form.sections.flatMap((section) => section.fields);
  const inForce = allOrders(ports, asked.pack).filter(({ body, withdrawn }) => {
    return !withdrawn && body.from <= today && today <= body.to;
  });
  return ok({
    form: input.form,
    hash: hashOf(ports, quoted),
    currency: priced.currency,
    asked: fields.filter((field) => isAsked(field, facts)).map(({ fact }) => fact),
    lines: lineViews(context, quoted, columns),
    offers: columns.map(({ cells: _, ...offer }) => offer),
    why: whyRows(context, quoted, columns),
    choices: choicesOf(context, quoted),
    bonuses: bonusViews(context, priced.bonuses, words),
    evidence: missingEvidence(context, quoted),
    orders: inForce.map((order) => viewOrder(context, order, today)),
    totals: priced.total,
    blocked: whyBlocked(context, quoted),
  });
}

type LineView = DeskQuote["lines"][number];

/** Lines as they are sold; the rooms of one night together. */
function lineViews(context: Context, quoted: Quoted, columns: readonly OfferColumn[]): LineView[] {
  const views = quoted.units.map((_, at) => lineView(context, quoted, { at, columns }));
  const alike = Map.groupBy(views, ({ id, lineId, date }) => (date === null ? id : `${lineId} ${date}`));
  return [...alike.values()].flatMap(([first, ...others]) => (first ? [others.reduce(together, first)] : []));
}

function lineView(
  context: Context,
  quoted: Quoted,
  { at, columns }: { readonly at: number; readonly columns: readonly OfferColumn[] },
): LineView {
  const { id, line, night, qtyMilli, unitPriceMinor } = present(quoted.units[at], "unit");
  const { grossMinor, discountMinor, netMinor, adjustments } = present(quoted.priced.lines[at], "priced line");
  const known = quoted.input.lines[at]?.facts ?? {};
  const open = quoted.asked.form.line.filter((field) => line.item.facts?.[field.fact] === undefined);
  return {
    id,
    lineId: line.id,
    name: itemName(context, line.item),
    date: night?.date ?? null,
    qtyMilli,
    unitPriceMinor,
    grossMinor,
    discountMinor,
    netMinor,
    reasons: adjustments.map(({ message, clause }) => ({ text: packSayBare(context, message), clause })),
    asked: open.filter((field) => isAsked(field, known)).map(({ fact }) => fact),
    offers: columns.map(({ cells }) => cells[at] ?? null),
  };
}

function together(a: LineView, b: LineView): LineView {
  return {
    ...a,
    qtyMilli: a.qtyMilli + b.qtyMilli,
    grossMinor: a.grossMinor + b.grossMinor,
    discountMinor: a.discountMinor + b.discountMinor,
    netMinor: a.netMinor + b.netMinor,
    offers: a.offers.map((cell, at) => {
      const other = b.offers[at] ?? null;
      return cell && other ? { ...cell, amountMinor: cell.amountMinor + other.amountMinor } : (cell ?? other);
    }),
  };
}
