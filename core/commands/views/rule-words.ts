import type { Decision, PricedBasket } from "../../pricing/index.ts";
import { messageText } from "../../programme/index.ts";
import { formatMoney } from "../../text/index.ts";
import { packOf, packSayBare, type Context } from "../context.ts";

type Said = Pick<Decision, "rule" | "rateBp" | "message">;
type Figures = Pick<Decision, "actual" | "required" | "base" | "fact" | "message">;

/** What a rule calls itself: `5 % по карте`. One that cannot say it without a rate that nobody knows: its reason. */
export function ruleTitle(context: Context, { rule, rateBp, message }: Said): string {
  const { pack } = packOf(context);
  const short = pack.desk?.titles[rule]?.[context.locale];
  if (short !== undefined) return short;
  const offer = pack.offers.find((each) => each.id === rule);
  if (!offer) return packSayBare(context, message);
  const bp = rateBp ?? offer.give.percentBp;
  const needsRate = messageText(pack, offer.message).ru.includes("{rate}");
  if (needsRate && bp === undefined) return packSayBare(context, message);
  const rate = bp === undefined ? {} : { rate: { bp } };
  return packSayBare(context, { key: offer.message, params: { clause: offer.clause, ...rate } });
}

/** Why a rule does not hold, with the figure it looked at and the one it asks for. */
export function refusalText(context: Context, figures: Figures): string {
  const { actual, required } = figures;
  const text = packSayBare(context, figures.message);
  if (typeof actual !== "number" || typeof required !== "number") return text;
  const { locale, say } = context;
  if (isMoney(context, figures)) {
    return say("why.threshold", { required: formatMoney(required, locale), actual: formatMoney(actual, locale) });
  }
  return say("why.figures", { text, required, actual });
}

function isMoney(context: Context, { base, fact }: Pick<Figures, "base" | "fact">): boolean {
  const { pack } = packOf(context);
  if (base !== undefined) return ["amount", "discount"].includes(pack.bases[base]?.measure ?? "");
  return fact !== undefined && pack.facts[fact]?.type === "money";
}

type Lost = {
  readonly by?: string | undefined;
  readonly differenceMinor: number;
  readonly priced: PricedBasket;
};

/** Which rule took another's place, and by how much it saves more; less on some lines where it saves more on all. */
export function displacedText(context: Context, { by, differenceMinor, priced }: Lost): string {
  const { say, locale } = context;
  const winner = priced.rulings.find(({ rule, outcome }) => rule === by && outcome === "applied");
  const rule = winner ? ruleTitle(context, winner) : (by ?? "");
  const amount = formatMoney(Math.abs(differenceMinor), locale);
  if (differenceMinor === 0) return say("why.displacedSame", { rule });
  return say(differenceMinor > 0 ? "why.displaced" : "why.displacedHere", { rule, amount });
}
