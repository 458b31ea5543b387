import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useShellState } from "../shell/index.ts";
import { KeyValue, MoneyFigure, useUi } from "../ui/index.ts";
import { cashDue, cashPieces, changeOf, type Payment } from "./payment-math.ts";

export type PaymentChangeProps = {
  readonly payment: Payment;
  readonly savedMinor: number;
  readonly currency: string;
};

/** What is due, and the change as the largest figure of the screen with the notes and coins to give. */
export function PaymentChange({ payment, savedMinor: saved, currency }: PaymentChangeProps) {
  const { t } = useTranslation("till");
  const { locale } = useUi();
  const change = changeOf(payment);
  const short = change < 0;
  return (
    <div className="payment-change">
      <div className="payment-figure">
        <Label text={t("payment.due")} />
        <MoneyFigure size="due" minor={payment.payableMinor} testId="total" />
      </div>
      <div className={saved > 0 ? "totals-saving" : "totals-saving text-3"} data-testid="saving">
        <span>{t("totals.saving")}</span>
        <span className="number">{formatMoney(saved, locale)}</span>
      </div>
      {payment.choice === "mixed" && (
        <div className="payment-parts">
          <KeyValue label={t("payment.card")}>{formatMoney(payment.cardMinor ?? 0, locale)}</KeyValue>
          <KeyValue label={t("payment.cashDue")}>{formatMoney(cashDue(payment), locale)}</KeyValue>
        </div>
      )}
      {payment.choice !== "card" && (
        <div className="payment-back">
          <div className={short ? "payment-figure text-bad" : "payment-figure"}>
            <Label text={short ? t("payment.short") : t("payment.change")} />
            <MoneyFigure size="change" minor={Math.abs(change)} testId="change" />
          </div>
          <Pieces change={short ? 0 : change} currency={currency} />
        </div>
      )}
    </div>
  );
}

function Label({ text }: { readonly text: string }) {
  const { t } = useTranslation("shell");
  const currency = useShellState((state) => state.session?.programme.currencyLabel ?? "");
  return <span className="payment-label">{t("currency", { label: text, currency })}</span>;
}

/** The change in notes and coins; its line is always there. */
export function Pieces({ change, currency }: { readonly change: number; readonly currency: string }) {
  const { t } = useTranslation("till");
  return (
    <p className="payment-pieces">
      {cashPieces(change, currency).map(({ minor, count }) => {
        const coin = minor < 100;
        const money = t(coin ? "payment.coin" : "payment.note", { value: coin ? minor : minor / 100 });
        return <span key={minor}>{count === 1 ? money : t("payment.pieces", { money, count })}</span>;
      })}
    </p>
  );
}
