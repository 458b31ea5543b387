import { maskCard } from "../../card/index.ts";
import type { ReceiptRow, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { ReturnBody, SaleBody } from "../../sale/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import type { Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { findReceipt, findSale } from "./stored-receipts.ts";

type Row = ReceiptRow;

/** How far back a search by card looks: some weeks of a busy till. */
const searchDepth = 5000;
const usualLimit = 50;

/** Receipts, newest first. `text` is a receipt number, or the last digits of the card that served. */
export function listReceipts(
  ports: Ports,
  _context: Context,
  input: { readonly text?: string | undefined; readonly limit?: number | undefined },
): Result<Row[], Refusal> {
  const text = (input.text ?? "").trim().replaceAll(/[№·\s]/g, "");
  const limit = input.limit ?? usualLimit;
  const rows: Row[] = [];
  const last = ports.journal.lastNumber("receipt");
  for (let number = last; number > Math.max(0, last - searchDepth) && rows.length < limit; number--) {
    const entry = findReceipt(ports, String(number));
    const row = entry && toRow(ports, entry);
    if (row && (text === "" || matches(row, text))) rows.push(row);
  }
  const exact =
    /^\d+$/.test(text) && !rows.some((row) => String(row.number) === text) ? findReceipt(ports, text) : undefined;
  return ok(exact ? [toRow(ports, exact), ...rows].slice(0, limit) : rows);
}

function matches(row: Row, text: string): boolean {
  return String(row.number) === text || (row.card !== null && text.length >= 2 && row.card.endsWith(text.slice(-4)));
}

function toRow(ports: Ports, entry: JournalEntry): Row {
  const { fact } = entry;
  if (fact.kind === "sale-completed") {
    const sale = SaleBody.parse(fact.body);
    const { receipt, localAt, operator, lines, payableMinor, servedBy, shift } = sale;
    const card = servedBy === null ? null : maskCard(servedBy);
    const head = { id: String(receipt), number: receipt, kind: "sale" as const, at: fact.at };
    return { ...head, localAt, operator, positions: lines.length, payableMinor, card, shift };
  }
  const body = ReturnBody.parse(fact.body);
  const { receipt, localAt, operator, lines, refundMinor, shift, of } = body;
  const servedBy = findSale(ports, String(of))?.servedBy ?? null;
  const card = servedBy === null ? null : maskCard(servedBy);
  const head = { id: String(receipt), number: receipt, kind: "return" as const, at: fact.at };
  return { ...head, localAt, operator, positions: lines.length, payableMinor: refundMinor, card, shift };
}
