import { isEmpty, restore, takeBack } from "../../basket/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { openBasket, storeBasket } from "./open-basket.ts";

/** Takes back the last change of the open basket, or takes the basket just put aside out again. */
export function undo(ports: Ports, context: Context): Result<BasketView, Refusal> {
  const steps = context.terminal.undo;
  const last = steps.at(-1);
  if (!last) return refusal(context, "nothing-to-undo");
  const current = openBasket(ports, context);
  if (last.kind === "suspended") {
    if (!isEmpty(current)) return refusal(context, "basket-not-empty");
    ports.baskets.closeOpen();
    const taken = ports.baskets.take(last.id);
    if (!taken) return refusal(context, "basket-unknown");
    const basket = restore(taken, taken);
    storeBasket(ports, context, { basket, undo: [] });
    return ok(viewBasket(ports, context, basket));
  }
  const basket = takeBack(current, last.back);
  storeBasket(ports, context, { basket, undo: steps.slice(0, -1) });
  record(ports, context, { kind: "change-undone", body: { basket: current.id, ...last.said.params } });
  return ok(viewBasket(ports, context, basket));
}
