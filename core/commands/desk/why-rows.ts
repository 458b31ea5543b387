import type { DeskWhy } from "../../contract/index.ts";
import type { Decision } from "../../pricing/index.ts";
import { formatMoney } from "../../text/index.ts";
import { packSayBare, type Context } from "../context.ts";
import { ruleOf } from "./desk-words.ts";
import type { OfferColumn } from "./offers.ts";
import type { Quoted } from "./price-desk.ts";

/**
 * Why it costs what it costs: what applies, by how much each other offer would have saved less, and why the rest does
 * not hold. What is the same on every line is said once.
 */
export function whyRows(context: Context, quoted: Quoted, columns: readonly OfferColumn[]): DeskWhy[] {
  const { form } = quoted.asked;
  const competing = columns.length > 1 && form.because ? [form.because] : [];
  return [
    ...competing.map(({ clause, text }) => ({
      ...bare("rule", clause),
      text: text[context.locale],
    })),
    ...priceRows(quoted),
    ...(form.screen === "stay" ? offerRows(context, columns) : lineRows(context, quoted)),
    ...hintRows(context, quoted),
    ...refusalRows(context, quoted),
  ];
}

function bare(kind: DeskWhy["kind"], clause: string): DeskWhy {
  return { kind, line: null, rule: "", code: "", title: "", text: "", clause, lessMinor: null };
}

/** Prices that take the place of the price list's. */
function priceRows({ asked, priced, words }: Quoted): DeskWhy[] {
  const prices = new Set(asked.pack.prices?.map(({ id }) => id));
  return priced.decisions
    .filter(({ rule, outcome }) => outcome === "applied" && prices.has(rule))
    .map(({ rule, clause, code, message }) => {
      return { ...bare("applied", clause), rule: ruleOf(rule), code, title: words.rule(rule, message) };
    });
}

/** What more of would save more, proved by pricing it. */
function hintRows({ say, locale }: Context, { priced, words }: Quoted): DeskWhy[] {
  return priced.countHints.map(({ rule, clause, by, line, missing, discountNowMinor, discountThenMinor, message }) => {
    const amounts = { now: formatMoney(discountNowMinor, locale), becomes: formatMoney(discountThenMinor, locale) };
    const text = say(`desk.more.${by}`, { count: missing, ...amounts });
    const about = { rule: ruleOf(rule), code: "", title: words.rule(rule, message) };
    return { ...bare("hint", clause), ...about, line: by === "nights" ? null : line, text };
  });
}

/** Offers for the whole stay, each against the one that applies. */
function offerRows({ say, locale }: Context, columns: readonly OfferColumn[]): DeskWhy[] {
  const best = columns.filter(({ state }) => state === "applied").reduce((sum, { savedMinor }) => sum + savedMinor, 0);
  return columns.map(({ rules, title, clause, savedMinor, state }): DeskWhy => {
    const about = { line: null, rule: rules.join(", "), code: "", title, clause };
    const amount = formatMoney(savedMinor, locale);
    if (state === "applied") return { ...about, kind: "applied", text: say("desk.saves", { amount }), lessMinor: null };
    if (state === "given-up") return { ...about, kind: "lost", text: say("desk.givenUp", { amount }), lessMinor: null };
    const lessMinor = best - savedMinor;
    return { ...about, kind: "lost", text: lessText(say, locale, lessMinor), lessMinor };
  });
}

function lessText(say: Context["say"], locale: Context["locale"], lessMinor: number): string {
  return lessMinor > 0 ? say("desk.less", { amount: formatMoney(lessMinor, locale) }) : say("desk.equal");
}

/** What applies and what lost on each line by itself. */
function lineRows(context: Context, { priced, words, units }: Quoted): DeskWhy[] {
  const { say, locale } = context;
  const alive = priced.decisions.filter(({ outcome }) => outcome !== "refused");
  return units.flatMap(({ id }) => {
    const mine = alive.filter(({ line }) => line === id);
    return mine
      .toSorted((a, b) => Number(b.outcome === "applied") - Number(a.outcome === "applied"))
      .map(({ rule, outcome, code, clause, amountMinor = 0, differenceMinor = 0, message }): DeskWhy => {
        const about = { line: id, rule: ruleOf(rule), code, title: words.rule(rule, message), clause };
        if (outcome === "applied") {
          const text = amountMinor > 0 ? say("desk.saves", { amount: formatMoney(amountMinor, locale) }) : "";
          return { ...about, kind: "applied", text, lessMinor: null };
        }
        return { ...about, kind: "lost", text: lessText(say, locale, differenceMinor), lessMinor: differenceMinor };
      });
  });
}

/** Rules that do not hold. A rule with several variants does not hold where none of them does. */
function refusalRows(context: Context, { asked, priced, words, units }: Quoted): DeskWhy[] {
  return asked.form.rules.flatMap((rule) => {
    const mine = priced.decisions.filter((decision) => ruleOf(decision.rule) === rule);
    const refused = units.flatMap(({ id }) => {
      const here = mine.filter(({ line }) => line === id || line === null);
      const onLine = here.filter(({ line }) => line !== null);
      const said = (onLine.length > 0 ? onLine : here).filter(isSaid);
      const [first] = said;
      return first && said.every(({ outcome }) => outcome === "refused") ? [{ id, decision: first }] : [];
    });
    const held = mine.some(({ outcome }) => outcome !== "refused");
    return [...Map.groupBy(refused, ({ decision }) => decision.code).values()].flatMap((same) => {
      const everywhere = same.length === units.length || (asked.form.screen === "stay" && !held);
      const shown = everywhere ? same.slice(0, 1) : asked.form.screen === "stay" ? [] : same;
      return shown.map(({ id, decision }): DeskWhy => {
        const { code, clause, message } = decision;
        const text = packSayBare(context, message);
        const title = words.rule(decision.rule, message);
        return { kind: "refused", line: everywhere ? null : id, rule, code, title, text, clause, lessMinor: null };
      });
    });
  });
}

/** That a rule is about other goods is no reason to give. */
const isSaid = ({ code }: Decision): boolean => code !== "NO_MATCHING_LINE";
