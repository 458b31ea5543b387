import type { ReceiptView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewReceipt } from "../views/receipt-view.ts";
import { findReceipt } from "./stored-receipts.ts";

/** A stored receipt, for the screen. On paper it would be a copy: that is `reprintReceipt`. */
export function getReceipt(
  ports: Ports,
  context: Context,
  input: { readonly id: string },
): Result<ReceiptView, Refusal> {
  const entry = findReceipt(ports, input.id);
  return entry ? ok(viewReceipt(ports, context, { entry, copy: 0 })) : refusal(context, "receipt-unknown");
}
