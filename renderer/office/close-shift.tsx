import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { formatMoney } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { amountMinor, Button, KeyValue, MoneyField, Segmented, useUi } from "../ui/index.ts";
import { countAsSum, countByPieces, denominationsOf, type CashCount } from "./cash-count.ts";
import { CashPieces } from "./cash-pieces.tsx";
import { PanelHead } from "./panel-head.tsx";

export type CloseShiftProps = {
  readonly shift: ShiftView;
  readonly count: CashCount;
  readonly onCount: (count: CashCount) => void;
  readonly onBack: () => void;
  readonly onClosed: (number: number) => void;
};

/** Counting the drawer and closing the shift with it. The count survives leaving the panel. */
export function CloseShift({ shift, count, onCount, onBack, onClosed }: CloseShiftProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask(t("shift.closing.close"));
  const counted = count.countedMinor;
  const missing = counted === null ? t("shift.closing.closeLater") : null;
  const close = async (): Promise<void> => {
    if (counted === null) return;
    const closed = await task.run((consent) => shell.engine.call("closeShift", { countedMinor: counted, ...consent }));
    if (closed === undefined) return;
    shell.tell("done", t("shift.closing.done", { number: closed.number }));
    onClosed(closed.number);
  };
  useActions([
    {
      id: "close-shift",
      label: t("shift.closing.close"),
      keys: "F9",
      disabledReason: missing,
      run: () => void close(),
    },
  ]);
  return (
    <div className="office-panel" data-testid="close-panel">
      <PanelHead title={t("shift.closing.title")} onBack={onBack} />
      <div className="panel-scroll">
        <CountEntry count={count} onCount={onCount} />
      </div>
      <ProblemNote problem={task.problem} />
      <CountResult expectedMinor={shift.expectedCashMinor} countedMinor={counted} />
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="z-report"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={() => void close()}
      >
        {t("shift.closing.close")}
      </Button>
      {task.dialog}
    </div>
  );
}

type CountEntryProps = Pick<CloseShiftProps, "count" | "onCount">;

function CountEntry({ count, onCount }: CountEntryProps) {
  const { t } = useTranslation("office");
  const programme = useShellState((state) => state.session?.programme);
  const kinds = denominationsOf(programme?.currency ?? "");
  const sum = (
    <MoneyField
      label={t("common.withCurrency", { label: t("shift.closing.sum"), currency: programme?.currencyLabel ?? "" })}
      text={count.sumText}
      autoFocus
      testId="counted-sum"
      onText={(text) => onCount(countAsSum(count, text, amountMinor(text)))}
    />
  );
  if (kinds === null) return sum;
  return (
    <>
      <Segmented
        label={t("shift.closing.title")}
        value={count.way}
        segments={[
          { value: "pieces", label: t("shift.closing.byPieces"), testId: "count-pieces" },
          { value: "sum", label: t("shift.closing.bySum"), testId: "count-sum" },
        ]}
        onChange={(way) =>
          onCount(
            way === "pieces"
              ? countByPieces(count, count.pieces)
              : countAsSum(count, count.sumText, amountMinor(count.sumText)),
          )
        }
      />
      {count.way === "sum" ? (
        sum
      ) : (
        <CashPieces kinds={kinds} pieces={count.pieces} onPieces={(pieces) => onCount(countByPieces(count, pieces))} />
      )}
    </>
  );
}

type CountResultProps = { readonly expectedMinor: number; readonly countedMinor: number | null };

/** What the drawer should hold, what it holds, and the difference in words. */
function CountResult({ expectedMinor, countedMinor }: CountResultProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const money = (minor: number): string => formatMoney(minor, locale);
  const difference = countedMinor === null ? null : countedMinor - expectedMinor;
  const word = difference === null ? "variance" : difference === 0 ? "even" : difference > 0 ? "over" : "short";
  return (
    <div className="count-result">
      <KeyValue label={t("shift.closing.expected")}>{money(expectedMinor)}</KeyValue>
      <KeyValue label={t("shift.closing.sum")}>{countedMinor === null ? "—" : money(countedMinor)}</KeyValue>
      <KeyValue label={t(`shift.closing.${word}`)} tone="strong" testId="count-variance">
        <span className={word === "over" || word === "short" ? "text-warn" : undefined}>
          {difference === null ? "—" : money(difference)}
        </span>
      </KeyValue>
    </div>
  );
}
