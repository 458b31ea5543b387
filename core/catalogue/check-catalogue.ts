import { canonicalJson } from "../kernel/index.ts";
import type { Item } from "./item.ts";
import { checkRow, readHeader, type Columns, type RowError, type RowRules } from "./item-row.ts";
import { readCsv, type CsvFault, type CsvRecord } from "./read-csv.ts";

/** Errors kept for the screen; the rest is only counted. */
export const maxErrorsShown = 200;

export type CatalogueCheck = {
  readonly rows: number;
  readonly items: readonly Item[];
  readonly errorCount: number;
  readonly errors: readonly RowError[];
  /** The file as a whole cannot be read. */
  readonly fault?: CsvFault;
};

/** Checks a whole catalogue file row by row, yielding the rows done so far after each slice. Changes nothing. */
export function* checkCatalogue(csv: string, rules: RowRules): Generator<number, CatalogueCheck> {
  const check = startCheck(rules);
  for (const slice of readCsv(csv)) {
    for (const record of slice.records) check.take(record);
    if (slice.fault) return { ...check.result(), fault: slice.fault };
    yield check.result().rows;
  }
  const checked = check.result();
  // A header alone would empty the catalogue.
  return checked.rows === 0 && checked.errorCount === 0 ? { ...checked, fault: { kind: "empty" } } : checked;
}

function startCheck(rules: RowRules): { take(record: CsvRecord): void; result(): CatalogueCheck } {
  const items: Item[] = [];
  const errors: RowError[] = [];
  const rowOfSku = new Map<string, number>();
  const rowOfBarcode = new Map<string, number>();
  let rows = 0;
  let errorCount = 0;
  let columns: Columns | "unread" | "broken" = "unread";

  const fail = (found: readonly RowError[]): void => {
    errorCount += found.length;
    errors.push(...found.slice(0, Math.max(0, maxErrorsShown - errors.length)));
  };
  const header = (record: CsvRecord): void => {
    const read = readHeader(record);
    columns = read.ok ? read.value : "broken";
    if (!read.ok) fail(read.refusal);
  };
  const takeItem = (item: Item, row: number): void => {
    const twins = [
      ...duplicate(rowOfSku, { column: "sku", value: item.sku, row }),
      ...duplicate(rowOfBarcode, { column: "barcode", value: item.barcode, row }),
    ];
    if (twins.length > 0) fail(twins);
    else items.push(item);
  };

  return {
    take(record) {
      if (columns === "unread") return header(record);
      rows += 1;
      if (columns === "broken") return;
      const checked = checkRow(record, columns, rules);
      if (checked.ok) takeItem(checked.value, record.row);
      else fail(checked.refusal);
    },
    result: () => ({ rows, items, errorCount, errors }),
  };
}

function duplicate(seen: Map<string, number>, cell: { column: "sku" | "barcode"; value: string; row: number }) {
  const first = seen.get(cell.value);
  if (first === undefined) {
    seen.set(cell.value, cell.row);
    return [];
  }
  const fault = cell.column === "sku" ? ("duplicate-sku" as const) : ("duplicate-barcode" as const);
  return [{ ...cell, fault, expected: String(first) }];
}

export type CatalogueDiff = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
};

const compareSlice = 2000;

/** What replacing `current` by `items` would do; yields now and then so that selling goes on. */
export function* compareCatalogue(current: Iterable<Item>, items: readonly Item[]): Generator<void, CatalogueDiff> {
  const next = new Map(items.map((item) => [item.sku, item]));
  let changed = 0;
  let removed = 0;
  let unchanged = 0;
  for (const old of current) {
    const item = next.get(old.sku);
    if (!item) removed += 1;
    else if (canonicalJson(item) === canonicalJson(old)) unchanged += 1;
    else changed += 1;
    if ((changed + removed + unchanged) % compareSlice === 0) yield;
  }
  return { added: items.length - changed - unchanged, changed, removed, unchanged };
}
