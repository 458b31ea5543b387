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
  /**
   * What a price list declares of a service, as written: facts of the programme (`line.months`: `3`), and prices in
   * minor units of other weekdays (`price.saturday`: `360000`) and of single dates (`price.2027-01-01`: `500000`).
   */
  readonly facts?: Readonly<Record<string, string>>;
};
