import type { Card } from "../../card/index.ts";
import type { ReceiptView, Refusal, Tender } from "../../contract/index.ts";
import { canonicalJson, ok, present, type Result } from "../../kernel/index.ts";
import type { CardMove, PricedBasket } from "../../pricing/index.ts";
import { makeSale, SaleBody, takePayment } from "../../sale/index.ts";
import { formatMoney } from "../../text/index.ts";
import { itemName, openBasket, startFresh } from "../basket/open-basket.ts";
import { priceOpen } from "../basket/price-open.ts";
import { hasProgramme, record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewSale } from "../views/receipt-view.ts";
import { answerAgain } from "./answer-again.ts";
import { notPaid, saleHead } from "./settle.ts";
import { toJson } from "../to-json.ts";

export type CompleteSale = {
  readonly requestId: string;
  readonly revision: number;
  readonly payableMinor: number;
  readonly tenders: readonly Tender[];
};

/**
 * Settles the open basket at this moment: one transaction holds the receipt number, the fact, the card changes and the
 * end of the basket. The same `requestId` again answers the same receipt and does nothing.
 */
export function completeSale(ports: Ports, context: Context, input: CompleteSale): Result<ReceiptView, Refusal> {
  const again = answerAgain(ports, context, { requestId: input.requestId, kind: "sale-completed" });
  if (again) return again;
  const { shift } = context.terminal;
  if (!hasProgramme(context.terminal)) return refusal(context, "pack-unknown");
  if (!shift) return refusal(context, "shift-not-open");
  const basket = openBasket(ports, context);
  if (basket.lines.length === 0) return refusal(context, "basket-empty");
  const { input: facts, priced } = priceOpen(ports, context, basket);
  const due = priced.total.payableMinor;
  if (basket.revision !== input.revision || due !== input.payableMinor) return changed(context, basket.revision, due);
  const faulty = basket.lines.find((_, index) => priced.lines[index]?.refused);
  if (faulty) return refusal(context, "line-refused", { params: { name: itemName(context, faulty.item) } });
  const paid = takePayment(due, input.tenders);
  if (!paid.ok) return notPaid(context, paid.refusal);

  const inputsHash = ports.digest(canonicalJson(facts));
  const head = saleHead(ports, context, { requestId: input.requestId, shift: shift.number, inputsHash });
  const sale = makeSale(head, basket, { priced, paid: paid.value });
  moveCards(ports, context, priced.cardMoves);
  ports.baskets.closeOpen();
  const entry = record(ports, context, { kind: "sale-completed", body: toJson(sale), refs: refsOf(sale, priced) });
  startFresh(ports, context);
  return ok(viewSale(ports, context, { entry, copy: 0 }));
}

function refsOf(sale: SaleBody, priced: PricedBasket): string[] {
  const cards = new Set(priced.cardMoves.map((move) => move.number));
  if (sale.card) cards.add(sale.card.number);
  return [`receipt:${sale.receipt}`, `request:${sale.requestId}`, ...[...cards].map((number) => `card:${number}`)];
}

function moveCards(ports: Ports, context: Context, moves: readonly CardMove[]): void {
  for (const move of moves) {
    const card = present(ports.cards.find(move.number), `card that the receipt moves`);
    const moved: Card = {
      number: card.number,
      programme: card.programme,
      status: move.to,
      since: context.now,
      previous: move.from,
    };
    ports.cards.save(moved);
  }
}

/** The screen paid for something else than what is there now: it gets the fresh basket and asks again. */
function changed(context: Context, revision: number, payableMinor: number) {
  context.touched.add("basket");
  const params = { payable: formatMoney(payableMinor, context.locale) };
  return refusal(context, "basket-changed", { params, details: { revision, payableMinor } });
}
