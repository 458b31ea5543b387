import { changeQuantity as changed } from "../../basket/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { basketRefusal, itemName, openBasket, saveBasket } from "./open-basket.ts";

export function changeQuantity(
  ports: Ports,
  context: Context,
  input: { readonly lineId: string; readonly qtyMilli: number },
): Result<BasketView, Refusal> {
  const before = openBasket(ports, context);
  const entered = changed(before, input.lineId, input.qtyMilli);
  if (!entered.ok) return basketRefusal(context, entered.refusal);
  const { basket: after, line } = entered.value;
  saveBasket(ports, context, {
    before,
    after,
    said: { key: "undo.quantity", params: { name: itemName(context, line.item) } },
  });
  return ok(viewBasket(ports, context, after));
}
