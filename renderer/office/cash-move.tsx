import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { amountMinor, Button, Field, KeyValue, Money, MoneyField, Segmented, useUi } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";

export type CashMoveProps = { readonly shift: ShiftView; readonly onBack: () => void };

type Draft = { readonly kind: "in" | "out"; readonly text: string; readonly reason: string };

/** Cash into or out of the drawer, with where it came from or went to. */
export function CashMove({ shift, onBack }: CashMoveProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const shell = useShell();
  const [draft, setDraft] = useState<Draft>({ kind: "in", text: "", reason: "" });
  const minor = amountMinor(draft.text) ?? 0;
  const label = t(draft.kind === "in" ? "shift.move.doIn" : "shift.move.doOut", { amount: formatMoney(minor, locale) });
  const task = useTask(label);
  const reason = draft.reason.trim();
  const missing = minor === 0 || reason === "" ? t("shift.move.later") : null;
  const move = async (): Promise<void> => {
    if (missing !== null) return;
    const input = { kind: draft.kind, amountMinor: minor, reason };
    const after = await task.run((consent) => shell.engine.call("moveCash", { ...input, ...consent }));
    if (after === undefined) return;
    shell.tell("done", t("shift.move.done", { amount: formatMoney(after.expectedCashMinor, locale) }));
    onBack();
  };
  useActions([
    { id: "cash-do", label, keys: "F9", disabledReason: missing, run: () => void move() },
    { id: "cash-do-enter", keys: "Enter", inFields: true, disabledReason: missing, run: () => void move() },
  ]);
  return (
    <div className="office-panel">
      <PanelHead title={t("shift.move.title")} onBack={onBack} />
      <CashFields draft={draft} onDraft={setDraft} />
      <ProblemNote problem={task.problem} />
      <span className="grow" />
      <KeyValue label={t("shift.move.drawer")}>
        <Money minor={shift.expectedCashMinor} />
      </KeyValue>
      <OpenDrawer reason={reason} />
      <Button
        kind="main"
        size="main"
        keys="F9"
        wide
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

/** The drawer without a sale, where the till can open it; the reason goes into the journal. */
function OpenDrawer({ reason }: { readonly reason: string }) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask(t("shift.move.openDrawer"));
  const has = useShellState((state) => state.session?.settings.printer.kind === "escpos");
  if (!has) return null;
  return (
    <>
      <ProblemNote problem={task.problem} />
      <Button
        wide
        testId="open-drawer"
        disabledReason={reason === "" ? t("shift.move.openDrawerLater") : null}
        onPress={() => void task.run((consent) => shell.engine.call("openDrawer", { reason, ...consent }))}
      >
        {t("shift.move.openDrawer")}
      </Button>
      {task.dialog}
    </>
  );
}

type CashFieldsProps = { readonly draft: Draft; readonly onDraft: (draft: Draft) => void };

function CashFields({ draft, onDraft }: CashFieldsProps) {
  const { t } = useTranslation("office");
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? "";
  return (
    <>
      <Segmented
        label={t("shift.move.title")}
        value={draft.kind}
        onChange={(kind) => onDraft({ ...draft, kind })}
        segments={[
          { value: "in", label: t("shift.move.in"), testId: "cash-in" },
          { value: "out", label: t("shift.move.out"), testId: "cash-out" },
        ]}
      />
      <MoneyField
        label={t("common.withCurrency", { label: t("shift.move.amount"), currency })}
        text={draft.text}
        onText={(text) => onDraft({ ...draft, text })}
        autoFocus
        testId="cash-amount"
      />
      <Field
        label={t(draft.kind === "in" ? "shift.move.inReason" : "shift.move.outReason")}
        value={draft.reason}
        maxLength={200}
        onChange={(reason) => onDraft({ ...draft, reason })}
        testId="cash-reason"
      />
    </>
  );
}
