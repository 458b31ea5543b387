import { ok, refuse, type Result } from "../kernel/index.ts";
import type { CsvRecord } from "./read-csv.ts";
import type { Item } from "./item.ts";

export const requiredColumns = ["sku", "barcode", "name_ru", "category", "unit", "price_minor", "currency"] as const;
export const optionalColumns = ["name_en", "name_be", "flags", "facts"] as const;
type Column = (typeof requiredColumns)[number] | (typeof optionalColumns)[number];

/** What can be wrong with a cell. Texts are keyed by it: what is wrong and what to do. */
export const rowFaults = [
  "missing-column",
  "unknown-column",
  "cell-count",
  "empty",
  "too-long",
  "sku",
  "duplicate-sku",
  "barcode",
  "check-digit",
  "duplicate-barcode",
  "weight-code",
  "card-number",
  "unit",
  "number",
  "negative",
  "too-much",
  "currency",
  "category",
  "flag",
  "fact-shape",
  "fact-name",
  "fact-value",
] as const;
export type RowFault = (typeof rowFaults)[number];

export type RowError = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly fault: RowFault;
  /** For the text: what would have been right, or the row that has the value already. */
  readonly expected?: string;
};

/** What the shop expects of an article; the check digit comes from the scanning rules. */
export type RowRules = {
  readonly currency: string;
  readonly weightPrefix: string;
  /** Empty: anything goes. */
  readonly categories: readonly string[];
  readonly flags: readonly string[];
  hasCheckDigit(barcode: string): boolean;
  /** Whether the till would take the code for a card's number: the article could never be scanned. */
  readonly readsAsCard?: (barcode: string) => boolean;
  /** What is wrong with a declared fact; absent: anything goes. */
  readonly factFault?: (name: string, value: string) => "fact-name" | "fact-value" | null;
};

export type Columns = ReadonlyMap<string, number>;

/** A million in major units for one piece. */
const maxPriceMinor = 100_000_000;
const maxNameLength = 200;

/** Places of the columns by name; every column that is missing or unknown is an error. */
export function readHeader(header: CsvRecord): Result<Columns, RowError[]> {
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const known: readonly string[] = [...requiredColumns, ...optionalColumns];
  const missing = requiredColumns.filter((column) => !names.includes(column));
  const unknown = names.filter((name, index) => !known.includes(name) || names.indexOf(name) !== index);
  const errors: RowError[] = [
    ...missing.map((column) => ({ row: header.row, column, value: "", fault: "missing-column" as const })),
    ...unknown.map((name) => ({ row: header.row, column: name, value: name, fault: "unknown-column" as const })),
  ];
  return errors.length > 0 ? refuse(errors) : ok(new Map(names.map((name, index) => [name, index])));
}

/** Checks one row by itself; duplicates are the caller's business. Every broken cell is named. */
export function checkRow(record: CsvRecord, columns: Columns, rules: RowRules): Result<Item, RowError[]> {
  const { row, cells } = record;
  if (cells.length !== columns.size) {
    const value = String(cells.length);
    return refuse([{ row, column: "", value, fault: "cell-count", expected: String(columns.size) }]);
  }
  const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? "";
  const errors: RowError[] = [];
  const fail = (column: Column, fault: RowFault, expected?: string): void => {
    errors.push({ row, column, value: cell(column), fault, ...(expected === undefined ? {} : { expected }) });
  };
  for (const column of requiredColumns) if (cell(column) === "") fail(column, "empty");
  const unit = cell("unit");
  const flags = [...new Set(cell("flags").split(/\s+/).filter(Boolean))];
  checkTexts(cell, rules, fail);
  if (unit !== "pcs" && unit !== "kg") fail("unit", "unit");
  else checkBarcode({ barcode: cell("barcode"), unit }, rules, fail);
  checkPrice(cell("price_minor"), fail);
  const strange = flags.find((flag) => rules.flags.length > 0 && !rules.flags.includes(flag));
  if (strange !== undefined) fail("flags", "flag", rules.flags.join(", "));
  const facts = readFacts(cell("facts"), rules, fail);
  if (errors.length > 0) return refuse(withoutEchoes(errors));
  return ok(toItem(cell, { unit: unit === "kg" ? "kg" : "pcs", flags, facts }));
}

