import { removeLine as removed } from "../../basket/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { amountOf } from "../../money/index.ts";
import { record, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { basketRefusal, itemName, openBasket, saveBasket } from "./open-basket.ts";

/** Removes a line. Goods taken off a receipt are a classic way to steal, so it is a fact. */
export function removeLine(
  ports: Ports,
  context: Context,
  input: { readonly lineId: string },
): Result<BasketView, Refusal> {
  const before = openBasket(ports, context);
  const entered = removed(before, input.lineId);
  if (!entered.ok) return basketRefusal(context, entered.refusal);
  const { basket: after, line } = entered.value;
  const name = itemName(context, line.item);
  saveBasket(ports, context, { before, after, said: { key: "undo.removed", params: { name } } });
  const { item, qtyMilli, unitPriceMinor } = line;
  const grossMinor = amountOf(unitPriceMinor, qtyMilli);
  const body = { basket: before.id, sku: item.sku, name: item.name.ru, unit: item.unit, qtyMilli, grossMinor };
  record(ports, context, { kind: "line-removed", body });
  return ok(viewBasket(ports, context, after));
}
