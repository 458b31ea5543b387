import type { Minor } from "../money/index.ts";

/** An article of the catalogue. `barcode` is an EAN-13, or the 7-digit start of an in-store code (`22` + sku). */
export type Item = {
  readonly sku: string;
  readonly barcode: string;
  readonly name: { readonly ru: string; readonly en: string; readonly be?: string };
  readonly category: string;
  readonly unit: "pcs" | "kg";
  readonly priceMinor: Minor;
  readonly flags: readonly string[];
};
