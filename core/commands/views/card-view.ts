import { maskCard, type Card } from "../../card/index.ts";
import type { CardView } from "../../contract/index.ts";
import { cardMovesOf, cardPriceOf, moveCard, type PricingRefusal } from "../../pricing/index.ts";
import { ReturnBody, SaleBody } from "../../sale/index.ts";
import { CardMovedBody } from "../../shift/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import { formatMoney } from "../../text/index.ts";
import { holdsCard, openBasket } from "../basket/open-basket.ts";
import { priceOpen } from "../basket/price-open.ts";
import { localAt, packOf, packSay, packSayBare, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { cardStatusText } from "./card-status.ts";

type History = CardView["history"][number];

export function viewCard(ports: Ports, context: Context, card: Card): CardView {
  const basket = openBasket(ports, context);
  const inOpenBasket = holdsCard(basket, card.number);
  return {
    number: card.number,
    masked: maskCard(card.number),
    status: card.status,
    statusText: cardStatusText(context, card),
    since: card.since > 0 ? card.since : null,
    programme: packOf(context).pack.pack.title[context.locale],
    inOpenBasket,
    history: ports.journal
      .byRef(`card:${card.number}`)
      .map((entry) => historyRow(ports, context, { entry, card }))
      .toReversed(),
    moves: movesOf(context, card),
    notes: notesOf(ports, context, { card, inOpenBasket }),
  };
}

function historyRow(ports: Ports, context: Context, { entry, card }: { entry: JournalEntry; card: Card }): History {
  const { fact } = entry;
  const base = { at: fact.at, localAt: localAt(context, fact.at) };
  const { say } = context;
  if (fact.kind === "sale-completed") {
    const sale = SaleBody.parse(fact.body);
    const served = sale.servedBy === card.number;
    const activated = sale.cardMoves.some((move) => move.number === card.number && move.to === "active");
    const key = activated ? "history.activated" : served ? "history.served" : "history.shown";
    const amountMinor = served ? sale.discountMinor : null;
    return { ...base, text: say(key), operator: sale.operator, receipt: sale.receipt, amountMinor };
  }
  if (fact.kind === "lines-returned") {
    const body = ReturnBody.parse(fact.body);
    return {
      ...base,
      text: say("history.returned"),
      operator: body.operator,
      receipt: body.receipt,
      amountMinor: null,
    };
  }
  const moved = CardMovedBody.safeParse(fact.body);
  const operator = moved.data?.operator ?? ports.operators.find(fact.actor)?.name ?? fact.actor;
  const text = moved.success
    ? say("history.moved", {
        status: say(`cardStatus.${moved.data.to}.plain`),
        reason: reasonText(context, moved.data.reason),
      })
    : say("history.other");
  return { ...base, text, operator, receipt: null, amountMinor: null };
}

/** A reason as recorded: one of the four of a block, or the manager's own words. */
export function reasonText(context: Context, reason: string): string {
  return context.texts.has(context.locale, `blockReason.${reason}`) ? context.say(`blockReason.${reason}`) : reason;
}

function movesOf(context: Context, card: Card): CardView["moves"] {
  const { pack } = packOf(context);
  return cardMovesOf(pack, card.status).map(({ move, title, clause }) => {
    const ground = groundAgainstMove(context, card, { move });
    const withManager = ground !== null && groundAgainstMove(context, card, { move, by: "shift-manager" }) === null;
    return {
      move,
      title: packSayBare(context, title),
      allowed: ground === null,
      why: ground && packSay(context, ground.message),
      clause,
      withManager,
    };
  });
}

/** Why a role, the operator's own unless said, may not make this move; a reason counts as given. */
function groundAgainstMove(
  context: Context,
  card: Card,
  { move, by = context.operator?.role ?? "" }: { readonly move: string; readonly by?: string },
): PricingRefusal | null {
  const decided = moveCard(packOf(context).pack, { move, card, by, reason: move });
  return decided.ok ? null : decided.refusal;
}

/** What blocking means, to be read out before it is done: what goes, who may take it back, what there is instead. */
function notesOf(
  ports: Ports,
  context: Context,
  { card, inOpenBasket }: { readonly card: Card; readonly inOpenBasket: boolean },
): CardView["notes"] {
  const { pack } = packOf(context);
  const { say, locale } = context;
  const notes: { label: string; text: string }[] = [];
  if (inOpenBasket) {
    const { discountMinor } = priceOpen(ports, context, openBasket(ports, context)).priced.total;
    const text = say("card.discountGoes", { amount: formatMoney(discountMinor, locale) });
    notes.push({ label: say("card.openReceipt"), text });
  }
  const blocked: Card = { ...card, status: "blocked" };
  for (const { move, title } of cardMovesOf(pack, "blocked")) {
    const ground = groundAgainstMove(context, blocked, { move });
    if (ground) notes.push({ label: packSayBare(context, title), text: packSay(context, ground.message) });
  }
  notes.push({ label: say("card.newCard"), text: formatMoney(cardPriceOf(pack), locale) });
  return notes;
}
