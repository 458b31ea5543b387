import { useTranslation } from "react-i18next";
import type { BookingView } from "../../core/contract/index.ts";
import { formatDateTime, formatMoney } from "../../core/text/index.ts";
import { useActions } from "../shell/index.ts";
import { Button, CircleCheck, Icon, KeyValue, MoneyFigure, Printer, useUi } from "../ui/index.ts";
import { rangeText } from "./night-words.ts";
import { QuotePaper } from "./quote-paper.tsx";
import type { Desk } from "./use-desk.ts";
import { useAmountLabel } from "./use-amount-label.ts";
import { usePrint } from "./use-print.ts";

export type StayBookedProps = { readonly booking: BookingView; readonly desk: Desk };

/** The booking as it was recorded, until the next guest. */
export function StayBooked({ booking, desk }: StayBookedProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const amount = useAmountLabel();
  const print = usePrint();
  const { number, guest, title, from, to, payableMinor, discountMinor, operator, localAt } = booking;
  useActions([
    { id: "next", label: t("stay.next"), keys: "F9", run: desk.next },
    { id: "next-escape", keys: "Escape", run: desk.next },
    { id: "print", label: t("paper.print"), keys: "Ctrl+P", run: () => void print() },
  ]);
  return (
    <div className="desk-done" data-testid="booked">
      <h1>
        <Icon of={CircleCheck} size={32} />
        {t("stay.booked", { number })}
      </h1>
      <div className="desk-due">
        <span className="text-2">{amount(t("total.due"))}</span>
        <MoneyFigure size="due" minor={payableMinor} testId="booked-total" />
      </div>
      <div>
        <KeyValue label={t("stay.guest")}>{guest}</KeyValue>
        <KeyValue label={t("stay.room")}>{title}</KeyValue>
        <KeyValue label={t("stay.when")}>{rangeText(t, from, to)}</KeyValue>
        <KeyValue label={t("total.saving")}>{formatMoney(discountMinor, locale)}</KeyValue>
        <KeyValue label={operator}>{formatDateTime(localAt)}</KeyValue>
      </div>
      <p className="text-2">{t("stay.changeLater")}</p>
      <div className="desk-done-actions">
        <Button icon={Printer} size="large" keys="Ctrl+P" onPress={() => void print()}>
          {t("paper.print")}
        </Button>
        <Button kind="main" size="main" keys="F9" wide testId="next-guest" onPress={desk.next}>
          {t("stay.next")}
        </Button>
      </div>
      {desk.quote !== null && <QuotePaper desk={desk} quote={desk.quote} booking={number} />}
    </div>
  );
}
