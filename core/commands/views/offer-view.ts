import type { Basket } from "../../basket/index.ts";
import type { BasketView } from "../../contract/index.ts";
import type { PricedBasket, PricingInput } from "../../pricing/index.ts";
import { formatMoney, formatPercent } from "../../text/index.ts";
import { packSayBare, type Context } from "../context.ts";
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
  const [title = "", ...rest] = packSayBare(context, earned.message).split(". ");
  const { say, locale } = context;
  const serves = then.servedBy === hypothetical;
  const payable = formatMoney(then.total.payableMinor, locale);
  const step = (name: string) => ({ title: say(`offer.${name}.title`), text: say(`offer.${name}.text`, { payable }) });
  return {
    rule: earned.rule,
    title,
    text: rest.join(". "),
    clause: earned.clause,
    actualMinor: earned.actualMinor,
    payableThenMinor: then.total.payableMinor,
    discountThenMinor: then.total.discountMinor,
    steps: [step("take"), step(serves ? "works" : "worksNext"), step("give")],
  };
}
