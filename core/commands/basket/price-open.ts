import type { Basket, Line } from "../../basket/index.ts";
import type { Card } from "../../card/index.ts";
import type { Pack } from "../../programme/index.ts";
import { priceBasket, type PricedBasket, type PricingCard, type PricingInput } from "../../pricing/index.ts";
import { localAt, localNow, packOf, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** Number of a card or blank that exists only to ask "what if". */
export const hypothetical = "hypothetical";

/**
 * What the rules look at: the basket, and each of its cards as it is now, not as it was when shown. A card blocked
 * meanwhile, here or by head office, is blocked in every open basket.
 */
export function pricingInput(ports: Ports, context: Context, basket: Basket): PricingInput {
  const { settings } = context.terminal;
  return {
    at: localNow(context),
    lines: basket.lines.map((line) => pricingLine(ports, line)),
    card: pricingCard(ports, context, basket),
    facts: { "shop.kind": settings.shopKind, "shop.openedOn": settings.shopOpenedOn, "buyer.kind": "person" },
  };
}

function pricingLine(ports: Ports, line: Line): PricingInput["lines"][number] {
  const { item, blank } = line;
  return {
    id: line.id,
    category: item.category,
    flags: item.flags,
    unitPriceMinor: line.unitPriceMinor,
    qtyMilli: line.qtyMilli,
    ...(blank ? { blank: pricingBlank(ports, blank) } : {}),
  };
}

function pricingBlank(ports: Ports, { number, status }: NonNullable<Line["blank"]>) {
  const card = ports.cards.find(number);
  return card ? { number, status: card.status, ...programmeOf(card) } : { number, status };
}

/** Facts of old journals do not say a card's programme: then it is the one that runs. */
const programmeOf = ({ programme }: Card) => (programme === "" ? {} : { programme });

function pricingCard(ports: Ports, context: Context, basket: Basket): PricingCard | null {
  if (!basket.card) return null;
  const { number, presentation } = basket.card;
  const card = ports.cards.find(number);
  if (!card) return { number, presentation, status: "unknown" };
  return {
    number,
    presentation,
    status: card.status,
    ...programmeOf(card),
    ...(card.reason === undefined ? {} : { reason: card.reason }),
    // A stop from a till whose clock is ahead of ours holds at once.
    ...(card.status === "blocked" ? { blockedAt: localAt(context, Math.min(card.since, context.now)) } : {}),
  };
}

export type Priced = { readonly input: PricingInput; readonly priced: PricedBasket };

/**
 * The price last asked for, of each basket: a scan asks whether its card serves and then shows what comes of it. A
 * basket never changes; what else its price depends on is compared.
 */
const lastPriced = new WeakMap<Basket, Priced & { readonly pack: Pack; readonly around: string }>();

/** Prices the basket at this moment, as settlement would. */
export function priceOpen(ports: Ports, context: Context, basket: Basket): Priced {
  const { pack } = packOf(context);
  const input = pricingInput(ports, context, basket);
  const around = JSON.stringify([input.at, input.card, input.facts, input.lines.flatMap(({ blank }) => blank ?? [])]);
  const last = lastPriced.get(basket);
  if (last?.pack === pack && last.around === around) return last;
  const made = { input, priced: priceBasket(pack, input), pack, around };
  lastPriced.set(basket, made);
  return made;
}

/** The same basket if the customer showed a working card. */
export function priceWithCard(context: Context, input: PricingInput): PricedBasket {
  const card: PricingCard = { number: hypothetical, status: "active", presentation: "original" };
  return priceBasket(packOf(context).pack, { ...input, card });
}

/** The same basket with a blank on it: sold, or given when earned. */
export function priceWithBlank(context: Context, input: PricingInput): PricedBasket {
  const { pack } = packOf(context);
  const line: PricingInput["lines"][number] = {
    id: hypothetical,
    category: pack.card?.category ?? "",
    flags: [],
    unitPriceMinor: 0,
    qtyMilli: 1000,
    blank: { number: hypothetical, status: "stocked" },
  };
  return priceBasket(pack, { ...input, lines: [...input.lines, line] });
}
