import { showCard } from "../../basket/index.ts";
import { maskCard } from "../../card/index.ts";
import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { openBasket, saveBasket } from "../basket/open-basket.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";

/** Takes the shown card off the basket; without one nothing happens. */
export function clearCard(ports: Ports, context: Context): Result<BasketView, Refusal> {
  const before = openBasket(ports, context);
  if (!before.card) return ok(viewBasket(ports, context, before));
  const after = showCard(before, null);
  const said = { key: "undo.cardCleared", params: { masked: maskCard(before.card.number) } };
  saveBasket(ports, context, { before, after, said });
  return ok(viewBasket(ports, context, after));
}
