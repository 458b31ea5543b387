import { useTranslation } from "react-i18next";
import { amountText, DateField, MoneyField, Segmented } from "../ui/index.ts";
import type { StepPartProps } from "./fee-decide.tsx";
import type { StepDraft } from "./fee-step.ts";

const methods: readonly StepDraft["method"][] = ["cash", "card", "bank_transfer"];

/** Which part is paid, how much and how; a transfer counts when the money has come. */
export function FeePay({ view, draft, onChange }: StepPartProps) {
  const { t } = useTranslation("reception");
  return (
    <>
      {view.unpaid.length > 1 && (
        <Segmented
          label={t("fee.part")}
          segments={view.unpaid.map(({ part, title }) => ({ value: part, label: title, testId: `part-${part}` }))}
          value={draft.part}
          onChange={(part) => {
            const due = view.unpaid.find((each) => each.part === part)?.amountMinor ?? 0;
            onChange({ part, amount: amountText(due) });
          }}
        />
      )}
      <MoneyField
        label={t("fee.amount")}
        size="normal"
        text={draft.amount}
        testId="step-amount"
        onText={(amount) => onChange({ amount })}
      />
      <Segmented
        label={t("fee.method")}
        segments={methods.map((value) => ({ value, label: t(`fee.${value}`), testId: `method-${value}` }))}
        value={draft.method}
        onChange={(method) => onChange({ method })}
      />
      {draft.method === "bank_transfer" && (
        <DateField
          label={t("fee.credited")}
          placeholder={t("form.day")}
          value={draft.creditedOn}
          testId="step-credited"
          onChange={(creditedOn) => onChange({ creditedOn })}
        />
      )}
    </>
  );
}
