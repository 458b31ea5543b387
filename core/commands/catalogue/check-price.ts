import type { PriceCheck, Refusal } from "../../contract/index.ts";
import { emptyBasket, addItem } from "../../basket/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { findItem, readCode } from "../basket/scan.ts";
import { pricingInput, priceWithCard } from "../basket/price-open.ts";
import { packSayBare, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewItem } from "./item-view.ts";

/** The price of a barcode, a weight label or an sku, and what a card would make of it. Nothing is sold. */
export function checkPrice(
  ports: Ports,
  context: Context,
  input: { readonly code: string },
): Result<PriceCheck, Refusal> {
  const read = readCode(context, input);
  const code = read.kind === "weighed" ? read.barcodePrefix : read.kind === "item" ? read.barcode : input.code;
  const item = findItem(ports, code);
  if (!item) return refusal(context, "item-unknown", { params: { sku: input.code.slice(0, 24) } });
  const alone = addItem(emptyBasket("price-check", context.now, ""), { item, qtyMilli: 1000, weighed: false });
  if (!alone.ok) return refusal(context, alone.refusal.kind);
  const line = priceWithCard(context, pricingInput(ports, context, alone.value.basket)).lines[0];
  const ground = line?.excluded;
  return ok({
    item: viewItem(context, item),
    excluded: ground ? { text: packSayBare(context, ground.message), clause: ground.clause } : null,
    withCardMinor: line && line.discountMinor > 0 ? line.netMinor : null,
  });
}
