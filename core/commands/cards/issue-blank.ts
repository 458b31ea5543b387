import { addBlank } from "../../basket/index.ts";
import { maskCard, type Card } from "../../card/index.ts";
import type { Refusal, ScanOutcome } from "../../contract/index.ts";
import type { Item } from "../../catalogue/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { packOf, packSay, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { basketRefusal, openBasket, saveBasket } from "../basket/open-basket.ts";
import { priceOpen } from "../basket/price-open.ts";

/** Puts a blank on the receipt: sold at the programme's price, or given when the receipt has earned it. */
export function issueBlank(ports: Ports, context: Context, blank: Card): Result<ScanOutcome, Refusal> {
  const masked = maskCard(blank.number);
  const category = packOf(context).pack.card?.category;
  if (category === undefined) return refusal(context, "card-not-sellable", { params: { masked } });
  const before = openBasket(ports, context);
  const { number, status } = blank;
  const entered = addBlank(before, blankItem(context, masked, category), { number, status });
  if (!entered.ok) {
    return entered.refusal.kind === "card-already-on-receipt"
      ? refusal(context, "card-already-on-receipt", { params: { masked } })
      : basketRefusal(context, entered.refusal);
  }
  const { basket, line } = entered.value;
  const price = priceOpen(ports, context, basket).priced.lines.find((each) => each.id === line.id);
  if (price?.refused) {
    const { clause, message } = price.refused;
    return refusal(context, "card-not-sellable", { params: { masked }, clause, message: packSay(context, message) });
  }
  saveBasket(ports, context, { before, after: basket, said: { key: "undo.blank", params: { masked } } });
  return ok({ kind: "blank-added", text: context.say("scan.blank", { masked }), lineId: line.id });
}

/** A blank is no article of the catalogue: what it costs and may do is said by the programme. */
function blankItem(context: Context, masked: string, category: string): Item {
  const { texts } = context;
  const name = (locale: "ru" | "be" | "en") => texts.say(locale)("card.item", { masked });
  return {
    sku: "card",
    barcode: "",
    name: { ru: name("ru"), be: name("be"), en: name("en") },
    category,
    unit: "pcs",
    priceMinor: 0,
    flags: [],
  };
}