type Fail = (column: Column, fault: RowFault, expected?: string) => void;
type Cell = (column: Column) => string;

function checkTexts(cell: Cell, rules: RowRules, fail: Fail): void {
  if (!/^[\w.-]{0,32}$/.test(cell("sku"))) fail("sku", "sku");
  for (const column of ["name_ru", "name_en", "name_be"] as const) {
    if (cell(column).length > maxNameLength) fail(column, "too-long", String(maxNameLength));
  }
  if (rules.categories.length > 0 && !rules.categories.includes(cell("category"))) {
    fail("category", "category", rules.categories.join(", "));
  }
  if (cell("currency") !== rules.currency) fail("currency", "currency", rules.currency);
}

function checkBarcode(code: { barcode: string; unit: "pcs" | "kg" }, rules: RowRules, fail: Fail): void {
  const { barcode, unit } = code;
  if (unit === "kg") {
    if (!/^\d{7}$/.test(barcode) || !barcode.startsWith(rules.weightPrefix)) {
      fail("barcode", "weight-code", rules.weightPrefix);
    }
  } else if (!/^(\d{8}|\d{12}|\d{13}|\d{14})$/.test(barcode)) fail("barcode", "barcode");
  else if (!rules.hasCheckDigit(barcode)) fail("barcode", "check-digit");
  if (rules.readsAsCard?.(barcode)) fail("barcode", "card-number");
}

/** `line.service=pool; line.months=3`. */
function readFacts(text: string, rules: RowRules, fail: Fail): Record<string, string> {
  const pairs = text.split(";").map((pair) => pair.trim());
  const facts: Record<string, string> = {};
  for (const pair of pairs.filter(Boolean)) {
    const [, name, value] = /^([\w.-]+)\s*=\s*(\S.*)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined) {
      fail("facts", "fact-shape", pair);
      continue;
    }
    const fault = rules.factFault?.(name, value) ?? null;
    if (fault !== null) fail("facts", fault, pair);
    facts[name] = value;
  }
  return facts;
}

function checkPrice(text: string, fail: Fail): void {
  if (/^-\d+$/.test(text)) fail("price_minor", "negative");
  else if (!/^\d{1,12}$/.test(text)) fail("price_minor", "number");
  else if (Number(text) > maxPriceMinor) fail("price_minor", "too-much", String(maxPriceMinor));
}

/** An empty cell is one mistake, not an empty one and a wrong one. */
function withoutEchoes(errors: readonly RowError[]): RowError[] {
  const empty = new Set(errors.filter((error) => error.fault === "empty").map((error) => error.column));
  return errors.filter((error) => error.fault === "empty" || !empty.has(error.column));
}

type Parsed = { readonly unit: "pcs" | "kg"; readonly flags: string[]; readonly facts: Record<string, string> };

function toItem(cell: Cell, parsed: Parsed): Item {
  const barcode = cell("barcode");
  const ru = cell("name_ru");
  const be = cell("name_be");
  return {
    sku: cell("sku"),
    // A UPC-A is the EAN-13 with a leading zero, and scanners send either.
    barcode: barcode.length === 12 ? `0${barcode}` : barcode,
    name: { ru, en: cell("name_en") || ru, ...(be === "" ? {} : { be }) },
    category: cell("category"),
    unit: parsed.unit,
    priceMinor: Number(cell("price_minor")),
    flags: parsed.flags,
    ...(Object.keys(parsed.facts).length === 0 ? {} : { facts: parsed.facts }),
  };
}
