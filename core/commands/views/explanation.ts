import type { Line } from "../../basket/index.ts";
import type { Explanation } from "../../contract/index.ts";
import { present } from "../../kernel/index.ts";
import { decisionsOn, type Decision, type PricedBasket, type PricedLine } from "../../pricing/index.ts";
import { formatMoney, formatQuantity } from "../../text/index.ts";
import { itemName } from "../basket/open-basket.ts";
import { packOf, packSayBare, type Context } from "../context.ts";
import { displacedText, ruleTitle } from "./rule-words.ts";
import { folded, refusedRow, resultRow, rowOf, type Ranked, type Row } from "./why-row.ts";

/** What a price is made of, in rows. */
export type Explained = Pick<Explanation, "lineId" | "title" | "rows">;

/** One line's price step by step: shelf, what became of every rule of the programme, sum. */
export function explainLine(context: Context, line: Line, priced: PricedBasket): Explained {
  const price = present(
    priced.lines.find((each) => each.id === line.id),
    "price of the line",
  );
  const ground = groundRows(context, price);
  return {
    lineId: line.id,
    title: `${itemName(context, line.item)}, ${formatQuantity(line.qtyMilli, line.item.unit, context.locale)}`,
    rows: [
      shelfRow(context, line, price),
      ...ground,
      ...folded(ruleRows(context, price, priced), ground.length > 0),
      resultRow(context, price.netMinor),
    ],
  };
}

function shelfRow(context: Context, line: Line, price: PricedLine): Row {
  const { locale, say } = context;
  if (line.blank) {
    const title = say(price.grossMinor > 0 ? "cardLine.sold" : "cardLine.given");
    return rowOf({ kind: "shelf", title, clause: price.clause ?? null, amountMinor: price.grossMinor });
  }
  const quantity = formatQuantity(line.qtyMilli, line.item.unit, locale);
  const detail = `${formatMoney(line.unitPriceMinor, locale)} × ${quantity}`;
  return rowOf({ kind: "shelf", title: say("why.shelf"), detail, amountMinor: price.grossMinor });
}

function groundRows(context: Context, price: PricedLine): Row[] {
  const ground = price.refused ?? price.excluded;
  if (!ground) return [];
  const kind = price.refused ? ("refused" as const) : ("excluded" as const);
  return [rowOf({ kind, title: packSayBare(context, ground.message), clause: ground.clause })];
}

/** What became of every rule on this line, also of those that are not about it. */
function ruleRows(context: Context, price: PricedLine, priced: PricedBasket): Ranked[] {
  const here = decisionsOn(priced, price.id);
  const ofReceipt = priced.rulings.filter(
    ({ lines, rule }) => lines.length === 0 && !here.some((each) => each.rule === rule),
  );
  const told = new Set([...here, ...ofReceipt].map(({ rule }) => rule));
  const strange = packOf(context).pack.offers.filter(({ id }) => !told.has(id));
  return [
    ...here.map((decision) => decisionRow(context, { price, decision, priced })),
    ...ofReceipt.map((ruling) => refusedRow(context, ruling)),
    ...strange.map(({ id, clause, message }): Ranked => {
      const title = ruleTitle(context, { rule: id, message: { key: message, params: { clause } } });
      const detail = context.say("why.notMatchingLine");
      return { row: rowOf({ kind: "not-matching", rule: id, title, detail, clause }), rank: "strange" };
    }),
  ];
}

type Tried = { readonly price: PricedLine; readonly decision: Decision; readonly priced: PricedBasket };

function decisionRow(context: Context, { price, decision, priced }: Tried): Ranked {
  const { rule, clause, outcome, code, amountMinor, differenceMinor = 0 } = decision;
  const title = ruleTitle(context, decision);
  if (outcome === "applied") {
    const applied = price.adjustments.find((each) => each.rule === decision.rule);
    const given = amountMinor ?? applied?.amountMinor ?? 0;
    const detail = exactText(context, price, decision);
    return {
      row: rowOf({ kind: "applied", rule, title, detail, clause, amountMinor: given === 0 ? null : -given }),
      rank: "applied",
    };
  }
  if (outcome === "displaced") {
    const detail = displacedText(context, { by: decision.by, differenceMinor, priced });
    const would = rowOf({ kind: "displaced", rule, title, detail, clause, amountMinor: -(amountMinor ?? 0) });
    return { row: would, rank: "displaced" };
  }
  if (code !== price.excluded?.code) return refusedRow(context, decision);
  return { row: rowOf({ kind: "excluded", rule, title, detail: context.say("why.skips"), clause }), rank: "excluded" };
}

/** The amount before rounding, to a hundredth of a kopeck, where rounding changed it. */
function exactText(context: Context, price: PricedLine, { rateBp }: Pick<Decision, "rateBp">): string {
  if (rateBp === undefined) return "";
  const ofMinor = price.grossMinor * rateBp;
  if (ofMinor % 10_000 === 0) return "";
  const digits = String(ofMinor).padStart(7, "0");
  const whole = digits.slice(0, -6);
  const fraction = digits.slice(-6).replace(/0+$/, "");
  const point = context.locale === "en" ? "." : ",";
  return context.say("why.exact", { exact: `${whole}${point}${fraction}` });
}
