import type { ReceiptView, Refusal } from "../../contract/index.ts";
import { ok, type Result } from "../../kernel/index.ts";
import { refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { viewReceipt } from "../views/receipt-view.ts";
import { factOfRequest } from "./stored-receipts.ts";

/**
 * The receipt that this request has made already: a double Enter, or an answer lost on its way, does nothing twice.
 * Undefined for a new request; refused where the id was something else's.
 */
export function answerAgain(
  ports: Ports,
  context: Context,
  { requestId, kind }: { readonly requestId: string; readonly kind: "sale-completed" | "lines-returned" },
): Result<ReceiptView, Refusal> | undefined {
  const entry = factOfRequest(ports, requestId);
  if (!entry) return undefined;
  return entry.fact.kind === kind
    ? ok(viewReceipt(ports, context, { entry, copy: 0 }))
    : refusal(context, "invalid-input", { params: { detail: "requestId" } });
}
