import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Band, Button, KeyValue } from "../../renderer/ui/index.ts";
import type { TerminalRow } from "../console-contract/index.ts";
import { useDoing, useMay } from "./console-context.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { Panel } from "./screen-parts.tsx";
import { TerminalState } from "./terminal-state.tsx";
import { countText, timeText, useAgeText } from "./words.ts";

type Props = { readonly row: TerminalRow; readonly now: number; readonly onChanged: () => void };

/** One till, and what may be decided about it. */
export function TerminalPanel({ row, now, onChanged }: Props) {
  const { t } = useTranslation("console");
  const may = useMay("terminal.manage") && row.state !== "revoked";
  return (
    <Panel
      title={row.name}
      about={row.terminal}
      testId="terminal-panel"
      actions={may && <Decision row={row} onChanged={onChanged} />}
    >
      <TerminalFacts row={row} now={now} />
      {row.state === "forked" && (
        <Band tone="warn" title={t("terminals.forkedTitle")}>
          <p>{t("terminals.forkedAbout")}</p>
        </Band>
      )}
      {row.revokedReason !== null && (
        <p className="text-2">{t("terminals.revokedFor", { reason: row.revokedReason })}</p>
      )}
    </Panel>
  );
}

function Decision({ row, onChanged }: Omit<Props, "now">) {
  const { t } = useTranslation("console");
  const [deciding, setDeciding] = useState<"revoke" | "release" | null>(null);
  const done = (): void => {
    setDeciding(null);
    onChanged();
  };
  const revoking = useDoing("revokeTerminal", done);
  const releasing = useDoing("releaseTerminal", done);
  const doing = deciding === "release" ? releasing : revoking;
  if (deciding === null) {
    return (
      <div className="console-actions">
        {row.state === "forked" && (
          <Button onPress={() => setDeciding("release")} testId="release">
            {t("terminals.release")}
          </Button>
        )}
        <Button onPress={() => setDeciding("revoke")} testId="revoke">
          {t("terminals.revoke")}
        </Button>
      </div>
    );
  }
  return (
    <ReasonForm
      key={deciding}
      label={deciding === "revoke" ? t("terminals.whyRevoke") : t("terminals.whyRelease")}
      action={deciding === "revoke" ? t("terminals.revokeThis") : t("terminals.release")}
      danger={deciding === "revoke"}
      busy={doing.busy}
      refused={doing.refused}
      onRun={(reason) => void doing.run({ terminal: row.terminal, reason })}
      onBack={() => setDeciding(null)}
      testId="decide"
    />
  );
}

function TerminalFacts({ row, now }: { readonly row: TerminalRow; readonly now: number }) {
  const { t, i18n } = useTranslation("console");
  const ageText = useAgeText();
  const number = (value: number | null): string => (value === null ? "—" : countText(value, i18n.language));
  return (
    <div>
      <KeyValue label={t("terminals.state")}>
        <TerminalState state={row.state} />
      </KeyValue>
      <KeyValue label={t("terminals.heard")}>{ageText(row.lastContact, now)}</KeyValue>
      <KeyValue label={t("terminals.enrolledAt")}>{timeText(row.enrolledAt)}</KeyValue>
      <KeyValue label={t("terminals.version")}>{row.app === "" ? "—" : row.app}</KeyValue>
      <KeyValue label={t("terminals.shard")}>{row.shard}</KeyValue>
      <KeyValue label={t("terminals.generation")}>{row.generation === "" ? "—" : row.generation}</KeyValue>
      <KeyValue label={t("terminals.acked")}>{number(row.acked)}</KeyValue>
      <KeyValue label={t("terminals.pending")}>{number(row.pending)}</KeyValue>
      <KeyValue label={t("terminals.behind")}>{number(row.behind)}</KeyValue>
    </div>
  );
}
