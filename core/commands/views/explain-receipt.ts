import type { Basket } from "../../basket/index.ts";
import type { PricedBasket, Ruling } from "../../pricing/index.ts";
import { packSayBare, type Context } from "../context.ts";
import type { Explained } from "./explanation.ts";
import { displacedText, ruleTitle } from "./rule-words.ts";
import { folded, refusedRow, resultRow, rowOf, type Ranked, type Row } from "./why-row.ts";

/** The receipt as a whole: goods, what became of every rule on it, what is due. */
export function explainReceipt(context: Context, basket: Basket, priced: PricedBasket): Explained {
  const { say } = context;
  const { grossMinor, payableMinor } = priced.total;
  const detail = positions(context, basket.lines.length);
  return {
    lineId: null,
    title: say("why.receipt"),
    rows: [
      rowOf({ kind: "shelf", title: say("why.goods"), detail, amountMinor: grossMinor }),
      ...cardRows(context, priced),
      ...folded(ruleRows(context, priced), false),
      resultRow(context, payableMinor),
    ],
  };
}

function positions({ say }: Context, count: number): string {
  return say("why.positions", { count });
}

/** Why the shown card, or a new one, brings nothing. */
function cardRows(context: Context, { refusals }: PricedBasket): Row[] {
  return refusals.map(({ clause, message }) =>
    rowOf({ kind: "refused", title: packSayBare(context, message), clause }),
  );
}

function ruleRows(context: Context, priced: PricedBasket): Ranked[] {
  const exclusions = new Set(priced.lines.flatMap(({ excluded }) => (excluded ? [excluded.code] : [])));
  const byRule = Map.groupBy(priced.rulings, ({ rule }) => rule);
  const own = [...byRule.values()].flatMap((rulings) => {
    const mine = rulings.filter(({ code }) => !exclusions.has(code));
    return [...appliedRow(context, mine), ...mine.flatMap((ruling) => lostRow(context, ruling, priced))];
  });
  return [...own, ...exclusionRows(context, priced)];
}

/** All that one rule takes off, whatever its rate on each line. */
function appliedRow(context: Context, rulings: readonly Ruling[]): Ranked[] {
  const applied = rulings.filter(({ outcome }) => outcome === "applied");
  const [first] = applied;
  if (!first) return [];
  const given = sum(applied.flatMap(({ amountsMinor = [] }) => amountsMinor));
  const amountMinor = given === 0 ? null : -given;
  const lines = applied.flatMap((ruling) => ruling.lines).length;
  const detail = lines === 0 ? "" : positions(context, lines);
  const { rule, clause } = first;
  return [
    {
      row: rowOf({ kind: "applied", rule, title: ruleTitle(context, first), detail, clause, amountMinor }),
      rank: "applied",
    },
  ];
}

function lostRow(context: Context, ruling: Ruling, priced: PricedBasket): Ranked[] {
  const { rule, outcome, lines, clause, amountsMinor = [], differencesMinor = [] } = ruling;
  if (outcome === "applied") return [];
  const where = lines.length === 0 ? "" : positions(context, lines.length);
  if (outcome === "refused") return [refusedRow(context, ruling, where)];
  const lost = displacedText(context, { by: ruling.by, differenceMinor: sum(differencesMinor), priced });
  const told = { rule, title: ruleTitle(context, ruling), detail: `${lost}. ${where}`, clause };
  return [{ row: rowOf({ kind: "displaced", ...told, amountMinor: -sum(amountsMinor) }), rank: "displaced" }];
}

/** Goods that no rule is about, by the ground; said once, not again for every rule. */
function exclusionRows(context: Context, { lines }: PricedBasket): Ranked[] {
  const grounds = lines.flatMap(({ excluded }) => (excluded ? [excluded] : []));
  const titled = grounds.map(({ message, clause }) => ({ title: packSayBare(context, message), clause }));
  const alike = Map.groupBy(titled, ({ title, clause }) => `${clause} ${title}`);
  return [...alike.values()].flatMap((some): Ranked[] => {
    const detail = positions(context, some.length);
    return some.slice(0, 1).map((told) => ({ row: rowOf({ kind: "excluded", ...told, detail }), rank: "excluded" }));
  });
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}
