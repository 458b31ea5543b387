import type { Basket } from "../../basket/index.ts";
import type { BasketView } from "../../contract/index.ts";
import type { Minor } from "../../money/index.ts";
import type { EarnedOffer, PricedBasket, PricingInput } from "../../pricing/index.ts";
import { formatMoney, formatPercent } from "../../text/index.ts";
import { packOf, packSayBare, type Context } from "../context.ts";
import { hypothetical, priceWithBlank } from "../basket/price-open.ts";

/** A step further away than this is no hint but advertising. */
const withinReachPercent = 70;

/** The next step of the discount, when what is missing is little beside what is there. */
export function hintOf(context: Context, priced: PricedBasket): BasketView["hint"] {
  const hint = priced.hints.find((each) => each.actualMinor * 100 >= each.requiredMinor * withinReachPercent);
  if (!hint) return null;
  const { locale, say } = context;
  const { clause, actualMinor, requiredMinor, missingMinor, discountNowMinor, discountThenMinor, rateBp } = hint;
  const rate = rateBp === undefined ? null : formatPercent(rateBp, locale);
  return {
    title: rate === null ? packSayBare(context, hint.message) : say("hint.title", { rate }),
    text: say("hint.text", {
      becomes: formatMoney(discountThenMinor, locale),
      now: formatMoney(discountNowMinor, locale),
    }),
    clause,
    actualMinor,
    requiredMinor,
    missingMinor,
    discountNowMinor,
    discountThenMinor,
  };
}

/** A card earned and not yet taken or turned down, with what taking it would come to. */
export function offerOf(
  context: Context,
  { basket, priced, input }: { basket: Basket; priced: PricedBasket; input: PricingInput },
): BasketView["offer"] {
  const earned = priced.earned.find((each) => !basket.declined.includes(each.rule));
  if (!earned || basket.lines.some((line) => line.blank)) return null;
  const then = priceWithBlank(context, input);
  // The programme's own words: what it is, what was reached, what to know when handing it over.
  const [title = "", reached = "", handing] = packSayBare(context, earned.message).split(". ");
  const { say, locale } = context;
  const serves = then.servedBy === hypothetical;
  const payable = formatMoney(then.total.payableMinor, locale);
  const step = (name: string) => ({ title: say(`offer.${name}.title`), text: say(`offer.${name}.text`, { payable }) });
  return {
    rule: earned.rule,
    title,
    text: say("offer.required", { required: formatMoney(thresholdReached(context, earned), locale) }),
    clause: earned.clause,
    reached,
    actualMinor: earned.actualMinor,
    payableThenMinor: then.total.payableMinor,
    discountThenMinor: then.total.discountMinor,
    steps: [
      step("take"),
      step(serves ? "works" : "worksNext"),
      { ...step("give"), ...(handing === undefined ? {} : { text: handing }) },
    ],
  };
}

/** Of the figures that the rule asks of its base the highest that the receipt has reached. */
function thresholdReached(context: Context, { rule, base, actualMinor }: EarnedOffer): Minor {
  const price = packOf(context).pack.card?.prices.find(({ id }) => id === rule);
  const thresholds = thresholdsOf(price?.when, base);
  return Math.max(0, ...thresholds.filter((threshold) => threshold <= actualMinor));
}

function thresholdsOf(condition: unknown, base: string): Minor[] {
  if (typeof condition !== "object" || condition === null) return [];
  const own = "base" in condition && condition.base === base && "atLeast" in condition ? condition.atLeast : undefined;
  const inner = Object.values(condition).flatMap((part) => thresholdsOf(part, base));
  return typeof own === "number" ? [own, ...inner] : inner;
}
