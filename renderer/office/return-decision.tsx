import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShellState } from "../shell/index.ts";
import { Button, Check, Field, KeyValue, Money, MoneyFigure, useUi } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";
import { ProblemNote, type Problem } from "./problem.tsx";
import type { ReturnPreview } from "./return-lines.tsx";

export type ReturnDecisionProps = {
  readonly preview: ReturnPreview | null;
  readonly problem: Problem | null;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly chosen: boolean;
  readonly busy: boolean;
  readonly onReturn: () => void;
  readonly dialog: ReactNode;
};

/** Why goods come back and what the customer gets, by tender. */
export function ReturnDecision(props: ReturnDecisionProps) {
  const { preview, chosen, busy } = props;
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const missing = !chosen
    ? t("returns.laterLines")
    : props.reason.trim() === ""
      ? t("returns.laterReason")
      : preview === null
        ? t("returns.start")
        : null;
  const label = t("returns.do", { amount: formatMoney(preview?.refundMinor ?? 0, locale) });
  useActions([{ id: "return-confirm", label, keys: "F9", disabledReason: missing, run: props.onReturn }]);
  return (
    <div className="panel">
      <PanelHead title={t("returns.reason")} />
      <ReasonChoice reason={props.reason} onReason={props.onReason} />
      <ProblemNote problem={props.problem} />
      <span className="grow" />
      {preview !== null && <RefundTotal preview={preview} />}
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="return-confirm"
        busyText={busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={props.onReturn}
      >
        {label}
      </Button>
      {props.dialog}
    </div>
  );
}

const reasons = ["quality", "unsuitable", "mistake"] as const;

function ReasonChoice({ reason, onReason }: Pick<ReturnDecisionProps, "reason" | "onReason">) {
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
