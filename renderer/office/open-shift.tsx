import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useLoaded, useTask } from "../task/index.ts";
import { amountMinor, Button, MoneyField, NumPad, TwoColumns, typeAmount, useUi } from "../ui/index.ts";

/** No shift is open: count the float and begin. */
export function OpenShift({ onPast }: { readonly onPast: () => void }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const shell = useShell();
  const { value: last } = useLoaded(() => shell.engine.call("listShifts", { limit: 1 }), "once");
  useActions([{ id: "z-reports", label: t("shift.history"), keys: "F6", run: onPast }]);
  const before = last?.[0];
  return (
    <TwoColumns
      work={
        <>
          <h1 className="visually-hidden">{t("shift.title")}</h1>
          <div className="empty">
            <b>{t("shift.closed.title")}</b>
            <span>{t("shift.closed.text")}</span>
            {before !== undefined && before.countedCashMinor !== null && (
              <span>
                {t("shift.closed.last", {
                  number: before.number,
                  amount: formatMoney(before.countedCashMinor, locale),
                })}
              </span>
            )}
          </div>
          <span className="grow" />
          <footer className="actions">
            <Button size="large" keys="F6" testId="z-reports" onPress={onPast}>
              {t("shift.history")}
            </Button>
          </footer>
        </>
      }
      decision={<FloatEntry />}
    />
  );
}

function FloatEntry() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const currency = useShellState((state) => state.session?.programme.currencyLabel) ?? "";
  const [text, setText] = useState("");
  const floatMinor = amountMinor(text);
  const may = useShellState((state) => state.session?.operator?.can.includes("shift.open") ?? false);
  const missing = !may ? t("shift.closed.notYou") : floatMinor === null ? t("shift.closed.openLater") : null;
  const open = (): void => {
    if (floatMinor !== null) void task.run(() => shell.engine.call("openShift", { floatMinor }));
  };
  useActions([
    { id: "open-shift", label: t("shift.closed.open"), keys: "F9", disabledReason: missing, run: open },
    { id: "open-shift-enter", keys: "Enter", inFields: true, disabledReason: missing, run: open },
  ]);
  return (
    <div className="office-panel">
      <MoneyField
        label={t("common.withCurrency", { label: t("shift.closed.float"), currency })}
        text={text}
        onText={setText}
        autoFocus
        testId="shift-float"
      />
      <NumPad label={t("login.pad")} onKey={(key) => setText(typeAmount(text, key))} />
      <ProblemNote problem={task.problem} />
      <span className="grow" />
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="shift-open"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={open}
      >
        {t("shift.closed.open")}
      </Button>
    </div>
  );
}
