import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShiftView } from "../../core/contract/index.ts";
import { useShellState } from "../shell/index.ts";
import { TwoColumns } from "../ui/index.ts";
import { BlockPanel } from "./block-panel.tsx";
import { CashMove } from "./cash-move.tsx";
import { CloseShift } from "./close-shift.tsx";
import { notCounted, type CashCount } from "./cash-count.ts";
import { OpenShift } from "./open-shift.tsx";
import { PaperPanel } from "./paper-panel.tsx";
import { PastShifts } from "./past-shifts.tsx";
import "./shift.css";
import { ShiftOverview, type ShiftPanel } from "./shift-overview.tsx";
import { ShiftPaper } from "./shift-paper.tsx";

/** `number`: the Z report to show first, such as the one just taken. */
type View = { readonly kind: "now" } | { readonly kind: "past"; readonly number: number | null };

/** The shift: opening, the overview with what is left before the Z report, cash, closing, and the Z reports so far. */
export function ShiftScreen() {
  const shift = useShellState((state) => state.shift);
  const [view, setView] = useState<View>({ kind: "now" });
  const openPast = (number: number | null): void => setView({ kind: "past", number });
  if (view.kind === "past") return <PastShifts first={view.number} onBack={() => setView({ kind: "now" })} />;
  if (shift === null) return <OpenShift onPast={() => openPast(null)} />;
  return <RunningShift key={shift.number} shift={shift} onPast={openPast} />;
}

type RunningShiftProps = { readonly shift: ShiftView; readonly onPast: (number: number | null) => void };

function RunningShift({ shift, onPast }: RunningShiftProps) {
  const { t } = useTranslation("office");
  const [panel, setPanel] = useState<ShiftPanel>("card");
  const [count, setCount] = useState<CashCount>(notCounted);
  const overview = (
    <ShiftOverview
      shift={shift}
      countedMinor={count.countedMinor}
      panel={panel}
      onPanel={(next) => setPanel(next === panel ? "card" : next)}
      onPast={() => onPast(null)}
    />
  );
  return <TwoColumns work={overview} decision={decisionOf()} />;

  function decisionOf() {
    const back = (): void => setPanel("card");
    switch (panel) {
      case "count":
        return <CloseShift shift={shift} count={count} onCount={setCount} onBack={back} onClosed={onPast} />;
      case "cash":
        return <CashMove shift={shift} onBack={back} />;
      case "x":
        return (
          <PaperPanel name={`X-${shift.number}`} title={t("shift.x")} onBack={back}>
            <ShiftPaper shift={shift} />
          </PaperPanel>
        );
      case "card":
        return <BlockPanel />;
    }
  }
}
