import { maskCard } from "../../card/index.ts";
import type { ReceiptView } from "../../contract/index.ts";
import { present } from "../../kernel/index.ts";
import { ReturnBody, returnedMilli, SaleBody, tenderOf, type SoldLine } from "../../sale/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import { formatDate } from "../../text/index.ts";
import { itemName } from "../basket/open-basket.ts";
import { packByHash, packOf, packSayBare, type Context } from "../context.ts";
import { bonusViews } from "../desk/bonus-text.ts";
import { deskWords } from "../desk/desk-words.ts";
import { findSale, returnsOf } from "../payment/stored-receipts.ts";
import type { Ports } from "../ports.ts";

type Stored = { readonly entry: JournalEntry; readonly copy: number };
type LineView = ReceiptView["lines"][number];

/** A stored receipt as data for screen, paper and PDF. */
export function viewReceipt(ports: Ports, context: Context, stored: Stored): ReceiptView {
  return stored.entry.fact.kind === "sale-completed"
    ? viewSale(ports, context, stored)
    : viewReturn(ports, context, stored);
}

export function viewSale(ports: Ports, context: Context, { entry, copy }: Stored): ReceiptView {
  const sale = SaleBody.parse(entry.fact.body);
  const returns = returnsOf(ports, sale.receipt);
  return {
    ...headOf(sale, entry),
    kind: "sale",
    currency: sale.currency,
    lines: sale.lines.map((line) => saleLine(context, { sale, line, returned: returnedMilli(line.id, returns) })),
    grossMinor: sale.grossMinor,
    discountMinor: sale.discountMinor,
    payableMinor: sale.payableMinor,
    tenders: paidBy(sale),
    receivedMinor: sale.receivedMinor,
    changeMinor: sale.changeMinor,
    card: sale.servedBy === null ? null : maskCard(sale.servedBy),
    notes: notesOf(context, sale),
    programme: programmeOf(context, sale),
    ofReceipt: null,
    copy,
  };
}

/** What each means paid of the sum due: of the cash, what stayed in the drawer. */
function paidBy({ tenders, changeMinor }: SaleBody): ReceiptView["tenders"] {
  const amounts = { card: tenderOf(tenders, "card"), cash: tenderOf(tenders, "cash") - changeMinor };
  const kinds = ["card", "cash"] as const;
  return kinds.map((kind) => ({ kind, amountMinor: amounts[kind] })).filter(({ amountMinor }) => amountMinor > 0);
}

type Head = Pick<ReceiptView, "id" | "number" | "at" | "localAt" | "site" | "terminal" | "operator">;

function headOf(body: SaleBody | ReturnBody, entry: JournalEntry): Head {
  const { receipt: number, localAt, site, terminal, operator } = body;
  return { id: String(number), number, at: entry.fact.at, localAt, site, terminal, operator };
}

function saleLine(context: Context, of: { sale: SaleBody; line: SoldLine; returned: number }): LineView {
  const { sale, line, returned } = of;
  const refundable = isRefundable(context, line);
  const left = refundable ? line.qtyMilli - returned : 0;
  return {
    id: line.id,
    name: itemName(context, line),
    unit: line.unit,
    qtyMilli: line.qtyMilli,
    unitPriceMinor: line.unitPriceMinor,
    grossMinor: line.grossMinor,
    discountMinor: line.discountMinor,
    netMinor: line.netMinor,
    reason: lineReason(context, sale, line),
    returnableMilli: left,
    notReturnable: refundable ? (left === 0 ? context.say("return.allBack") : null) : context.say("return.never"),
  };
}

/** The price of a card is never given back: its category is the programme's own. */
export function isRefundable(context: Context, line: SoldLine): boolean {
  return line.category !== packOf(context).pack.card?.category;
}

function lineReason(context: Context, sale: SaleBody, line: SoldLine): string {
  if (line.blank !== undefined) {
    return context.say(line.netMinor > 0 ? "receipt.cardSold" : "receipt.cardGiven", { clause: line.clause ?? "" });
  }
  const grounds = line.excluded ? [line.excluded] : line.adjustments;
  return grounds
    .map((ground) => withClause(context, packSayBare(context, ground.message, sale.pack.hash), ground.clause))
    .join("; ");
}

function withClause(context: Context, text: string, clause: string): string {
  return context.say("clause.after", { text, clause });
}

function notesOf(context: Context, sale: SaleBody): string[] {
  const activated = sale.cardMoves.filter((move) => move.to === "active");
  const issued = sale.cardMoves.filter(
    (move) => move.to === "issued" && !activated.some((each) => each.number === move.number),
  );
  const kept = sale.lines.some((line) => line.blank !== undefined && line.netMinor > 0);
  return [
    ...activated.map((move) => context.say("receipt.activated", { masked: maskCard(move.number) })),
    ...issued.map((move) => context.say("receipt.issued", { masked: maskCard(move.number) })),
    ...(kept ? [context.say("receipt.cardPriceKept")] : []),
    ...bonusNotes(context, sale),
  ];
}

/** What the receipt gives beside money. */
function bonusNotes(context: Context, { desk, pack }: SaleBody): string[] {
  const words = deskWords(context, packByHash(context, pack.hash)?.pack.desk);
  return bonusViews(context, desk?.bonuses ?? [], words).map(({ text, clause }) => withClause(context, text, clause));
}

function programmeOf(context: Context, sale: SaleBody): ReceiptView["programme"] {
  const header = packByHash(context, sale.pack.hash)?.pack.pack;
  return {
    title: header ? header.title[context.locale] : sale.pack.id,
    document: header ? header.document.title[context.locale] : "",
    packHash: sale.pack.hash,
  };
}

/** A return's receipt: its amounts are what goes back to the customer. */
export function viewReturn(ports: Ports, context: Context, { entry, copy }: Stored): ReceiptView {
  const body = ReturnBody.parse(entry.fact.body);
  const sale = present(findSale(ports, String(body.of)), "sale of the return");
  const lines = body.lines.map((returned): LineView => {
    const line = present(
      sale.lines.find((each) => each.id === returned.lineId),
      "returned line",
    );
    return {
      ...saleLine(context, { sale, line, returned: line.qtyMilli }),
      qtyMilli: returned.qtyMilli,
      grossMinor: returned.refundMinor + returned.discountMinor,
      discountMinor: returned.discountMinor,
      netMinor: returned.refundMinor,
      returnableMilli: 0,
      notReturnable: context.say("return.isReturn"),
    };
  });
  const discountMinor = lines.reduce((sum, line) => sum + line.discountMinor, 0);
  return {
    ...headOf(body, entry),
    kind: "return",
    currency: sale.currency,
    lines,
    grossMinor: body.refundMinor + discountMinor,
    discountMinor,
    payableMinor: body.refundMinor,
    tenders: body.tenders,
    receivedMinor: tenderOf(body.tenders, "cash") + tenderOf(body.tenders, "card"),
    changeMinor: 0,
    card: sale.servedBy === null ? null : maskCard(sale.servedBy),
    notes: [context.say("receipt.returnOf", { number: body.of, date: formatDate(sale.localAt) }), body.reason],
    programme: programmeOf(context, sale),
    ofReceipt: body.of,
    copy,
  };
}
