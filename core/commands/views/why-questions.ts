import type { Explanation } from "../../contract/index.ts";
import {
  decisionsOn,
  underOtherReadings,
  whyNot,
  type Decision,
  type PricedBasket,
  type PricingInput,
  type WhyNot,
} from "../../pricing/index.ts";
import { formatMoney } from "../../text/index.ts";
import { packOf, packSayBare, type Context } from "../context.ts";
import { refusalText, ruleTitle } from "./rule-words.ts";

type Question = Explanation["questions"][number];
type Reading = NonNullable<Explanation["readings"]>[number];
type Priced = { readonly input: PricingInput; readonly priced: PricedBasket };

/** Rules that lost of which it is asked what they would have come to: each costs some pricings of the receipt. */
const rivalsAsked = 3;

/** The smallest change that saves more, and why not the rules that lost, each answered by pricing the receipt anew. */
export function askAnew(context: Context, { input, priced }: Priced, lineId: string | null): Question[] {
  const about = lineId === null ? priced.rulings : decisionsOn(priced, lineId);
  const lost = about.filter(({ outcome }) => outcome === "displaced");
  const rivals = [...new Map(lost.map((one): [string, Lost] => [one.rule, one])).values()].slice(0, rivalsAsked);
  return [
    ...savings(context, priced),
    ...rivals.map((decision) => {
      return whyNotText(context, { decision, priced, answer: whyNot(packOf(context).pack, input, decision.rule) });
    }),
  ];
}

function savings(context: Context, { hints, countHints }: PricedBasket): Question[] {
  const { say, locale } = context;
  const nearest = [hints[0], countHints[0]].flatMap((hint) => hint ?? []);
  return nearest.map(({ message, clause, discountNowMinor, discountThenMinor }) => ({
    kind: "saves-more" as const,
    title: packSayBare(context, message),
    text: say("why.savesMore", {
      was: formatMoney(discountNowMinor, locale),
      becomes: formatMoney(discountThenMinor, locale),
    }),
    clause,
    differenceMinor: discountNowMinor - discountThenMinor,
  }));
}

type Lost = Pick<Decision, "rule" | "clause" | "rateBp" | "message">;
type Asked = { readonly decision: Lost; readonly priced: PricedBasket; readonly answer: WhyNot };

function whyNotText(context: Context, { decision, priced, answer }: Asked): Question {
  const { say, locale } = context;
  const { without, refused, payableNowMinor, payableThenMinor } = answer;
  const differenceMinor = payableThenMinor - payableNowMinor;
  const others = without.map((rule) => say("why.named", { rule: titleOf(context, rule, priced) })).join(", ");
  const payable = formatMoney(payableThenMinor, locale);
  const amount = formatMoney(Math.abs(differenceMinor), locale);
  const word = differenceMinor === 0 ? "Same" : differenceMinor > 0 ? "More" : "Less";
  return {
    kind: "why-not",
    title: say("why.whyNot", { rule: ruleTitle(context, decision) }),
    text: refused
      ? say("why.whyNotRefused", { others, reason: refusalText(context, refused) })
      : say(`why.whyNot${word}`, { others, payable, amount }),
    clause: decision.clause,
    differenceMinor: refused ? null : differenceMinor,
  };
}

function titleOf(context: Context, rule: string, { rulings }: PricedBasket): string {
  const said = rulings.find((ruling) => ruling.rule === rule && ruling.outcome === "applied");
  return said ? ruleTitle(context, said) : rule;
}

/** What the receipt would come to under each other meaning of an unclear clause, where that changes anything. */
export function readUnderOthers(context: Context, source: string, { input, priced }: Priced): Reading[] {
  const { locale, say } = context;
  const { pack } = packOf(context);
  return underOtherReadings(source, input, pack.chosen).map(({ reading, clause, note, value, priced: then }) => {
    const values = pack.readings[reading]?.values ?? [];
    const { payableMinor } = then.total;
    return {
      title: note[locale],
      text: say("why.reading", { number: values.indexOf(value) + 1, count: values.length }),
      clause,
      payableMinor,
      differenceMinor: payableMinor - priced.total.payableMinor,
    };
  });
}
