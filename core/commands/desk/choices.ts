import type { DeskQuote } from "../../contract/index.ts";
import { priceBasket, type PricedBasket } from "../../pricing/index.ts";
import { formatMoney } from "../../text/index.ts";
import type { Context } from "../context.ts";
import { bonusViews } from "./bonus-text.ts";
import type { Quoted } from "./price-desk.ts";

type Choice = DeskQuote["choices"][number];

/** What the regulation leaves to the buyer, each with what it comes to; the better sum first. Empty: nothing. */
export function choicesOf(context: Context, quoted: Quoted): Choice[] {
  const { asked, input, priced } = quoted;
  const named = Object.entries(asked.form.choices).map(([name, title]) => {
    const after = priceBasket(asked.pack, { ...input, choice: name });
    return { name, title: title[context.locale], after, comesTo: outcomeOf(after) };
  });
  const now = outcomeOf(priced);
  const distinct = named.filter(({ comesTo }, at) => named.findIndex((one) => one.comesTo === comesTo) === at);
  if (distinct.length < 2) return [];
  return distinct
    .toSorted((a, b) => a.after.total.payableMinor - b.after.total.payableMinor)
    .map(({ name, title, after, comesTo }) => ({
      name,
      title,
      ...wordsOf(context, quoted, after),
      payableMinor: after.total.payableMinor,
      chosen: comesTo === now,
    }));
}

/** What the buyer gets, as one text. */
function outcomeOf({ total, bonuses }: PricedBasket): string {
  return JSON.stringify([total, bonuses.map(({ rule, sessions, visit }) => [rule, sessions, visit])]);
}

function wordsOf(context: Context, { words }: Quoted, after: PricedBasket): { text: string; clause: string } {
  const { say, locale } = context;
  const given = after.lines.flatMap(({ adjustments }) => adjustments);
  const bonuses = bonusViews(context, after.bonuses, words);
  const saved = after.total.discountMinor;
  const parts = [
    ...(saved > 0 ? [say("desk.saves", { amount: formatMoney(saved, locale) })] : []),
    ...bonuses.map(({ text }) => text),
  ];
  const clauses = [...given.map(({ clause }) => clause), ...bonuses.map(({ clause }) => clause)];
  return { text: parts.join(". "), clause: [...new Set(clauses)].join(", ") };
}
