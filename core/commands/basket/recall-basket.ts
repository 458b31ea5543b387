import { isEmpty, restore } from "../../basket/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { openBasket, storeBasket } from "./open-basket.ts";

/** Takes a basket back. What lies open and is not empty is put aside in its place. */
export function recallBasket(
  ports: Ports,
  context: Context,
  input: { readonly id: string },
): Result<BasketView, Refusal> {
  const current = openBasket(ports, context);
  if (!ports.baskets.suspended().some(({ basket }) => basket.id === input.id)) {
    return refusal(context, "basket-unknown");
  }
  if (isEmpty(current)) ports.baskets.closeOpen();
  else ports.baskets.suspend(current, context.now, context.operator?.id ?? "system");
  const taken = ports.baskets.take(input.id);
  if (!taken) return refusal(context, "basket-unknown");
  const basket = restore(taken, taken);
  storeBasket(ports, context, { basket, undo: [] });
  return ok(viewBasket(ports, context, basket));
}
