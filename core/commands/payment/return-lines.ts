import type { ReceiptView, Refusal } from "../../contract/index.ts";
import { ok, present, type Result } from "../../kernel/index.ts";
import {
  planReturn,
  tenderOf,
  type ReturnBody,
  type ReturnPlan,
  type ReturnRefusal,
  type SaleBody,
} from "../../sale/index.ts";
import { expectedCash } from "../../shift/index.ts";
import { formatMoney, formatQuantity } from "../../text/index.ts";
import { itemName } from "../basket/open-basket.ts";
import { localNow, packOf, record, refusal, type Context } from "../context.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { isRefundable, viewReturn } from "../views/receipt-view.ts";
import { answerAgain } from "./answer-again.ts";
import { findReceipt, findSale, returnsOf } from "./stored-receipts.ts";

export type PreviewReturn = {
  readonly receiptId: string;
  readonly lines: readonly { readonly lineId: string; readonly qtyMilli: number }[];
};
export type ReturnLines = PreviewReturn & { readonly requestId: string; readonly reason: string };

type Planned = { readonly sale: SaleBody; readonly plan: ReturnPlan };

/** What a return would pay back, and by which tender. Changes nothing. */
export function previewReturn(ports: Ports, context: Context, input: PreviewReturn) {
  const planned = plan(ports, context, input);
  if (!planned.ok) return planned;
  const { lines, refundMinor, tenders } = planned.value.plan;
  return ok({
    refundMinor,
    cashMinor: tenderOf(tenders, "cash"),
    cardMinor: tenderOf(tenders, "card"),
    lines: lines.map((line) => ({ lineId: line.lineId, refundMinor: line.refundMinor })),
  });
}

/** Takes lines back and refunds what was paid for them. The same `requestId` again answers the same receipt. */
export function returnLines(ports: Ports, context: Context, input: ReturnLines): Result<ReceiptView, Refusal> {
  const again = answerAgain(ports, context, { requestId: input.requestId, kind: "lines-returned" });
  if (again) return again;
  const { shift, settings } = context.terminal;
  if (!shift) return refusal(context, "shift-not-open");
  const planned = plan(ports, context, input);
  if (!planned.ok) return planned;
  const { sale, plan: parts } = planned.value;
  const inDrawer = expectedCash(shift);
  const cash = tenderOf(parts.tenders, "cash");
  if (cash > inDrawer) return drawerShort(context, { cash, inDrawer });
  const body: ReturnBody = {
    receipt: ports.journal.nextNumber("receipt"),
    of: sale.receipt,
    shift: shift.number,
    requestId: input.requestId,
    site: settings.siteName,
    terminal: settings.terminalName,
    operator: present(context.operator, "operator").name,
    localAt: localNow(context),
    reason: input.reason,
    ...parts,
  };
  const refs = [`receipt:${body.receipt}`, `return-of:${sale.receipt}`, `request:${input.requestId}`];
  if (sale.servedBy !== null) refs.push(`card:${sale.servedBy}`);
  const entry = record(ports, context, { kind: "lines-returned", body: toJson(body), refs });
  return ok(viewReturn(ports, context, { entry, copy: 0 }));
}

/** What is not there cannot be handed over: cash is brought in first, recorded as such, and the return goes on. */
function drawerShort(context: Context, { cash, inDrawer }: { readonly cash: number; readonly inDrawer: number }) {
  const { locale } = context;
  const params = { cash: formatMoney(cash, locale), amount: formatMoney(inDrawer, locale) };
  const message = context.say("return.drawerShort", params);
  return refusal(context, "cash-short", { message, details: { inDrawerMinor: inDrawer, cashMinor: cash } });
}

function plan(ports: Ports, context: Context, input: PreviewReturn): Result<Planned, Refusal> {
  const found = findReceipt(ports, input.receiptId);
  if (!found) return refusal(context, "receipt-unknown");
  const sale = findSale(ports, input.receiptId);
  if (!sale) return refusal(context, "receipt-not-returnable");
  const { currency } = packOf(context).pack.pack;
  if (sale.currency !== currency) {
    return refusal(context, "receipt-other-currency", { params: { old: sale.currency, new: currency } });
  }
  const planned = planReturn(sale, returnsOf(ports, sale.receipt), {
    lines: input.lines,
    refundable: (line) => isRefundable(context, line),
  });
  return planned.ok ? ok({ sale, plan: planned.value }) : inWords(context, planned.refusal);
}

function inWords(context: Context, refused: ReturnRefusal): Result<never, Refusal> {
  switch (refused.kind) {
    case "line-unknown":
      return refusal(context, "line-unknown");
    case "line-not-returnable": {
      const clause = packOf(context).pack.card?.forbidden.find((each) => each.move === "refund-fee")?.else.clause;
      const params = { name: itemName(context, refused) };
      return refusal(context, "line-not-returnable", { params, ...(clause === undefined ? {} : { clause }) });
    }
    case "return-quantity-invalid": {
      const { leftMilli, unit } = refused;
      const params = { left: formatQuantity(leftMilli, unit, context.locale) };
      return refusal(context, "return-quantity-invalid", { params, details: { leftMilli } });
    }
  }
}
