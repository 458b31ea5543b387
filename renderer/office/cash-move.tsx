import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { amountMinor, Button, Field, KeyValue, Money, MoneyField, Segmented, useUi } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";
import { ProblemNote } from "./problem.tsx";
import { useTask } from "./use-task.tsx";

export type CashMoveProps = { readonly shift: ShiftView; readonly onBack: () => void };

/** Cash into or out of the drawer, with where it came from or went to. */
export function CashMove({ shift, onBack }: CashMoveProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const shell = useShell();
  const task = useTask();
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? "";
  const [kind, setKind] = useState<"in" | "out">("in");
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const minor = amountMinor(text) ?? 0;
  const missing = minor === 0 || reason.trim() === "" ? t("shift.move.later") : null;
  const move = async (): Promise<void> => {
    if (missing !== null) return;
    const after = await task.run((consent) =>
      shell.engine.call("moveCash", { kind, amountMinor: minor, reason: reason.trim(), ...consent }),
    );
    if (after === undefined) return;
    shell.tell("done", t("shift.move.done", { amount: formatMoney(after.expectedCashMinor, locale) }));
    onBack();
  };
  useActions([
    { id: "cash-move-do", label: t("shift.move.title"), keys: "F9", disabledReason: missing, run: () => void move() },
    { id: "cash-move-enter", keys: "Enter", inFields: true, disabledReason: missing, run: () => void move() },
  ]);
  const label = t(kind === "in" ? "shift.move.doIn" : "shift.move.doOut", { amount: formatMoney(minor, locale) });
  return (
    <div className="panel">
      <PanelHead title={t("shift.move.title")} onBack={onBack} />
      <Segmented
        label={t("shift.move.title")}
        value={kind}
        onChange={setKind}
        segments={[
          { value: "in", label: t("shift.move.in"), testId: "cash-in" },
          { value: "out", label: t("shift.move.out"), testId: "cash-out" },
        ]}
      />
      <MoneyField
        label={t("common.withCurrency", { label: t("shift.move.amount"), currency })}
        text={text}
        onText={setText}
        autoFocus
        testId="cash-amount"
      />
      <Field
        label={t(kind === "in" ? "shift.move.inReason" : "shift.move.outReason")}
        value={reason}
        maxLength={200}
        onChange={setReason}
        testId="cash-reason"
      />
      <ProblemNote problem={task.problem} />
      <span className="grow" />
      <KeyValue label={t("shift.move.drawer")}>
        <Money minor={shift.expectedCashMinor} />
      </KeyValue>
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="cash-do"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={() => void move()}
      >
        {label}
      </Button>
      {task.dialog}
    </div>
  );
}
