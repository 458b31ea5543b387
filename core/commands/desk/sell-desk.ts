import { emptyBasket, type Basket } from "../../basket/index.ts";
import type { DeskInput, ReceiptView, Refusal, Tender } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { makeSale, takePayment } from "../../sale/index.ts";
import { formatMoney } from "../../text/index.ts";
import { record, refusal, type Context } from "../context.ts";
import { answerAgain } from "../payment/answer-again.ts";
import { notPaid, saleHead } from "../payment/settle.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { viewSale } from "../views/receipt-view.ts";
import { keptPart } from "./kept-part.ts";
import { hashOf, priceDesk, whyBlocked, type Quoted } from "./price-desk.ts";

export type SellDesk = {
  readonly requestId: string;
  readonly quote: DeskInput;
  readonly payableMinor: number;
  readonly tenders: readonly Tender[];
};

/**
 * Sells what a form quotes, priced at this moment: the same kind of fact as a sale at the till, so that receipts,
 * returns and shift figures know it. The same `requestId` again answers the same receipt and does nothing.
 */
export function sellDesk(ports: Ports, context: Context, input: SellDesk): Result<ReceiptView, Refusal> {
  const again = answerAgain(ports, context, { requestId: input.requestId, kind: "sale-completed" });
  if (again) return again;
  const { shift } = context.terminal;
  if (!shift) return refusal(context, "shift-not-open");
  const found = settleDesk(ports, context, input);
  if (!found.ok) return found;
  const quoted = found.value;
  const { priced, asked } = quoted;
  if (asked.form.screen !== "services") return refusal(context, "desk-form-unknown");
  const paid = takePayment(priced.total.payableMinor, input.tenders);
  if (!paid.ok) return notPaid(context, paid.refusal);
  const { requestId } = input;
  const head = saleHead(ports, context, { requestId, shift: shift.number, inputsHash: hashOf(ports, quoted) });
  const sale = makeSale(head, basketOf(ports, context, quoted), { priced, paid: paid.value });
  const body = { ...sale, desk: keptPart(ports, input.quote.form, quoted) };
  const refs = [`receipt:${sale.receipt}`, `request:${requestId}`];
  const entry = record(ports, context, { kind: "sale-completed", body: toJson(body), refs });
  return ok(viewSale(ports, context, { entry, copy: 0 }));
}

/** The form priced now; refused unless it comes to what the screen has shown. */
export function settleDesk(
  ports: Ports,
  context: Context,
  { quote, payableMinor }: { readonly quote: DeskInput; readonly payableMinor: number },
): Result<Quoted, Refusal> {
  const found = priceDesk(ports, context, quote);
  if (!found.ok) return found;
  const blocked = whyBlocked(context, found.value);
  if (blocked !== null) return refusal(context, "desk-not-ready", { params: { reason: blocked } });
  const due = found.value.priced.total.payableMinor;
  if (due === payableMinor) return found;
  const params = { payable: formatMoney(due, context.locale) };
  return refusal(context, "desk-quote-changed", { params, details: { payableMinor: due } });
}

/** The receipt's lines as a till's basket would hold them. */
function basketOf(ports: Ports, context: Context, { units }: Quoted): Basket {
  const empty = emptyBasket(ports.ids.next(), context.now, context.operator?.id ?? "system");
  const lines = units.map(({ id, line, unitPriceMinor, qtyMilli }) => {
    return { id, item: line.item, unitPriceMinor, qtyMilli, weighed: false };
  });
  return { ...empty, lines };
}
