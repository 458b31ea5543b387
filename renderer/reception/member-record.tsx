import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CallInput, MemberView } from "../../core/contract/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, DateField, Field, Segmented } from "../ui/index.ts";
import { MemberPanelHead } from "./member-panel-head.tsx";

export type MemberRecordProps = {
  readonly programme: string;
  /** Null for a new one. */
  readonly member: MemberView | null;
  readonly onSaved: (member: MemberView) => void;
  readonly onBack: () => void;
};

type Draft = Required<Pick<CallInput<"recordMember">, "member" | "name" | "joined" | "arrears">> & {
  readonly ended: string;
};

/** A member's number, name, dates and arrears: a new one, or one that is corrected. A manager consents. */
export function MemberRecord({ programme, member, onSaved, onBack }: MemberRecordProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const title = t(member === null ? "member.add" : "member.edit");
  const task = useTask(title);
  const requestId = useRef(crypto.randomUUID());
  const [draft, setDraft] = useState<Draft>({
    member: member?.member ?? "",
    name: member?.name ?? "",
    joined: member?.since ?? "",
    ended: member?.ended ?? "",
    arrears: member?.arrears ?? false,
  });
  const isFull = draft.member.trim() !== "" && draft.name.trim() !== "" && draft.joined !== "";
  const missing = isFull ? null : t("member.saveLater");
  const save = async (): Promise<void> => {
    if (missing !== null) return;
    const ended = draft.ended === "" ? null : draft.ended;
    const input = { requestId: requestId.current, programme, ...draft, ended };
    const view = await task.run((consent) => shell.engine.call("recordMember", { ...input, ...consent }));
    if (view === undefined) return;
    shell.tell("done", t("member.saved", { name: view.name }));
    onSaved(view);
  };
  useActions([{ id: "save-member", label: title, keys: "F9", disabledReason: missing, run: () => void save() }]);
  return (
    <div className="member-panel" data-testid="member-record">
      <MemberPanelHead title={title} onBack={onBack} />
      <RecordForm isNew={member === null} draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <ProblemNote problem={task.problem} />
      <span className="member-grow" />
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="member-save"
        disabledReason={missing}
        busyText={task.busy ? t("member.saving") : null}
        onPress={() => void save()}
      >
        {t("member.save")}
      </Button>
      {task.dialog}
    </div>
  );
}

type RecordFormProps = {
  readonly isNew: boolean;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
};

function RecordForm({ isNew, draft, onChange }: RecordFormProps) {
  const { t } = useTranslation("reception");
  const { member, name, joined, ended, arrears } = draft;
  return (
    <>
      <Field
        label={t("member.number")}
        value={member}
        maxLength={40}
        autoFocus={isNew}
        disabled={!isNew}
        testId="record-number"
        onChange={(text) => onChange({ member: text })}
      />
      <Field
        label={t("member.name")}
        value={name}
        maxLength={120}
        testId="record-name"
        onChange={(text) => onChange({ name: text })}
      />
      <DateField
        label={t("member.joined")}
        placeholder={t("form.day")}
        value={joined}
        testId="record-joined"
        onChange={(date) => onChange({ joined: date })}
      />
      <DateField
        label={t("member.ended")}
        placeholder={t("form.day")}
        value={ended}
        testId="record-ended"
        onChange={(date) => onChange({ ended: date })}
      />
      <div className="field">
        <span className="text-label">{t("member.debt")}</span>
        <Segmented
          label={t("member.debt")}
          segments={[
            { value: "no", label: t("member.no"), testId: "arrears-no" },
            { value: "yes", label: t("member.yes"), testId: "arrears-yes" },
          ]}
          value={arrears ? "yes" : "no"}
          onChange={(value) => onChange({ arrears: value === "yes" })}
        />
      </div>
    </>
  );
}
