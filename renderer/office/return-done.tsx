import { useTranslation } from "react-i18next";
import type { ReceiptView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { ReceiptPaper, useActions } from "../shell/index.ts";
import { ArrowLeft, Band, Button, CircleCheck, TwoColumns, useUi } from "../ui/index.ts";
import { PaperPanel } from "./paper-panel.tsx";

export type ReturnDoneProps = { readonly receipt: ReceiptView; readonly onBack: () => void };

/** The return is stored: what to give to the customer, and its receipt to print. */
export function ReturnDone({ receipt, onBack }: ReturnDoneProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  useActions([
    { id: "return-again", label: t("returns.again"), keys: "Escape", run: onBack },
    { id: "return-again-enter", keys: "Enter", run: onBack },
  ]);
  const paid = new Map(receipt.tenders.map((tender) => [tender.kind, formatMoney(tender.amountMinor, locale)]));
  const cash = paid.get("cash");
  const card = paid.get("card");
  return (
    <TwoColumns
      work={
        <>
          <Band
            tone="offer"
            icon={CircleCheck}
            title={t("returns.done", { number: receipt.number })}
            testId="return-done"
          >
            {cash !== undefined && <p>{t("returns.doneText", { cash })}</p>}
            {card !== undefined && <p>{t("returns.doneCard", { card })}</p>}
          </Band>
          <span className="grow" />
          <footer className="actions">
            <Button size="large" icon={ArrowLeft} keys="Escape" testId="return-again" onPress={onBack}>
              {t("returns.again")}
            </Button>
          </footer>
        </>
      }
      decision={
        <PaperPanel name={String(receipt.number)} title={t("receipt.return", { number: receipt.number })}>
          <ReceiptPaper receipt={receipt} />
        </PaperPanel>
      }
    />
  );
}
