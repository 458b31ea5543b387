import type { Explanation, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { explainLine, explainReceipt } from "../views/explanation.ts";
import { openBasket } from "./open-basket.ts";
import { priceOpen } from "./price-open.ts";

/** Why a line, or the whole receipt, costs what it costs: shelf price, each rule tried, the result. */
export function explain(
  ports: Ports,
  context: Context,
  input: { readonly lineId: string | null },
): Result<Explanation, Refusal> {
  const basket = openBasket(ports, context);
  const { priced } = priceOpen(ports, context, basket);
  if (input.lineId === null) return ok(explainReceipt(context, basket, priced));
  const line = basket.lines.find((each) => each.id === input.lineId);
  return line ? ok(explainLine(context, line, priced)) : refusal(context, "line-unknown");
}
