import type { BasketView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewBasket } from "../views/basket-view.ts";
import { itemName, openBasket, startFresh } from "./open-basket.ts";
import { priceOpen } from "./price-open.ts";

/** Gives the purchase up before payment. What was on it stays in the journal, with the reason. */
export function voidBasket(
  ports: Ports,
  context: Context,
  input: { readonly reason: string },
): Result<BasketView, Refusal> {
  const basket = openBasket(ports, context);
  if (basket.lines.length === 0) return refusal(context, "basket-empty");
  const { total } = priceOpen(ports, context, basket).priced;
  ports.baskets.closeOpen();
  record(ports, context, {
    kind: "basket-voided",
    body: {
      basket: basket.id,
      reason: input.reason,
      positions: basket.lines.length,
      payableMinor: total.payableMinor,
      lines: basket.lines.map(({ item, qtyMilli }) => ({ sku: item.sku, name: itemName(context, item), qtyMilli })),
    },
  });
  return ok(viewBasket(ports, context, startFresh(ports, context)));
}
