import type { DeskOffer, DeskQuoteLine } from "../../contract/index.ts";
import type { Decision } from "../../pricing/index.ts";
import { ruleOf } from "./desk-words.ts";
import type { Quoted } from "./price-desk.ts";

/** An offer with what it gives on each line of the receipt. */
export type OfferColumn = DeskOffer & { readonly cells: DeskQuoteLine["offers"] };

/** The offers that compete: those that apply, then those that lost, the nearest first. */
export function offersOf(quoted: Quoted): OfferColumn[] {
  const { priced } = quoted;
  const alive = priced.decisions.filter(({ outcome, amountMinor = 0 }) => outcome !== "refused" && amountMinor > 0);
  const byRule = Map.groupBy(alive, ({ rule }) => ruleOf(rule));
  const among = (rules: readonly string[]) => rules.flatMap((rule) => byRule.get(rule) ?? []);
  const rivals = priced.rivals.map(({ rules, savedMinor, amountsMinor }) => {
    return columnOf(quoted, { rules, savedMinor, amountsMinor, found: among(rules) });
  });
  const alone = [...byRule].filter(([rule]) => !rivals.some(({ rules }) => rules.includes(rule)));
  const others = alone.map(([rule, found]) => {
    const amountsMinor = quoted.units.map(({ id }) => sumOf(found.filter(({ line }) => line === id)));
    const savedMinor = amountsMinor.reduce((sum, amount) => sum + amount, 0);
    return columnOf(quoted, { rules: [rule], savedMinor, amountsMinor, found });
  });
  const rank = { applied: 0, "given-up": 1, lost: 2 };
  return [...rivals, ...others].toSorted((a, b) => rank[a.state] - rank[b.state] || b.savedMinor - a.savedMinor);
}

type Rival = Quoted["priced"]["rivals"][number] & { readonly found: readonly Decision[] };

function columnOf({ units, words, input, priced }: Quoted, rival: Rival): OfferColumn {
  const { rules, savedMinor, amountsMinor, found } = rival;
  const applied = found.some(({ outcome }) => outcome === "applied");
  const isGivenUp = input.choice !== undefined && priced.total.discountMinor === 0;
  return {
    rules: [...rules],
    title: rules.map((rule) => words.rule(rule, found.find((one) => ruleOf(one.rule) === rule)?.message)).join(" + "),
    clause: [...new Set(found.map(({ clause }) => clause))].join(", "),
    savedMinor,
    state: applied ? "applied" : isGivenUp ? "given-up" : "lost",
    cells: units.map(({ id }, at) => {
      const amountMinor = amountsMinor[at] ?? 0;
      const rateBp = found.find(({ line, rateBp: rate = 0 }) => line === id && rate > 0)?.rateBp ?? null;
      return amountMinor === 0 ? null : { amountMinor, rateBp };
    }),
  };
}

const sumOf = (found: readonly Decision[]): number => found.reduce((sum, { amountMinor = 0 }) => sum + amountMinor, 0);
