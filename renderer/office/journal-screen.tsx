import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCount, formatDateTime } from "../../core/text/index.ts";
import { useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useLoaded, useTask, Waiting } from "../task/index.ts";
import { Button, TwoColumns, useUi } from "../ui/index.ts";
import { JournalCare } from "./journal-care.tsx";
import type { JournalRows } from "./journal-rows.ts";
import "./journal.css";

const pageRows = 100;

/** Everything that was done at this till, in words, newest first; and the care of the record itself. */
export function JournalScreen() {
  const { t } = useTranslation("office");
  return (
    <div className="screen" data-testid="journal">
      <TwoColumns
        work={
          <>
            <header className="screen-head">
              <h1>{t("journal.title")}</h1>
            </header>
            <JournalPages />
          </>
        }
        decision={<JournalCare />}
      />
    </div>
  );
}

function JournalPages() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const events = useShellState((state) => state.status?.journal.events);
  const [unrolled, setUnrolled] = useState<JournalRows | null>(null);
  const task = useTask();
  const { value: newest, problem } = useLoaded(
    () => shell.engine.call("listJournal", { limit: pageRows }),
    `${events}`,
  );
  // Once older pages are shown all stay as they are, or rows would jump while somebody reads.
  const rows = unrolled ?? newest ?? [];
  const last = rows.at(-1);
  const more = async (): Promise<void> => {
    if (last === undefined) return;
    const page = await task.run(() => shell.engine.call("listJournal", { before: last.seq, limit: pageRows }));
    if (page !== undefined) setUnrolled([...rows, ...page]);
  };
  return (
    <div className="scroll">
      <ProblemNote problem={problem ?? task.problem} />
      {newest === null && problem === null && <Waiting />}
      {newest !== null && rows.length === 0 && (
        <div className="empty">
          <b>{t("journal.empty")}</b>
        </div>
      )}
      {rows.length > 0 && <JournalTable rows={rows} />}
      {last !== undefined && last.seq > 1 && (
        <div className="journal-more">
          <Button busyText={task.busy ? t("journal.reading") : null} testId="journal-more" onPress={() => void more()}>
            {t("common.more")}
          </Button>
        </div>
      )}
    </div>
  );
}

function JournalTable({ rows }: { readonly rows: JournalRows }) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <table className="table journal-table">
      <thead>
        <tr>
          <th className="number">{t("journal.seq")}</th>
          <th>{t("journal.when")}</th>
          <th>{t("journal.who")}</th>
          <th>{t("journal.what")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.seq} data-testid="journal-row">
            <td className="number text-3">{formatCount(row.seq, locale)}</td>
            <td className="nowrap">{formatDateTime(row.localAt)}</td>
            <td className="text-2 nowrap">{row.operator}</td>
            <td>{row.text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
