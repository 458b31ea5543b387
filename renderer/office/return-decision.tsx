import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShellState } from "../shell/index.ts";
import { ProblemNote } from "../task/index.ts";
import { Button, Check, Field, KeyValue, Money, MoneyFigure, useUi } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";
import type { ReturnPreview } from "./return-selection.ts";
import type { Return } from "./use-return.ts";

export type ReturnDecisionProps = { readonly back: Return; readonly onReturn: () => void };

/** Why goods come back and what the customer gets, by tender. */
export function ReturnDecision({ back, onReturn }: ReturnDecisionProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const missing = useMissing(back);
  const label = t("returns.do", { amount: formatMoney(back.preview?.refundMinor ?? 0, locale) });
  useActions([{ id: "return-confirm", label, keys: "F9", disabledReason: missing, run: onReturn }]);
  return (
    <div className="office-panel">
      <PanelHead title={t("returns.reason")} />
      <ReasonChoice reason={back.reason} onReason={back.setReason} />
      <ProblemNote problem={back.problem} />
      <span className="grow" />
      {back.preview !== null && <RefundTotal preview={back.preview} />}
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="return-confirm"
        busyText={back.task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={onReturn}
      >
        {label}
      </Button>
      {back.task.dialog}
    </div>
  );
}

/** What is still needed before anything can be given back. */
function useMissing({ chosen, reason, preview }: Return): string | null {
  const { t } = useTranslation("office");
  if (!chosen) return t("returns.laterLines");
  if (reason.trim() === "") return t("returns.laterReason");
  return preview === null ? t("returns.start") : null;
}

const reasons = ["quality", "unsuitable", "mistake"] as const;

type ReasonChoiceProps = { readonly reason: string; readonly onReason: (reason: string) => void };

function ReasonChoice({ reason, onReason }: ReasonChoiceProps) {
  const { t } = useTranslation("office");
  return (
    <>
      <div className="reasons" role="group" aria-label={t("returns.reason")}>
        {reasons.map((name) => {
          const text = t(`returns.reasons.${name}`);
          const selected = text === reason;
          return (
            <Button
              key={name}
              selected={selected}
              icon={selected ? Check : undefined}
              testId={`return-reason-${name}`}
              onPress={() => onReason(text)}
            >
              {text}
            </Button>
          );
        })}
      </div>
      <Field label={t("common.reason")} value={reason} maxLength={200} testId="return-reason" onChange={onReason} />
    </>
  );
}

function RefundTotal({ preview }: { readonly preview: ReturnPreview }) {
  const { t } = useTranslation("office");
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? "";
  return (
    <div className="refund">
      <KeyValue label={t("returns.cash")}>
        <Money minor={preview.cashMinor} />
      </KeyValue>
      <KeyValue label={t("returns.onCard")}>
        <Money minor={preview.cardMinor} />
      </KeyValue>
      <div className="refund-total">
        <span className="text-2">{t("common.withCurrency", { label: t("returns.payBack"), currency })}</span>
        <MoneyFigure minor={preview.refundMinor} size="due" testId="refund-total" />
      </div>
    </div>
  );
}
