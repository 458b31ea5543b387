import { showCard, type Basket, type Presentation, type ShownCard } from "../../basket/index.ts";
import { maskCard, type Card } from "../../card/index.ts";
import type { Refusal, RefusalKind, ScanOutcome } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { PricingRefusal } from "../../pricing/index.ts";
import { packSay, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { openBasket, saveBasket } from "../basket/open-basket.ts";
import { priceOpen } from "../basket/price-open.ts";
import { issueBlank } from "./issue-blank.ts";
import { standingGround } from "./standing-ground.ts";

type Presented = { readonly number: string; readonly presentation: Presentation };

/** Why the basket's card brings nothing for good; undefined while it serves or only waits for goods. */
export function groundAgainst(ports: Ports, context: Context, basket: Basket): PricingRefusal | undefined {
  const { priced } = priceOpen(ports, context, basket);
  if (!basket.card || priced.servedBy === basket.card.number) return undefined;
  return standingGround(priced.refusals);
}

/**
 * A card held out at the till. A blank goes on the receipt as goods. A refused card stays on the banner with its reason
 * unless one that works is there already: one discount a receipt, by the first usable card.
 */
export function presentCard(ports: Ports, context: Context, shown: Presented): Result<ScanOutcome, Refusal> {
  const card = ports.cards.find(shown.number);
  if (card?.status === "stocked") {
    return shown.presentation === "original"
      ? issueBlank(ports, context, card)
      : refusal(context, "typed-number-refused", { params: { masked: maskCard(card.number) } });
  }
  const before = openBasket(ports, context);
  const after = showCard(before, toShown(card, shown));
  const ground = groundAgainst(ports, context, after);
  if (before.card && before.card.number !== shown.number && !groundAgainst(ports, context, before)) {
    if (ground) return refusedCard(context, shown, ground);
    return refusal(context, "card-already-on-receipt", { params: { masked: maskCard(before.card.number) } });
  }
  const masked = maskCard(shown.number);
  saveBasket(ports, context, { before, after, said: { key: "undo.card", params: { masked } } });
  if (ground) return refusedCard(context, shown, ground);
  return ok({ kind: "card-shown", text: context.say("scan.card", { masked }), lineId: null });
}

function toShown(card: Card | undefined, { number, presentation }: Presented): ShownCard {
  if (!card) return { number, presentation, status: "unknown", since: null };
  const { status, since, reason } = card;
  return { number, presentation, status, since, ...(reason === undefined ? {} : { reason }) };
}

const kindOfCode: Readonly<Record<string, RefusalKind>> = {
  CARD_UNKNOWN: "card-unknown",
  ORIGINAL_NOT_PRESENTED: "typed-number-refused",
};

function refusedCard(context: Context, shown: Presented, ground: PricingRefusal) {
  const reason = packSay(context, ground.message);
  return refusal(context, kindOfCode[ground.code] ?? "card-refused", {
    message: context.say("scan.cardRefused", { masked: maskCard(shown.number), reason }),
    clause: ground.clause,
    details: { code: ground.code },
  });
}
