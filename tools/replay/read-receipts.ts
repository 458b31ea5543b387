import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import * as z from "zod";

const ReceiptRow = z.object({
  receipt: z.string().min(1).max(50),
  at: z.iso.datetime({ local: true }),
  card: z.string().regex(/^([\w-]{4,32})?$/, "a card number of 4 to 32 letters and digits, or nothing"),
});
const LineRow = z.object({
  receipt: z.string(),
  line: z.string(),
  sku: z.string().min(1),
  qty: z.string().regex(/^\d+(\.\d{1,3})?$/),
});

export type ReplayLine = { readonly sku: string; readonly qtyMilli: number };
export type ReplayReceipt = {
  readonly receipt: string;
  /** Local time of the shop. */
  readonly at: string;
  readonly card: string | null;
  readonly lines: readonly ReplayLine[];
};

/**
 * Receipts of the folder with their lines, oldest first, whatever their order in the file. Throws with file and row
 * when one cannot be read, comes twice, or has no lines; when a line belongs to none.
 */
export function readReceipts(dir: string): ReplayReceipt[] {
  const heads = rows(dir, "receipts.csv", ReceiptRow);
  const lines = rows(dir, "lines.csv", LineRow);
  const linesOf = Map.groupBy(lines, (row) => row.receipt);
  const rowOf = new Map<string, number>();
  for (const [index, { receipt }] of heads.entries()) {
    const first = rowOf.get(receipt);
    const place = `receipts.csv, row ${index + 2}: receipt ${receipt}`;
    if (first !== undefined) throw new Error(`${place} is in row ${first} already`);
    if (!linesOf.has(receipt)) throw new Error(`${place} has no rows in lines.csv`);
    rowOf.set(receipt, index + 2);
  }
  const stray = lines.findIndex(({ receipt }) => !rowOf.has(receipt));
  if (stray !== -1)
    throw new Error(`lines.csv, row ${stray + 2}: receipt ${lines[stray]?.receipt} is not in receipts.csv`);
  return heads
    .map(({ receipt, at, card }) => ({
      receipt,
      at,
      card: card === "" ? null : card,
      lines: (linesOf.get(receipt) ?? []).map(({ sku, qty }) => ({ sku, qtyMilli: milli(qty) })),
    }))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : Number(a.receipt) - Number(b.receipt)));
}

/** `1.953` kilograms or `2` pieces in thousandths, without binary fractions. */
function milli(qty: string): number {
  const [whole = "0", part = ""] = qty.split(".");
  return Number(whole) * 1000 + Number(part.padEnd(3, "0"));
}

function rows<T>(dir: string, file: string, schema: z.ZodType<T>): T[] {
  const text = readText(dir, file);
  const parsed = asCsv(file, () => parse(text, { columns: true, bom: true, skip_empty_lines: true }));
  return parsed.map((row, index) => {
    const checked = schema.safeParse(row);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    throw new Error(`${file}, row ${index + 2}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "cannot be read"}`);
  });
}

/** Text of a file of the folder; throws with its name when it cannot be read. */
export function readText(dir: string, file: string): string {
  const path = join(dir, file);
  if (!existsSync(path)) throw new Error(`There is no ${path}`);
  return readFileSync(path, "utf8");
}

function asCsv(file: string, read: () => unknown[]): unknown[] {
  try {
    return read();
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
