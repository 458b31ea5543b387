import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatDateTime, formatMoney } from "../../core/text/index.ts";
import { useActions, useHotkey, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useLoaded, Waiting } from "../task/index.ts";
import { ArrowLeft, Button, ChoiceTable, Empty, TwoColumns, useUi } from "../ui/index.ts";
import { PaperPanel } from "./paper-panel.tsx";
import { ShiftPaper } from "./shift-paper.tsx";

export type PastShiftsProps = { readonly first: number | null; readonly onBack: () => void };

/** Z reports so far, newest first, each to look at and print again. */
export function PastShifts({ first, onBack }: PastShiftsProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const [chosen, setChosen] = useState<number | null>(first);
  const { value: shifts, problem } = useLoaded(() => shell.engine.call("listShifts", { limit: 100 }), "once");
  const shift = shifts?.find(({ number }) => number === chosen) ?? shifts?.[0];
  useHotkey("Escape", onBack);
  useActions([{ id: "shift-back", label: t("shift.past.back"), keys: "F6", run: onBack }]);
  return (
    <TwoColumns
      work={
        <>
          <header className="screen-head">
            <h1>{t("shift.past.title")}</h1>
          </header>
          <div className="scroll">
            <ProblemNote problem={problem} />
            {shifts === null && problem === null && <Waiting />}
            {shifts !== null && shifts.length === 0 && <Empty title={t("shift.past.empty")} />}
            {shifts !== null && shifts.length > 0 && (
              <PastTable shifts={shifts} chosen={shift?.number ?? null} onChoose={setChosen} />
            )}
          </div>
          <footer className="actions">
            <Button size="large" icon={ArrowLeft} keys="Escape" testId="shift-back" onPress={onBack}>
              {t("shift.past.back")}
            </Button>
          </footer>
        </>
      }
      decision={
        shift === undefined ? (
          <p className="office-panel text-2">{t("shift.past.choose")}</p>
        ) : (
          <PaperPanel
            key={shift.number}
            name={`Z-${shift.number}`}
            title={t("shift.paper.z", { number: shift.number })}
          >
            <ShiftPaper shift={shift} />
          </PaperPanel>
        )
      }
    />
  );
}

type PastTableProps = {
  readonly shifts: readonly ShiftView[];
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
};

function PastTable({ shifts, chosen, onChoose }: PastTableProps) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  return (
    <ChoiceTable
      label={t("shift.past.title")}
      rows={shifts}
      keyOf={(shift) => String(shift.number)}
      chosen={chosen === null ? null : String(chosen)}
      onChoose={(shift) => onChoose(shift.number)}
      testId="z-row"
      columns={[
        { title: t("shift.past.shift"), cell: (shift) => shift.number },
        {
          title: t("shift.past.closedAt"),
          cell: (shift) => (shift.closedAt === null ? "" : formatDateTime(localDateTime(shift.closedAt, timeZone))),
        },
        { title: t("shift.past.by"), cell: (shift) => shift.closedBy },
        {
          title: t("shift.past.takings"),
          number: true,
          cell: (shift) => formatMoney(shift.sales.payableMinor, locale),
        },
        {
          title: t("shift.past.variance"),
          number: true,
          cell: (shift) => (shift.varianceMinor === null ? "" : formatMoney(shift.varianceMinor, locale)),
        },
      ]}
    />
  );
}
