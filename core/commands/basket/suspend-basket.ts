import { isEmpty } from "../../basket/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { openBasket, startFresh, storeBasket } from "./open-basket.ts";

/** A till serves one customer at a time: more baskets aside than this are forgotten ones. */
const maxSuspended = 50;

/** Puts the basket aside and starts an empty one. */
export function suspendBasket(ports: Ports, context: Context): Result<BasketView, Refusal> {
  const basket = openBasket(ports, context);
  if (isEmpty(basket)) return refusal(context, "basket-empty");
  if (ports.baskets.suspended().length >= maxSuspended) return refusal(context, "basket-full");
  const by = context.operator?.id ?? "system";
  ports.baskets.suspend(basket, context.now, by);
  const fresh = startFresh(ports, context);
  const undo = [{ kind: "suspended" as const, id: basket.id, said: { key: "undo.suspended", params: {} } }];
  storeBasket(ports, context, { basket: fresh, undo });
  return ok(viewBasket(ports, context, fresh));
}
