import { maskCard, type Card } from "../../card/index.ts";
import type { CardView } from "../../contract/index.ts";
import { cardMovesOf, cardPriceOf, type KnownMove } from "../../pricing/index.ts";
import { ReturnBody, SaleBody } from "../../sale/index.ts";
import { CardMovedBody } from "../../shift/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import { formatDate, formatMoney } from "../../text/index.ts";
import { holdsCard, openBasket } from "../basket/open-basket.ts";
import { priceOpen } from "../basket/price-open.ts";
import { localAt, packOf, packSay, packSayBare, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

type History = CardView["history"][number];

export function viewCard(ports: Ports, context: Context, card: Card): CardView {
  const basket = openBasket(ports, context);
  const inOpenBasket = holdsCard(basket, card.number);
  return {
    number: card.number,
    masked: maskCard(card.number),
    status: card.status,
    statusText: statusText(context, card),
    since: card.since > 0 ? card.since : null,
    programme: packOf(context).pack.pack.title[context.locale],
    inOpenBasket,
    history: ports.journal
      .byRef(`card:${card.number}`)
      .map((entry) => historyRow(ports, context, { entry, card }))
      .toReversed(),
    moves: movesOf(context, card),
    notes: notesOf(ports, context, inOpenBasket),
  };
}

/** `Действует с 14.10.2025`; the reason of a block is never said. */
function statusText(context: Context, card: Card): string {
  const { say } = context;
  if (card.since <= 0) return say(`cardStatus.${card.status}.plain`);
  return say(`cardStatus.${card.status}.since`, { date: formatDate(localAt(context, card.since)) });
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
  const role = context.operator?.role ?? "";
  return cardMovesOf(pack, card.status).map((move) => {
    const allowed = move.refusal === null && move.by.includes(role);
    return {
      move: move.move,
      title: packSayBare(context, move.title),
      allowed,
      why: allowed ? null : whyNot(context, move),
      clause: move.clause,
    };
  });
}

function whyNot(context: Context, move: KnownMove): string {
  if (move.refusal) return packSay(context, move.refusal.message);
  return context.say("card.onlyBy", { who: whoText(context, move.by) });
}

/** Roles of the programme in words; one that only the pack knows, by its own name. */
function whoText({ texts, locale, say }: Context, by: readonly string[]): string {
  return by.map((role) => (texts.has(locale, `role.${role}`) ? say(`role.${role}`) : role)).join(", ");
}

/** What blocking means, to be read out before it is done. */
function notesOf(ports: Ports, context: Context, inOpenBasket: boolean): CardView["notes"] {
  const { pack } = packOf(context);
  const { say, locale } = context;
  const notes: { label: string; text: string }[] = [];
  if (inOpenBasket) {
    const { discountMinor } = priceOpen(ports, context, openBasket(ports, context)).priced.total;
    const text = say("card.discountGoes", { amount: formatMoney(discountMinor, locale) });
    notes.push({ label: say("card.openReceipt"), text });
  }
  const back = cardMovesOf(pack, "blocked").find((move) => move.refusal === null && !move.by.includes("shift-manager"));
  if (back) {
    const text = say("card.whoAndClause", { who: whoText(context, back.by), clause: back.clause });
    notes.push({ label: packSayBare(context, back.title), text });
  }
  for (const forbidden of cardMovesOf(pack, "blocked").filter((move) => move.refusal !== null)) {
    if (forbidden.refusal)
      notes.push({ label: packSayBare(context, forbidden.title), text: packSay(context, forbidden.refusal.message) });
  }
  notes.push({ label: say("card.newCard"), text: formatMoney(cardPriceOf(pack), locale) });
  return notes;
}
