import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCount } from "../../core/text/index.ts";
import { useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, useUi } from "../ui/index.ts";
import { csvText } from "./csv-text.ts";
import { wholeJournal } from "./journal-rows.ts";
import { saveFile } from "./save-file.ts";

/** The whole journal as a table for a spreadsheet. */
export function JournalExport() {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const shell = useShell();
  const task = useTask();
  const [read, setRead] = useState(0);
  const [done, setDone] = useState<number | null>(null);
  const run = async (): Promise<void> => {
    setDone(null);
    const rows = await task.run(() => wholeJournal(shell.engine, setRead));
    if (rows === undefined) return;
    const head = [t("journal.seq"), t("journal.when"), t("journal.who"), t("journal.what")];
    const body = rows.map((row) => [row.seq, row.localAt.replace("T", " "), row.operator, row.text]);
    saveFile(`${t("journal.fileName")}.csv`, csvText([head, ...body]), "text/csv");
    setDone(rows.length);
  };
  return (
    <section className="block">
      <Button
        wide
        testId="journal-export"
        busyText={task.busy ? t("journal.exporting", { done: formatCount(read, locale) }) : null}
        onPress={() => void run()}
      >
        {t("journal.export")}
      </Button>
      <ProblemNote problem={task.problem} />
      {done !== null && (
        <p className="text-small text-good" role="status">
          {t("journal.exported", { count: done })}
        </p>
      )}
    </section>
  );
}
