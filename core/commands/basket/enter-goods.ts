import { addItem, type Entry } from "../../basket/index.ts";
import type { Refusal, ScanOutcome } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { formatQuantity } from "../../text/index.ts";
import { type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { basketRefusal, itemName, openBasket, saveBasket } from "./open-basket.ts";

/** Puts goods on the open basket and answers what the scan bar echoes: `Корнеплоды, 1,196 кг`. */
export function enterGoods(ports: Ports, context: Context, entry: Entry): Result<ScanOutcome, Refusal> {
  const before = openBasket(ports, context);
  const entered = addItem(before, entry);
  if (!entered.ok) return basketRefusal(context, entered.refusal);
  const { basket, line } = entered.value;
  const name = itemName(context, entry.item);
  saveBasket(ports, context, { before, after: basket, said: { key: "undo.added", params: { name } } });
  const text = `${name}, ${formatQuantity(line.qtyMilli, line.item.unit, context.locale)}`;
  return ok({ kind: "line-added", text, lineId: line.id });
}
