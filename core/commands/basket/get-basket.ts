import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { openBasket } from "./open-basket.ts";

/** The open basket, priced. Whoever asks first after a crash is told that it was found again. */
export function getBasket(ports: Ports, context: Context): Result<BasketView, Refusal> {
  const view = viewBasket(ports, context, openBasket(ports, context));
  context.terminal.recovered = false;
  return ok(view);
}
