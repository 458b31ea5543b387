import type { Locale } from "../kernel/index.ts";
import { amountOf } from "../money/index.ts";
import type { Facts } from "../offer/index.ts";
import type { PricingInput } from "../pricing/index.ts";
import { formatDate, formatMoney, formatPercent } from "../text/index.ts";

const words = {
  ru: { card: "карта", noCard: "без карты", order: "приказ", times: "позиций:" },
  be: { card: "картка", noCard: "без карткі", order: "загад", times: "пазіцый:" },
  en: { card: "card", noCard: "no card", order: "order", times: "lines:" },
} as const;

/** A receipt in one line: day, card, what is on it, and the facts that rules see. */
export function basketText({ at, card, lines, facts, orders = [] }: PricingInput, locale: Locale): string {
  const say = words[locale];
  const [first] = lines;
  const total = lines.reduce((sum, line) => sum + amountOf(line.unitPriceMinor, line.qtyMilli), 0);
  const goods = first ? [first.category, ...first.flags, ...factTexts(first.facts ?? {})].join(", ") : "";
  const shown = card
    ? `${say.card} ${card.status}${card.presentation === "original" ? "" : ` (${card.presentation})`}`
    : say.noCard;
  return [
    formatDate(at),
    shown,
    `${formatMoney(total, locale)} [${goods}]${lines.length > 1 ? `, ${say.times} ${lines.length}` : ""}`,
    ...factTexts(facts),
    ...orders.map(({ kind, rateBp }) => `${say.order} ${kind}: ${formatPercent(rateBp ?? 0, locale)}`),
  ].join("; ");
}

function factTexts(facts: Facts): string[] {
  return Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${Array.isArray(value) ? value.join("+") : String(value)}`);
}
