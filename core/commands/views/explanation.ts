import type { Basket, Line } from "../../basket/index.ts";
import type { Explanation } from "../../contract/index.ts";
import { present } from "../../kernel/index.ts";
import type { Adjustment, Decision, PricedBasket, PricedLine } from "../../pricing/index.ts";
import { formatMoney, formatQuantity } from "../../text/index.ts";
import { packOf, packSayBare, type Context } from "../context.ts";
import { itemName } from "../basket/open-basket.ts";

type Row = Explanation["rows"][number];

/** One line's price step by step: shelf, every rule that looked at it, sum. */
export function explainLine(context: Context, line: Line, priced: PricedBasket): Explanation {
  const price = present(
    priced.lines.find((each) => each.id === line.id),
    "price of the line",
  );
  const tried = priced.decisions.filter((decision) => decision.line === line.id);
  return {
    lineId: line.id,
    title: `${itemName(context, line.item)}, ${formatQuantity(line.qtyMilli, line.item.unit, context.locale)}`,
    rows: [
      shelfRow(context, line, price),
      ...groundRows(context, price),
      ...ruleRows(context, price, tried),
      resultRow(context, price.netMinor),
    ],
    document: documentOf(context),
  };
}

function shelfRow(context: Context, line: Line, price: PricedLine): Row {
  const { locale, say } = context;
  if (line.blank) {
    const title = say(price.grossMinor > 0 ? "cardLine.sold" : "cardLine.given");
    return { kind: "shelf", title, detail: "", clause: price.clause ?? null, amountMinor: price.grossMinor };
  }
  const quantity = formatQuantity(line.qtyMilli, line.item.unit, locale);
  const detail = `${formatMoney(line.unitPriceMinor, locale)} × ${quantity}`;
  return { kind: "shelf", title: say("why.shelf"), detail, clause: null, amountMinor: price.grossMinor };
}

function groundRows(context: Context, price: PricedLine): Row[] {
  const ground = price.refused ?? price.excluded;
  if (!ground) return [];
  const kind = price.refused ? ("refused" as const) : ("excluded" as const);
  const title = packSayBare(context, ground.message);
  return [{ kind, title, detail: "", clause: ground.clause, amountMinor: null }];
}

/** An excluded or refused line says so once; that every rule skipped it adds nothing. */
function ruleRows(context: Context, price: PricedLine, tried: readonly Decision[]): Row[] {
  if (price.refused || price.excluded) return [];
  return tried.map((decision) => ruleRow(context, price, decision)).toSorted((a, b) => rank(a) - rank(b));
}

function rank(row: Row): number {
  return row.kind === "applied" ? 0 : 1;
}

function ruleRow(context: Context, price: PricedLine, decision: Decision): Row {
  const title = ruleTitle(context, decision);
  const { clause, outcome } = decision;
  if (outcome === "applied") {
    const applied = price.adjustments.find((each) => each.rule === decision.rule);
    const amountMinor = -(decision.amountMinor ?? applied?.amountMinor ?? 0);
    return { kind: "applied", title, detail: exactText(context, price, decision), clause, amountMinor };
  }
  const amountMinor = outcome === "displaced" && decision.amountMinor !== undefined ? -decision.amountMinor : null;
  return { kind: outcome, title, detail: detailOf(context, decision), clause, amountMinor };
}

/** What the rule calls itself: `5 % по карте`. */
function ruleTitle(context: Context, decision: Decision): string {
  const offer = packOf(context).pack.offers.find((each) => each.id === decision.rule);
  if (!offer) return packSayBare(context, decision.message);
  const { rateBp } = decision;
  const rate = rateBp === undefined ? {} : { rate: { bp: rateBp } };
  return packSayBare(context, { key: offer.message, params: { clause: offer.clause, ...rate } });
}

function detailOf(context: Context, { actual, required, base, message }: Decision): string {
  if (typeof actual !== "number" || typeof required !== "number" || base === undefined) {
    return packSayBare(context, message);
  }
  const { locale, say } = context;
  return say("why.threshold", { required: formatMoney(required, locale), actual: formatMoney(actual, locale) });
}

/** The amount before rounding, to a hundredth of a kopeck, where rounding changed it. */
function exactText(context: Context, price: PricedLine, decision: Decision): string {
  const { rateBp } = decision;
  if (rateBp === undefined) return "";
  const ofMinor = price.grossMinor * rateBp;
  if (ofMinor % 10_000 === 0) return "";
  const digits = String(ofMinor).padStart(7, "0");
  const whole = digits.slice(0, -6);
  const fraction = digits.slice(-6).replace(/0+$/, "");
  const point = context.locale === "en" ? "." : ",";
  return context.say("why.exact", { exact: `${whole}${point}${fraction}` });
}

function resultRow(context: Context, netMinor: number): Row {
  return { kind: "result", title: context.say("why.result"), detail: "", clause: null, amountMinor: netMinor };
}

/** The receipt as a whole: goods, each discount summed, what is due. */
export function explainReceipt(context: Context, basket: Basket, priced: PricedBasket): Explanation {
  const { say } = context;
  const detail = say("why.positions", { count: basket.lines.length });
  const goods: Row = {
    kind: "shelf",
    title: say("why.goods"),
    detail,
    clause: null,
    amountMinor: priced.total.grossMinor,
  };
  return {
    lineId: null,
    title: say("why.receipt"),
    rows: [
      goods,
      ...discountRows(context, priced),
      ...refusedRows(context, priced),
      resultRow(context, priced.total.payableMinor),
    ],
    document: documentOf(context),
  };
}

function discountRows(context: Context, priced: PricedBasket): Row[] {
  const byRule = new Map<string, { adjustment: Adjustment; amountMinor: number; lines: number }>();
  for (const adjustment of priced.lines.flatMap((line) => line.adjustments)) {
    const { amountMinor = 0, lines = 0 } = byRule.get(adjustment.rule) ?? {};
    byRule.set(adjustment.rule, { adjustment, amountMinor: amountMinor + adjustment.amountMinor, lines: lines + 1 });
  }
  return [...byRule.values()].map(({ adjustment, amountMinor, lines }) => ({
    kind: "applied" as const,
    title: packSayBare(context, adjustment.message),
    detail: context.say("why.positions", { count: lines }),
    clause: adjustment.clause,
    amountMinor: -amountMinor,
  }));
}

function refusedRows(context: Context, priced: PricedBasket): Row[] {
  const tried = new Map(priced.decisions.filter((each) => each.outcome === "refused").map((each) => [each.rule, each]));
  const given = new Set(priced.lines.flatMap((line) => line.adjustments).map((each) => each.rule));
  const rules = [...tried.values()].filter((each) => !given.has(each.rule) && each.base !== undefined);
  const refusals = priced.refusals.map((each) => ({
    kind: "refused" as const,
    title: packSayBare(context, each.message),
    detail: "",
    clause: each.clause,
    amountMinor: null,
  }));
  const missed = rules.map((decision) => ({
    kind: "refused" as const,
    title: ruleTitle(context, decision),
    detail: detailOf(context, decision),
    clause: decision.clause,
    amountMinor: null,
  }));
  return [...refusals, ...missed];
}

function documentOf(context: Context): string {
  return packOf(context).pack.pack.document.title[context.locale];
}
