import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import * as z from "zod";

const ReceiptRow = z.object({ receipt: z.string().min(1), at: z.iso.datetime({ local: true }), card: z.string() });
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

/** Receipts of the folder with their lines, oldest first. Throws with file and row when one cannot be read. */
export function readReceipts(dir: string): ReplayReceipt[] {
  const linesOf = Map.groupBy(rows(dir, "lines.csv", LineRow), (row) => row.receipt);
  return rows(dir, "receipts.csv", ReceiptRow)
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
  const parsed: unknown[] = parse(readFileSync(join(dir, file), "utf8"), {
    columns: true,
    bom: true,
    skip_empty_lines: true,
  });
  return parsed.map((row, index) => {
    const checked = schema.safeParse(row);
    if (checked.success) return checked.data;
    const [issue] = checked.error.issues;
    throw new Error(`${file}, row ${index + 2}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "cannot be read"}`);
  });
}
