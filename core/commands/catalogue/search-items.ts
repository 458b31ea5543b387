import type { ItemView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewItem } from "./item-view.ts";

const usualLimit = 30;

/** Articles whose name, sku or barcode begins as typed, best first. */
export function searchItems(
  ports: Ports,
  context: Context,
  input: { readonly text: string; readonly limit?: number | undefined },
): Result<ItemView[], Refusal> {
  const text = input.text.trim();
  if (text === "") return ok([]);
  return ok(ports.items.search(text, input.limit ?? usualLimit).map((item) => viewItem(context, item)));
}
