import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { Button, MoneyFigure, useUi } from "../ui/index.ts";
import { useAmountLabel } from "./use-amount-label.ts";

export type DeskTotalProps = {
  readonly payableMinor: number;
  readonly discountMinor: number;
  readonly action: string;
  readonly disabledReason: string | null;
  readonly busyText: string | null;
  readonly onAction: () => void;
};

/** What is to pay as the largest figure, the saving below, the one step forward at the foot. */
export function DeskTotal({ payableMinor, discountMinor, action, disabledReason, busyText, onAction }: DeskTotalProps) {
  const { t } = useTranslation("reception");
  const { locale } = useUi();
  const amount = useAmountLabel();
  return (
    <div className="desk-foot columns-foot">
      <div className="desk-due">
        <span className="text-2">{amount(t("total.due"))}</span>
        <MoneyFigure size="due" minor={payableMinor} testId="total" />
      </div>
      <div className={discountMinor > 0 ? "desk-saving" : "desk-saving text-3"} data-testid="saving">
        <span>{t("total.saving")}</span>
        <span className="number">{formatMoney(discountMinor, locale)}</span>
      </div>
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="desk-action"
        disabledReason={disabledReason}
        busyText={busyText}
        onPress={onAction}
      >
        {action}
      </Button>
    </div>
  );
}
