import type { ReceiptView } from "../../contract/index.ts";
import { centred, row, type Slip, wrap } from "../../print/index.ts";
import { tenderOf } from "../../sale/index.ts";
import { formatDateTime, formatMoney, formatQuantity } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { currencyLabel } from "./currency-label.ts";

type Part = { readonly context: Context; readonly receipt: ReceiptView; readonly columns: number };

/** A receipt for a receipt printer. The original that took or gave cash opens the drawer. */
export function receiptSlip(context: Context, receipt: ReceiptView): Slip {
  const { columns } = context.terminal.settings.printer;
  const part = { context, receipt, columns };
  const rule = "-".repeat(columns);
  return {
    id: `receipt ${receipt.id} copy ${receipt.copy}`,
    title: titleOf(part),
    lines: [
      ...head(part),
      rule,
      ...receipt.lines.flatMap((line) => goods(part, line)),
      rule,
      ...money(part),
      ...foot(part),
    ],
    drawer: receipt.copy === 0 && receipt.tenders.some(({ kind }) => kind === "cash"),
  };
}

function titleOf({ context, receipt }: Part): string {
  return context.say(receipt.kind === "sale" ? "slip.sale" : "slip.return", { number: receipt.number });
}

function head(part: Part): string[] {
  const { context, receipt, columns } = part;
  return [
    ...centred(receipt.site, columns),
    ...centred(receipt.terminal, columns),
    ...centred(titleOf(part), columns),
    ...(receipt.ofReceipt === null ? [] : centred(context.say("slip.of", { number: receipt.ofReceipt }), columns)),
    ...(receipt.copy === 0 ? [] : centred(`*** ${context.say("slip.copy", { count: receipt.copy })} ***`, columns)),
    ...row(formatDateTime(receipt.localAt), receipt.operator, columns),
  ];
}

function goods({ context, columns }: Part, line: ReceiptView["lines"][number]): string[] {
  const { say, locale } = context;
  const qty = formatQuantity(line.qtyMilli, line.unit, locale);
  const label = say("slip.by", { qty, price: formatMoney(line.unitPriceMinor, locale) });
  const why = line.reason === "" ? say("slip.discount") : line.reason;
  const discount = line.discountMinor === 0 ? [] : row(why, formatMoney(-line.discountMinor, locale), columns);
  return [...wrap(line.name, columns), ...row(label, formatMoney(line.grossMinor, locale), columns), ...discount];
}

function money({ context, receipt, columns }: Part): string[] {
  const { say, locale } = context;
  const sum = (key: string, minor: number) => row(say(key), formatMoney(minor, locale), columns);
  const cashMinor = receipt.receivedMinor - tenderOf(receipt.tenders, "card");
  const total = say(receipt.kind === "sale" ? "slip.total" : "slip.refund");
  return [
    ...(receipt.discountMinor === 0
      ? []
      : [...sum("slip.gross", receipt.grossMinor), ...sum("slip.saving", receipt.discountMinor)]),
    ...row(`${total}, ${currencyLabel(context, receipt.currency)}`, formatMoney(receipt.payableMinor, locale), columns),
    ...receipt.tenders.flatMap((tender) => sum(`slip.${tender.kind}`, tender.amountMinor)),
    ...(receipt.changeMinor > 0
      ? [...sum("slip.received", cashMinor), ...sum("slip.change", receipt.changeMinor)]
      : []),
  ];
}

function foot({ context, receipt, columns }: Part): string[] {
  const card = receipt.card === null ? [] : [context.say("slip.loyaltyCard", { masked: receipt.card })];
  return [...card, ...receipt.notes, receipt.programme.title].flatMap((text) => wrap(text, columns));
}
