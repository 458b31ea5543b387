import type { Item } from "../../core/catalogue/index.ts";
import { createSeal, StorageError } from "../connection/index.ts";
import { foldText } from "./fold-text.ts";

export type ItemRow = {
  readonly sku: string;
  readonly barcode: string;
  readonly name_ru: string;
  readonly name_be: string | null;
  readonly name_en: string;
  readonly category: string;
  readonly unit: string;
  readonly price_minor: number;
  readonly flags: string;
  readonly sum: number;
};

export const itemColumns = "sku, barcode, name_ru, name_be, name_en, category, unit, price_minor, flags, sum";

const seal = createSeal("item", "cache");

export type ItemFields = readonly [string, string, string, string | null, string, string, string, number, string];

export function itemFields(item: Item): ItemFields {
  const { name } = item;
  const flags = JSON.stringify(item.flags);
  const { sku, barcode, category, unit, priceMinor } = item;
  return [sku, barcode, name.ru, name.be ?? null, name.en, category, unit, priceMinor, flags];
}

export function sumOfItem(fields: ItemFields): number {
  return seal.of(fields);
}

/** What the search looks at: the name in every language. */
export function foldedNames(item: Item): string {
  const { ru, be, en } = item.name;
  return foldText([ru, be ?? "", en].join(" "));
}

/** Throws `storage-damaged` unless the row is what was written. */
export function toItem(row: ItemRow): Item {
  const { sku, barcode, name_ru: ru, name_be: be, name_en: en, category, unit, price_minor: priceMinor } = row;
  seal.check([sku, barcode, ru, be, en, category, unit, priceMinor, row.flags], row.sum);
  if (unit !== "pcs" && unit !== "kg") {
    throw new StorageError("storage-damaged", "an article has an unknown unit", "cache");
  }
  const name = be === null ? { ru, en } : { ru, be, en };
  return { sku, barcode, name, category, unit, priceMinor, flags: parseFlags(row.flags) };
}

function parseFlags(text: string): string[] {
  if (text === "[]") return [];
  const flags: unknown = JSON.parse(text);
  return Array.isArray(flags) ? flags.filter((flag) => typeof flag === "string") : [];
}
