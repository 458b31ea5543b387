import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { noticeIcons, useShellState } from "../shell/index.ts";
import { classNames, Icon, KeyValue, Quantity, useUi } from "../ui/index.ts";

type PaidLineView = Pick<LineView, "id" | "name" | "qtyMilli" | "unit" | "netMinor">;
type PaidTotals = { readonly grossMinor: number; readonly discountMinor: number; readonly payableMinor: number };

export type PaymentReceiptProps = {
  readonly lines: readonly PaidLineView[];
  readonly totals: PaidTotals | undefined;
  readonly discountLabel: string;
  readonly note: string;
};

/** The receipt beside the payment: lines, sums, what else happens, and the echo of a late scan. */
export function PaymentReceipt({ lines, ...sums }: PaymentReceiptProps) {
  const { t } = useTranslation("till");
  const list = useRef<HTMLUListElement>(null);
  const count = lines.length;
  useEffect(() => {
    list.current?.lastElementChild?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    <section className="payment-receipt" aria-label={t("payment.receipt")}>
      <div className="payment-receipt-head">
        <h3>{t("payment.receipt")}</h3>
        <span className="text-small text-2">{t("totals.positions", { count })}</span>
      </div>
      <ul ref={list} aria-label={t("basket.label")}>
        {lines.map((line) => (
          <PaidLine key={line.id} line={line} />
        ))}
      </ul>
      <PaymentEcho />
      <Sums {...sums} />
    </section>
  );
}

const PaidLine = memo(function PaidLine({ line }: { readonly line: PaidLineView }) {
  const { locale } = useUi();
  return (
    <li>
      <span title={line.name}>{line.name}</span>
      <small>
        <Quantity milli={line.qtyMilli} unit={line.unit} />
      </small>
      <span className="number">{formatMoney(line.netMinor, locale)}</span>
    </li>
  );
});

/** A scan during payment, and a refusal of it, in a line of its own. */
function PaymentEcho() {
  const notice = useShellState((state) => state.notice);
  return (
    <p
      className={classNames("payment-echo", notice !== null && `scan-echo-${notice.tone}`)}
      role="status"
      aria-live="polite"
      data-testid="scan-echo"
    >
      {notice !== null && (
        <>
          <Icon of={noticeIcons[notice.tone]} size={16} />
          <span key={notice.seq}>{notice.text}</span>
        </>
      )}
    </p>
  );
}

function Sums({ totals, discountLabel, note }: Omit<PaymentReceiptProps, "lines">) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  if (totals === undefined) return null;
  return (
    <div className="payment-sums">
      <KeyValue label={t("payment.goods")}>{formatMoney(totals.grossMinor, locale)}</KeyValue>
      <KeyValue tone={totals.discountMinor > 0 ? "good" : "normal"} label={discountLabel}>
        {formatMoney(-totals.discountMinor, locale)}
      </KeyValue>
      <KeyValue tone="strong" label={t("payment.due")}>
        {formatMoney(totals.payableMinor, locale)}
      </KeyValue>
      <p className="text-small text-2">{note}</p>
    </div>
  );
}
