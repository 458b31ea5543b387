import type { Basket, Line } from "../../basket/index.ts";
import type { BasketView, LineView } from "../../contract/index.ts";
import { remembered } from "../../kernel/index.ts";
import type { PricedBasket, PricedLine } from "../../pricing/index.ts";
import { formatPercent } from "../../text/index.ts";
import { hasProgramme, packSayBare, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { itemName } from "../basket/open-basket.ts";
import { priceOpen, priceWithCard } from "../basket/price-open.ts";
import { bannerOf } from "./card-banner.ts";
import { hintOf, offerOf } from "./offer-view.ts";

/** The basket as the sale screen shows it, priced at this moment. */
export function viewBasket(ports: Ports, context: Context, basket: Basket): BasketView {
  const { input, priced } = priceOpen(ports, context, basket);
  const withCard = priced.servedBy === null && basket.lines.length > 0 ? priceWithCard(context, input) : null;
  const words = wordsOnce(context);
  return {
    id: basket.id,
    revision: basket.revision,
    currency: priced.currency,
    lines: basket.lines.map((line, index) => {
      return viewLine(context, line, { price: priced.lines[index], withCard, index, words });
    }),
    card: bannerOf(ports, context, { basket, priced }),
    hint: hintOf(context, priced),
    offer: offerOf(context, { basket, priced, input }),
    totals: totalsOf(context, { basket, priced, withCard }),
    blocked: blockedBy(context, basket, priced),
    suspended: ports.baskets.suspended().length,
    undo: undoText(context),
    recovered: context.terminal.recovered && basket.lines.length > 0,
  };
}

type LinePrice = {
  readonly price: PricedLine | undefined;
  readonly withCard: PricedBasket | null;
  readonly index: number;
  readonly words: Words;
};

type Adjustment = PricedLine["adjustments"][number];
type Words = (adjustment: Adjustment) => string;

/** What an offer says where it applies; on each line that it gives the same rate it says the same. */
function wordsOnce(context: Context): Words {
  const said = new Map<string, string>();
  return ({ rule, rateBp, message }) => remembered(said, `${rule} ${rateBp}`, () => packSayBare(context, message));
}

function viewLine(context: Context, line: Line, { price, withCard, index, words }: LinePrice): LineView {
  if (price?.id !== line.id) throw new Error("invariant: prices come in the order of the lines");
  const cheaper = withCard?.lines[index]?.netMinor;
  return {
    id: line.id,
    sku: line.item.sku,
    name: itemName(context, line.item),
    unit: line.item.unit,
    qtyMilli: line.qtyMilli,
    weighed: line.weighed,
    unitPriceMinor: line.blank ? price.grossMinor : line.unitPriceMinor,
    grossMinor: price.grossMinor,
    discountMinor: price.discountMinor,
    netMinor: price.netMinor,
    state: stateOf(line, price),
    reason: reasonOf(context, line, { price, words }),
    withCardMinor: cheaper !== undefined && cheaper < price.netMinor ? cheaper : null,
  };
}

function stateOf(line: Line, price: PricedLine): LineView["state"] {
  if (price.refused) return "refused";
  if (line.blank) return "card";
  if (price.excluded) return "excluded";
  return price.discountMinor > 0 ? "discounted" : "eligible";
}

type Reasoned = { readonly price: PricedLine; readonly words: Words };

function reasonOf(context: Context, line: Line, { price, words }: Reasoned): LineView["reason"] {
  const ground = price.refused ?? (line.blank ? undefined : price.excluded);
  if (ground) return { text: packSayBare(context, ground.message), clause: ground.clause };
  if (line.blank) {
    const text = context.say(price.grossMinor > 0 ? "cardLine.sold" : "cardLine.given");
    return { text, clause: price.clause ?? null };
  }
  const [first] = price.adjustments;
  if (!first) return null;
  const text = price.adjustments.map(words).join("; ");
  return { text, clause: first.clause };
}

type TotalsOf = { readonly basket: Basket; readonly priced: PricedBasket; readonly withCard: PricedBasket | null };

function totalsOf(context: Context, { basket, priced, withCard }: TotalsOf): BasketView["totals"] {
  const excluded = priced.lines.filter((line) => line.excluded);
  const more = withCard ? withCard.total.discountMinor - priced.total.discountMinor : 0;
  return {
    positions: basket.lines.length,
    grossMinor: priced.total.grossMinor,
    excludedMinor: excluded.reduce((sum, line) => sum + line.grossMinor, 0),
    discountMinor: priced.total.discountMinor,
    discountLabel: discountLabel(context, priced),
    payableMinor: priced.total.payableMinor,
    withCardDiscountMinor: withCard && more > 0 ? withCard.total.discountMinor : null,
  };
}

function discountLabel(context: Context, priced: PricedBasket): string | null {
  if (priced.total.discountMinor === 0) return null;
  if (priced.rateBp === 0) return context.say("total.discount");
  return context.say("total.discountRate", { rate: formatPercent(priced.rateBp, context.locale) });
}

/** Why the receipt cannot be paid as it stands; null when it can. */
export function blockedBy(context: Context, basket: Basket, priced: PricedBasket): string | null {
  if (basket.lines.length === 0) return context.say("blocked.empty");
  const refused = basket.lines.find((_, index) => priced.lines[index]?.refused);
  if (refused) return context.say("blocked.line", { name: itemName(context, refused.item) });
  if (!hasProgramme(context.terminal)) return context.say("blocked.noProgramme");
  return context.terminal.shift ? null : context.say("blocked.noShift");
}

function undoText(context: Context): string | null {
  const last = context.terminal.undo.at(-1);
  return last ? context.say(last.said.key, last.said.params) : null;
}
