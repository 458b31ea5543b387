import type { Locale } from "../kernel/index.ts";
import { conditionTests, type Benefit, type Condition } from "../offer/index.ts";
import type { Group, Offer, Pack } from "../programme/index.ts";
import { formatCount, formatDate, formatMoney, formatPercent } from "../text/index.ts";
import { packWords } from "./pack-words.ts";

/** What an offer gives: `скидка 5 %`, `по приказу от 10 % до 20 %`. */
export function benefitText({ give, order }: Offer, lang: Locale): string {
  const say = packWords[lang];
  const percent = (bp: number) => formatPercent(bp, lang);
  const money = (minor: number) => formatMoney(minor, lang);
  if (order) {
    const figure = give.ordered === "sessions" ? (value: number) => formatCount(value, lang) : percent;
    const most = typeof order.most === "number" ? figure(order.most) : `${say.table} ${order.most.table}`;
    return `${say.byOrder} ${figure(order.least)} … ${most}${give.ordered === "sessions" ? ` ${say.sessions}` : ""}`;
  }
  const steps = give.tiers?.rows.map(({ from, percentBp, amountMinor }) => {
    return `${say.from} ${money(from)} — ${percentBp === undefined ? money(amountMinor ?? 0) : percent(percentBp)}`;
  });
  const parts = [
    give.percentBp === undefined ? "" : `${say.discount} ${percent(give.percentBp)}`,
    give.amountMinor === undefined ? "" : `${say.discount} ${money(give.amountMinor)}${perText(give, lang)}`,
    give.priceMinor === undefined ? "" : `${say.price} ${money(give.priceMinor)}${perText(give, lang)}`,
    steps ? `${say.steps}: ${steps.join("; ")}` : "",
    give.visit ? `${say.visit} ${give.visit.services.join(", ")} −${percent(give.visit.rateBp)}` : "",
    give.capMinor === undefined ? "" : `${say.atMost} ${money(give.capMinor)}`,
    give.units ? `${say.units} ${JSON.stringify(give.units)}` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

const perText = ({ per }: Benefit, lang: Locale): string => (per === undefined ? "" : ` (${packWords[lang].per[per]})`);

export function termText({ from, to }: { from?: string | undefined; to?: string | undefined }, lang: Locale): string {
  const say = packWords[lang];
  if (from === undefined && to === undefined) return say.always;
  return [
    from === undefined ? "" : `${say.since} ${formatDate(from)}`,
    to === undefined ? "" : `${say.until} ${formatDate(to)}`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** What an offer asks, each condition in words. */
export function conditionTexts(pack: Pack, { lines, when = [] }: Offer, lang: Locale): string[] {
  const about = lines ? [`${packWords[lang].lines}: ${conditionText(pack, lines, lang)}`] : [];
  return [...about, ...when.map((condition) => conditionText(pack, condition, lang))];
}

export function conditionText(pack: Pack, condition: Condition, lang: Locale): string {
  const say = packWords[lang];
  const { all, any, not, fact, base, days, yearsOver } = condition;
  const part = (one: Condition) => conditionText(pack, one, lang);
  if (all) return all.length === 0 ? say.always : all.map(part).join(` ${say.and} `);
  if (any) return `(${any.map(part).join(` ${say.or} `)})`;
  if (not) return `${say.not} (${part(not)})`;
  const isMoney =
    base === undefined ? pack.facts[fact ?? ""]?.type === "money" : pack.bases[base]?.measure === "amount";
  const subject = [
    fact,
    base === undefined ? undefined : `«${base}»`,
    days === undefined ? undefined : `${say.dayOf} ${days}`,
    yearsOver === undefined ? undefined : `${say.yearsOf} ${yearsOver}`,
  ].find((one) => one !== undefined);
  const tests = conditionTests.flatMap((test) => {
    const operand = condition[test];
    return operand === undefined ? [] : [`${say.tests[test]} ${operandText(operand, isMoney, lang)}`];
  });
  return `${subject ?? ""} ${tests.join(", ")}`;
}

function operandText(operand: Exclude<Condition["is"], undefined>, isMoney: boolean, lang: Locale): string {
  if (typeof operand === "number") return isMoney ? formatMoney(operand, lang) : formatCount(operand, lang);
  if (typeof operand === "boolean") return operand ? packWords[lang].yes : packWords[lang].no;
  if (operand === null) return "—";
  if (typeof operand === "string") return operand;
  if (Array.isArray(operand)) return operand.map(String).join(", ");
  return "set" in operand ? `[${operand.set}]` : "fact" in operand ? operand.fact : "";
}

/** The tree of groups as tills name it: `максимальная (4.1, 4.2)`. */
export function stackingText(group: Group, lang: Locale): string {
  const members = group.members.map((one) => (typeof one === "string" ? one : stackingText(one, lang)));
  const cap = group.capBp === undefined ? "" : ` ≤ ${formatPercent(group.capBp, lang)}`;
  return `${packWords[lang].modes[group.mode]}${cap} (${members.join(", ")})`;
}
