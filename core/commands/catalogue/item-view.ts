import type { Item } from "../../catalogue/index.ts";
import type { ItemView } from "../../contract/index.ts";
import { itemName } from "../basket/open-basket.ts";
import type { Context } from "../context.ts";

export function viewItem(context: Context, item: Item): ItemView {
  const { sku, barcode, category, unit, priceMinor, flags } = item;
  return { sku, barcode, name: itemName(context, item), category, unit, priceMinor, flags: [...flags] };
}
