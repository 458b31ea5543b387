import type { ReceiptView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewReceipt } from "../views/receipt-view.ts";
import { findReceipt } from "./stored-receipts.ts";

/** The receipt marked as a copy with its number; every copy is a fact. */
export function reprintReceipt(
  ports: Ports,
  context: Context,
  input: { readonly id: string },
): Result<ReceiptView, Refusal> {
  const entry = findReceipt(ports, input.id);
  if (!entry) return refusal(context, "receipt-unknown");
  const copy = ports.journal.byRef(`copy-of:${input.id}`).length + 1;
  const body = { receipt: Number(input.id), copy };
  record(ports, context, { kind: "receipt-reprinted", body, refs: [`copy-of:${input.id}`] });
  return ok(viewReceipt(ports, context, { entry, copy }));
}
