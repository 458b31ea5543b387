import type { Basket } from "../../basket/index.ts";
import { maskCard, type Card } from "../../card/index.ts";
import type { CardBanner } from "../../contract/index.ts";
import { cardPriceOf, type PricedBasket, type PricingRefusal } from "../../pricing/index.ts";
import { formatDate, formatMoney } from "../../text/index.ts";
import { localAt, packOf, packSayBare, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { standingGround } from "../cards/standing-ground.ts";
import { cardStatusText } from "./card-status.ts";

/** The card block of the sale screen: which card, whether it serves, what its holder gets or why nothing. */
export function bannerOf(
  ports: Ports,
  context: Context,
  { basket, priced }: { readonly basket: Basket; readonly priced: PricedBasket },
): CardBanner | null {
  const blank = basket.lines.find((line) => line.blank && line.blank.number === priced.servedBy)?.blank;
  const number = blank?.number ?? basket.card?.number;
  if (number === undefined) return null;
  const masked = maskCard(number);
  const ground = priced.servedBy === null ? standingGround(priced.refusals) : undefined;
  if (basket.card && ground) {
    const status = context.say("banner.refused");
    const refusal = refusalOf(context, { card: ports.cards.find(number), number, ground });
    return { masked, state: "refused", status, rateBp: 0, refusal };
  }
  const activates = blank !== undefined || priced.cardMoves.some((move) => move.number === number);
  if (activates) {
    return {
      masked,
      state: "activates",
      status: context.say("banner.activates"),
      rateBp: priced.rateBp,
      refusal: null,
    };
  }
  return { masked, state: "serves", status: statusOf(ports, context, number), rateBp: priced.rateBp, refusal: null };
}

function statusOf(ports: Ports, context: Context, number: string): string {
  const card = ports.cards.find(number);
  return card ? cardStatusText(context, card) : "";
}

/** Reasons that came from the holder and may be said aloud; every other block is only "not valid". */
const holderReasons: ReadonlySet<string> = new Set(["lost", "damaged", "holder-request"]);

function refusalOf(
  context: Context,
  { card, number, ground }: { card: Card | undefined; number: string; ground: PricingRefusal },
): NonNullable<CardBanner["refusal"]> {
  const { say, texts, locale } = context;
  const own = `banner.${ground.code}`;
  const key = (part: string) => (texts.has(locale, `${own}.${part}`) ? `${own}.${part}` : `banner.other.${part}`);
  const byHolder = card?.status === "blocked" && holderReasons.has(card.reason ?? "");
  return {
    code: ground.code,
    title: say(key("title"), { masked: maskCard(number) }),
    text: byHolder
      ? say("banner.blockedByHolder", { date: formatDate(localAt(context, card.since)) })
      : packSayBare(context, ground.message),
    clause: ground.clause,
    aloud: say(key("aloud")),
    steps: texts.list(locale, key("steps"), { price: formatMoney(cardPriceOf(packOf(context).pack), locale) }),
  };
}
