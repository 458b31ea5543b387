import type { CallOutput, ReceiptView } from "../../core/contract/index.ts";

export type ReturnPreview = CallOutput<"previewReturn">;
export const nothingBack: ReturnPreview = { refundMinor: 0, cashMinor: 0, cardMinor: 0, lines: [] };

export type ReceiptLine = ReceiptView["lines"][number];

/** Thousandths to return, by line id; a line that stays is absent. */
export type Selection = ReadonlyMap<string, number>;

/** Pieces go one by one; weighed goods come back as they were weighed. */
export function stepOf(line: ReceiptLine): number {
  return line.unit === "pcs" ? Math.min(1000, line.returnableMilli) : line.returnableMilli;
}

/** Everything that may still come back. */
export function wholeReceipt(lines: readonly ReceiptLine[]): Selection {
  return new Map(lines.filter((line) => line.returnableMilli > 0).map((line) => [line.id, line.returnableMilli]));
}

/** The selection with a line's quantity moved by whole steps, between nothing and what may come back. */
export function stepped(selection: Selection, line: ReceiptLine, steps: number): Selection {
  const now = selection.get(line.id) ?? 0;
  return withQuantity(selection, line, now + steps * stepOf(line));
}

export function withQuantity(selection: Selection, line: ReceiptLine, qtyMilli: number): Selection {
  const next = new Map(selection);
  const bounded = Math.max(0, Math.min(line.returnableMilli, qtyMilli));
  if (bounded === 0) next.delete(line.id);
  else next.set(line.id, bounded);
  return next;
}

/** The selection as the contract takes it, in the receipt's order. */
export function selectedLines(lines: readonly ReceiptLine[], selection: Selection) {
  return lines.flatMap((line) => {
    const qtyMilli = selection.get(line.id);
    return qtyMilli === undefined ? [] : [{ lineId: line.id, qtyMilli }];
  });
}
