import { present } from "../../kernel/index.ts";
import type { SaleHead, TenderRefusal } from "../../sale/index.ts";
import { formatMoney } from "../../text/index.ts";
import { localNow, packOf, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";

/** What this terminal writes over a sale; takes the next receipt number. */
export function saleHead(
  ports: Ports,
  context: Context,
  of: Pick<SaleHead, "requestId" | "shift" | "inputsHash">,
): SaleHead {
  const { settings } = context.terminal;
  return {
    ...of,
    receipt: ports.journal.nextNumber("receipt"),
    site: settings.siteName,
    terminal: settings.terminalName,
    operator: present(context.operator, "operator").name,
    localAt: localNow(context),
    packHash: packOf(context).hash,
  };
}

/** Why the tenders do not pay what is due, in words. */
export function notPaid(context: Context, refused: TenderRefusal) {
  switch (refused.kind) {
    case "tender-short": {
      const { missingMinor } = refused;
      const params = { missing: formatMoney(missingMinor, context.locale) };
      return refusal(context, "tender-short", { params, details: { missingMinor } });
    }
    case "tender-over": {
      const { overMinor } = refused;
      const params = { over: formatMoney(overMinor, context.locale) };
      return refusal(context, "tender-over", { params, details: { overMinor } });
    }
    case "tender-invalid":
      return refusal(context, "tender-invalid");
  }
}
