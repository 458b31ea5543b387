import type { Refusal, ScanOutcome } from "../../contract/index.ts";
import type { Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { enterGoods } from "./enter-goods.ts";
import { itemName } from "./open-basket.ts";

/** Adds an article by sku: one piece unless a quantity is given. Weighed goods need their weight. */
export function addLine(
  ports: Ports,
  context: Context,
  input: { readonly sku: string; readonly qtyMilli?: number | undefined },
): Result<ScanOutcome, Refusal> {
  const item = ports.items.bySku(input.sku);
  if (!item) return refusal(context, "item-unknown", { params: { sku: input.sku } });
  if (item.unit === "kg" && input.qtyMilli === undefined) {
    return refusal(context, "weight-needed", { params: { name: itemName(context, item) } });
  }
  return enterGoods(ports, context, { item, qtyMilli: input.qtyMilli ?? 1000, weighed: false });
}
