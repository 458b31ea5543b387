import { declineOffer as declined } from "../../basket/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { openBasket, saveBasket } from "./open-basket.ts";

/** The customer turned an earned offer down: it is not shown again for this basket. */
export function declineOffer(
  ports: Ports,
  context: Context,
  input: { readonly rule: string },
): Result<BasketView, Refusal> {
  const before = openBasket(ports, context);
  const after = declined(before, input.rule);
  if (after !== before) saveBasket(ports, context, { before, after, said: { key: "undo.declined", params: {} } });
  return ok(viewBasket(ports, context, after));
}
