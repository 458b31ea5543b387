import { useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ApplicationRow } from "../../core/contract/index.ts";
import { useShell } from "../shell/index.ts";
import { ProblemNote, useLoaded, Waiting } from "../task/index.ts";
import { CircleAlert, classNames, Clock, Empty, Icon } from "../ui/index.ts";

export type FeeListProps = {
  readonly programme: string;
  readonly choice: ReactNode;
  readonly onChoose: (application: number) => void;
};

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Applications, those first that need something soonest. */
export function FeeList({ programme, choice, onChoose }: FeeListProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const { value: rows, problem } = useLoaded(() => shell.engine.call("listApplications", { programme }), programme);
  return (
    <>
      <header className="fee-head">
        <h1>{t("fee.applications")}</h1>
        {choice}
      </header>
      <div className="member-scroll">
        <ProblemNote problem={problem} />
        {rows === null && problem === null && <Waiting />}
        {rows !== null && rows.length === 0 && (
          <Empty title={t("fee.noApplications")} hints={[{ text: t("fee.noApplicationsText"), keys: "F2" }]} />
        )}
        {rows !== null && rows.length > 0 && <ApplicationTable rows={rows} onChoose={onChoose} />}
      </div>
    </>
  );
}

type ApplicationTableProps = { readonly rows: readonly ApplicationRow[]; readonly onChoose: (id: number) => void };

function ApplicationTable({ rows, onChoose }: ApplicationTableProps) {
  const { t } = useTranslation("reception");
  const [index, setIndex] = useState(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const row = rows[index];
    if (event.key === "Enter" && row !== undefined) onChoose(row.application);
    else if (step !== undefined) setIndex(Math.max(0, Math.min(rows.length - 1, index + step)));
    else return;
    event.preventDefault();
  };
  return (
    <table
      className="table member-table"
      role="grid"
      aria-label={t("fee.applications")}
      tabIndex={0}
      ref={(element) => element?.focus()}
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th>{t("fee.number")}</th>
          <th>{t("fee.who")}</th>
          <th>{t("fee.state")}</th>
          <th>{t("fee.nearest")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <ApplicationLine
            key={row.application}
            row={row}
            chosen={at === index}
            onChoose={() => onChoose(row.application)}
          />
        ))}
      </tbody>
    </table>
  );
}

type ApplicationLineProps = {
  readonly row: ApplicationRow;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

function ApplicationLine({ row, chosen, onChoose }: ApplicationLineProps) {
  const { application, name, stateText, dueText, late } = row;
  return (
    <tr aria-selected={chosen} data-testid="application-row" onClick={onChoose}>
      <td className="text-2">{application}</td>
      <td>
        <button type="button" className="member-name" tabIndex={-1}>
          {name}
        </button>
      </td>
      <td>{stateText}</td>
      <td>
        {dueText !== "" && (
          <span className={classNames("fee-due", late && "text-bad")}>
            <Icon of={late ? CircleAlert : Clock} size={16} />
            {dueText}
          </span>
        )}
      </td>
    </tr>
  );
}
