import { z } from "../kernel/index.ts";
import { Minor } from "./fields.ts";

export const ItemView = z.object({
  sku: z.string(),
  barcode: z.string(),
  name: z.string(),
  category: z.string(),
  unit: z.enum(["pcs", "kg"]),
  priceMinor: Minor,
  flags: z.array(z.string()),
});
export type ItemView = z.infer<typeof ItemView>;

/** Price check: the shelf price, what a card makes of it, and why. */
export const PriceCheck = z.object({
  item: ItemView,
  excluded: z.object({ text: z.string(), clause: z.string() }).nullable(),
  withCardMinor: Minor.nullable(),
});
export type PriceCheck = z.infer<typeof PriceCheck>;

export const ImportPreview = z.object({
  /** Name this preview when importing it; kept until the next preview. */
  token: z.string(),
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  removed: z.int(),
  unchanged: z.int(),
  errorCount: z.int(),
  /** The first 200 broken rows: place in the file, column, what is wrong and what to do. */
  errors: z.array(z.object({ row: z.int(), column: z.string(), value: z.string(), message: z.string() })),
  sample: z.array(ItemView),
});
export type ImportPreview = z.infer<typeof ImportPreview>;
