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
  readonly facts: string;
  readonly sum: number;
};

export const itemColumns = "sku, barcode, name_ru, name_be, name_en, category, unit, price_minor, flags, facts, sum";

const seal = createSeal("item", "cache");

export type ItemFields = readonly [
  string,
  string,
  string,
  string | null,
  string,
  string,
  string,
  number,
  string,
  string,
];

const noFacts = "{}";

export function itemFields(item: Item): ItemFields {
  const { name } = item;
  const flags = JSON.stringify(item.flags);
  const facts = item.facts ? JSON.stringify(item.facts) : noFacts;
  const { sku, barcode, category, unit, priceMinor } = item;
  return [sku, barcode, name.ru, name.be ?? null, name.en, category, unit, priceMinor, flags, facts];
}

export function sumOfItem(fields: ItemFields): number {
  return seal.of(sealed(fields));
}

/** Goods without facts are sealed as they were before there were any. */
function sealed(fields: ItemFields): readonly (string | number | null)[] {
  return fields.at(-1) === noFacts ? fields.slice(0, -1) : fields;
}

/** What the search looks at: the name in every language. */
export function foldedNames(item: Item): string {
  const { ru, be, en } = item.name;
  return foldText([ru, be ?? "", en].join(" "));
}

/** Throws `storage-damaged` unless the row is what was written. */
export function toItem(row: ItemRow): Item {
  const { sku, barcode, name_ru: ru, name_be: be, name_en: en, category, unit, price_minor: priceMinor } = row;
  seal.check(sealed([sku, barcode, ru, be, en, category, unit, priceMinor, row.flags, row.facts]), row.sum);
  if (unit !== "pcs" && unit !== "kg") {
    throw new StorageError("storage-damaged", "an article has an unknown unit", "cache");
  }
  const name = be === null ? { ru, en } : { ru, be, en };
  const facts = row.facts === noFacts ? {} : { facts: parseFacts(row.facts) };
  return { sku, barcode, name, category, unit, priceMinor, flags: parseFlags(row.flags), ...facts };
}

function parseFacts(text: string): Record<string, string> {
  const facts: unknown = JSON.parse(text);
  if (typeof facts !== "object" || facts === null) return {};
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function parseFlags(text: string): string[] {
  if (text === "[]") return [];
  const flags: unknown = JSON.parse(text);
  return Array.isArray(flags) ? flags.filter((flag) => typeof flag === "string") : [];
}
