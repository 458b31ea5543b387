import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useActions } from "../shell/index.ts";
import { ProblemNote, Waiting } from "../task/index.ts";
import { Segmented, TwoColumns } from "../ui/index.ts";
import { FeeDecision } from "./fee-decision.tsx";
import { FeeForm } from "./fee-form.tsx";
import { FeeHeader } from "./fee-header.tsx";
import { FeeKeys } from "./fee-keys.tsx";
import { FeeList } from "./fee-list.tsx";
import { FeePaper } from "./fee-paper.tsx";
import { FeeTimeline } from "./fee-timeline.tsx";
import "./fee.css";
import { useFees, type Fees } from "./use-fees.ts";
import { useProgrammes } from "./use-members.ts";
import { usePrint } from "./use-print.ts";

/** What joining an association costs, what it takes and by when; applications that are under way. */
export function FeeScreen() {
  const { t } = useTranslation("reception");
  const programmes = useProgrammes("fees");
  const [chosen, setChosen] = useState<string | null>(null);
  const programme = programmes.find(({ id }) => id === chosen)?.id ?? programmes[0]?.id;
  if (programme === undefined) return null;
  const choice =
    programmes.length > 1 ? (
      <Segmented
        label={t("member.programme")}
        segments={programmes.map(({ id, title }) => ({ value: id, label: title }))}
        value={programme}
        onChange={setChosen}
      />
    ) : null;
  return <FeesOf key={programme} programme={programme} choice={choice} />;
}

function FeesOf({ programme, choice }: { readonly programme: string; readonly choice: ReactNode }) {
  const { t } = useTranslation("reception");
  const fees = useFees(programme);
  const [isList, setList] = useState(false);
  const print = usePrint();
  const toggle = (): void => setList(!isList);
  const begin = (): void => {
    setList(false);
    fees.begin();
  };
  useActions([
    { id: "fee-list", label: t("fee.applications"), keys: "F6", run: toggle },
    { id: "fee-new", label: t("fee.newOne"), keys: "F2", run: begin },
    ...(isList ? [] : [{ id: "fee-print", label: t("fee.print"), keys: "Ctrl+P", run: () => void print() }]),
  ]);
  const show = (application: number): void => {
    setList(false);
    void fees.show(application);
  };
  return (
    <>
      <TwoColumns
        work={
          <>
            {isList ? <FeeList programme={programme} choice={choice} onChoose={show} /> : <FeeWork fees={fees} />}
            <FeeKeys isList={isList} onList={toggle} onNew={begin} onPrint={() => void print()} />
          </>
        }
        decision={isList ? <ChooseOne /> : <FeeDecision fees={fees} />}
      />
      {!isList && fees.view !== null && <FeePaper fees={fees} view={fees.view} />}
      {fees.task.dialog}
    </>
  );
}

function ChooseOne() {
  const { t } = useTranslation("reception");
  return (
    <div className="member-panel">
      <p className="text-2">{t("fee.chooseOne")}</p>
    </div>
  );
}

function FeeWork({ fees }: { readonly fees: Fees }) {
  const { view, problem } = fees;
  return (
    <>
      <FeeHeader fees={fees} />
      <div className="member-scroll">
        <ProblemNote problem={problem} />
        {view === null ? (
          <Waiting />
        ) : (
          <>
            {fees.application !== null && <FeeTimeline fees={fees} view={view} />}
            <FeeForm key={fees.application} fees={fees} view={view} />
            {fees.application === null && <FeeTimeline fees={fees} view={view} />}
          </>
        )}
      </div>
    </>
  );
}
