import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallOutput } from "../../core/contract/index.ts";
import { localDateTime } from "../../core/kernel/index.ts";
import { formatDateTime } from "../../core/text/index.ts";
import { useActions, useShell, useShellState } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, CircleCheck, HardDrive, Icon, ShieldCheck, TriangleAlert, useUi } from "../ui/index.ts";
import { formatBytes } from "./byte-text.ts";
import { JournalExport } from "./journal-export.tsx";

/** Proof that the journal is whole, a copy of it, and the journal as a table. */
export function JournalCare() {
  return (
    <div className="office-panel panel-blocks">
      <ChainCheck />
      <Backup />
      <JournalExport />
    </div>
  );
}

function ChainCheck() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const [found, setFound] = useState<CallOutput<"verifyJournal"> | null>(null);
  const verify = async (): Promise<void> => {
    const result = await task.run(() => shell.engine.call("verifyJournal", {}));
    setFound(result ?? null);
  };
  useActions([{ id: "verify-journal", label: t("journal.verify"), keys: "F8", run: () => void verify() }]);
  return (
    <section className="block">
      <h2>{t("journal.chain")}</h2>
      <p className="text-small text-2">{t("journal.chainText")}</p>
      <Button
        icon={ShieldCheck}
        keys="F8"
        wide
        testId="verify-journal"
        busyText={task.busy ? t("journal.verifying") : null}
        onPress={() => void verify()}
      >
        {t("journal.verify")}
      </Button>
      <ProblemNote problem={task.problem} />
      {found !== null && <ChainResult found={found} />}
    </section>
  );
}

function ChainResult({ found }: { readonly found: CallOutput<"verifyJournal"> }) {
  const { t } = useTranslation("office");
  return (
    <div className="outcome" role="status" data-testid="chain-result">
      <span className={found.ok ? "text-good" : "text-bad"}>
        <Icon of={found.ok ? CircleCheck : TriangleAlert} />
      </span>
      <div>
        <b>{found.ok ? t("journal.whole") : t("journal.broken", { seq: found.brokenAt })}</b>
        <p className="text-small">
          {found.ok ? t("journal.wholeText", { count: found.events }) : t("journal.brokenText")}
        </p>
        <p className="text-label">{t("journal.seal")}</p>
        <code className="seal">{found.head}</code>
      </div>
    </div>
  );
}

function Backup() {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const shell = useShell();
  const task = useTask();
  const lastAt = useShellState((state) => state.status?.lastBackupAt ?? null);
  const timeZone = useShellState((state) => state.session?.programme.timeZone) ?? "UTC";
  const [done, setDone] = useState<CallOutput<"backUp"> | null>(null);
  const backUp = async (): Promise<void> => {
    const result = await task.run(() => shell.engine.call("backUp", {}));
    setDone(result ?? null);
  };
  const at = lastAt === null ? null : formatDateTime(localDateTime(lastAt, timeZone));
  return (
    <section className="block">
      <h2>{t("journal.backup")}</h2>
      <p className="text-small text-2">
        {t("journal.backupText")} {at === null ? t("journal.noBackup") : t("journal.lastBackup", { at })}
      </p>
      <Button
        icon={HardDrive}
        wide
        testId="backup"
        busyText={task.busy ? t("journal.backingUp") : null}
        onPress={() => void backUp()}
      >
        {t("journal.doBackup")}
      </Button>
      <ProblemNote problem={task.problem} />
      {done !== null && (
        <div className="outcome" role="status" data-testid="backup-result">
          <span className="text-good">
            <Icon of={CircleCheck} />
          </span>
          <div>
            <b>{t("journal.backedUp", { size: formatBytes(done.bytes, locale) })}</b>
            <p className="seal">{done.file}</p>
          </div>
        </div>
      )}
    </section>
  );
}
