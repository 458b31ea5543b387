import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { MemberView } from "../../core/contract/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, Check, DateField, Field, Segmented } from "../ui/index.ts";
import { MemberPanelHead } from "./member-panel-head.tsx";
import type { Members } from "./use-members.ts";

export type MemberDecisionProps = { readonly members: Members; readonly member: MemberView };

type Draft = { readonly to: string; readonly body: string; readonly decisionNo: string; readonly decidedOn: string };

/** A governing body's decision on the status, entered with its number and day; a manager consents. */
export function MemberDecision({ members, member }: MemberDecisionProps) {
  const { t } = useTranslation("reception");
  const shell = useShell();
  const label = t("member.record");
  const task = useTask(label);
  const requestId = useRef(crypto.randomUUID());
  const { statuses, bodies } = member.decisions;
  const [draft, setDraft] = useState<Draft>({
    to: statuses.at(-1)?.id ?? "",
    body: bodies[0]?.id ?? "",
    decisionNo: "",
    decidedOn: "",
  });
  const missing = draft.decisionNo.trim() === "" || draft.decidedOn === "" ? t("member.recordLater") : null;
  const save = async (): Promise<void> => {
    if (missing !== null) return;
    const input = { requestId: requestId.current, programme: members.programme, member: member.member, ...draft };
    const view = await task.run((consent) => shell.engine.call("adjustStatus", { ...input, ...consent }));
    if (view === undefined) return;
    shell.tell("done", `${view.status.title}. ${view.status.basis}`);
    members.show(view);
    members.openPanel("decision");
  };
  useActions([{ id: "record-decision", label, keys: "F9", disabledReason: missing, run: () => void save() }]);
  return (
    <div className="member-panel" data-testid="member-decision">
      <MemberPanelHead title={t("member.decision")} onBack={() => members.openPanel("decision")} />
      <DecisionForm member={member} draft={draft} onChange={(part) => setDraft({ ...draft, ...part })} />
      <ProblemNote problem={task.problem} />
      <span className="member-grow" />
      <Button
        kind="main"
        size="main"
        wide
        keys="F9"
        testId="decision-save"
        disabledReason={missing}
        busyText={task.busy ? t("member.saving") : null}
        onPress={() => void save()}
      >
        {label}
      </Button>
      {task.dialog}
    </div>
  );
}

type DecisionFormProps = {
  readonly member: MemberView;
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
};

function DecisionForm({ member, draft, onChange }: DecisionFormProps) {
  const { t } = useTranslation("reception");
  const { statuses, bodies } = member.decisions;
  return (
    <>
      <div className="field">
        <span className="text-label">{t("member.to")}</span>
        <Segmented
          label={t("member.to")}
          segments={statuses.map(({ id, title }) => ({ value: id, label: title, testId: `to-${id}` }))}
          value={draft.to}
          onChange={(to) => onChange({ to })}
        />
      </div>
      <div className="member-events" role="group" aria-label={t("member.body")}>
        <span className="text-label">{t("member.body")}</span>
        {bodies.map(({ id, title }) => (
          <Button
            key={id}
            wide
            selected={id === draft.body}
            icon={id === draft.body ? Check : undefined}
            testId={`body-${id}`}
            onPress={() => onChange({ body: id })}
          >
            {title}
          </Button>
        ))}
      </div>
      <div className="member-event">
        <Field
          label={t("member.decisionNo")}
          value={draft.decisionNo}
          maxLength={40}
          testId="decision-no"
          onChange={(decisionNo) => onChange({ decisionNo })}
        />
        <DateField
          label={t("member.decidedOn")}
          placeholder={t("form.day")}
          value={draft.decidedOn}
          testId="decided-on"
          onChange={(decidedOn) => onChange({ decidedOn })}
        />
      </div>
    </>
  );
}
