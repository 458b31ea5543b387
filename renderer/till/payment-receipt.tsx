import { memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LineView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { noticeIcons, useShellState } from "../shell/index.ts";
import { classNames, Icon, KeyValue, Quantity, useUi } from "../ui/index.ts";

/** The receipt beside the payment: lines, sums, what happens to the card, and the echo of a late scan. */
export function PaymentReceipt() {
  const { t } = useTranslation("till");
  const lines = useShellState((state) => state.basket?.lines);
  const list = useRef<HTMLUListElement>(null);
  const count = lines?.length ?? 0;
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
        {lines?.map((line) => (
          <PaidLine key={line.id} line={line} />
        ))}
      </ul>
      <PaymentEcho />
      <Sums />
    </section>
  );
}

const PaidLine = memo(function PaidLine({ line }: { readonly line: LineView }) {
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

function Sums() {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const totals = useShellState((state) => state.basket?.totals);
  const card = useShellState((state) => state.basket?.card ?? null);
  if (totals === undefined) return null;
  const served = card !== null && card.state !== "refused";
  const label = totals.discountLabel ?? t("totals.discount");
  return (
    <div className="payment-sums">
      <KeyValue label={t("payment.goods")}>{formatMoney(totals.grossMinor, locale)}</KeyValue>
      <KeyValue tone={totals.discountMinor > 0 ? "good" : "normal"} label={served ? `${label}, ${card.masked}` : label}>
        {formatMoney(-totals.discountMinor, locale)}
      </KeyValue>
      <KeyValue tone="strong" label={t("payment.due")}>
        {formatMoney(totals.payableMinor, locale)}
      </KeyValue>
      <p className="text-small text-2">{card?.state === "activates" ? card.status : ""}</p>
    </div>
  );
}
