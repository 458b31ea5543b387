import { useTranslation } from "react-i18next";
import type { DeskQuote } from "../../core/contract/index.ts";
import { PaymentPanel, PaymentReceipt, usePayment, useReceiptCall } from "../payment/index.ts";
import { useShell } from "../shell/index.ts";
import type { Desk } from "./use-desk.ts";

export type ServicesPaymentProps = { readonly desk: Desk; readonly quote: DeskQuote };

/** How the buyer pays for the services: the same as at the till, the same request however often it is pressed. */
export function ServicesPayment({ desk, quote }: ServicesPaymentProps) {
  const { t } = useTranslation("till");
  const shell = useShell();
  const receiptOf = useReceiptCall();
  const { totals, lines, blocked, currency } = quote;
  const { payableMinor } = totals;
  const back = (): void => desk.set({ mode: "quote" });
  const form = usePayment({
    payableMinor,
    blocked,
    async settle(tenders) {
      const input = { requestId: desk.draft.requestId, quote: desk.input, payableMinor, tenders: [...tenders] };
      const receipt = await receiptOf(() => shell.engine.call("sellDesk", input));
      if (receipt === undefined) desk.refresh();
      else desk.finish({ mode: "receipt", receipt });
    },
  });
  return (
    <div className="payment" data-testid="payment">
      <PaymentReceipt
        lines={lines.map((line) => ({ ...line, unit: "pcs" as const }))}
        totals={totals}
        discountLabel={t("totals.discount")}
        note=""
      />
      <PaymentPanel form={form} savedMinor={totals.discountMinor} currency={currency} onBack={back} />
    </div>
  );
}
