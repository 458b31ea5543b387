import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShell, useShellState } from "../shell/index.ts";
import { isNewPin, PinField, pinLength, ProblemNote, useTask } from "../task/index.ts";
import { Button, Field, TwoColumns } from "../ui/index.ts";
import { LoginFoot, LoginPlace } from "./login-foot.tsx";
import { nothing, ProgrammeChoice } from "./programme-choice.tsx";

/** A terminal that nobody may use yet: its first administrator. */
export function FirstRun() {
  const { t } = useTranslation("office");
  const session = useShellState((state) => state.session);
  return (
    <TwoColumns
      work={
        <>
          <div className="login-who">
            {session !== null && <LoginPlace session={session} />}
            <h1>{t("login.first.title")}</h1>
            <p className="text-2">{t("login.first.text")}</p>
            <p className="text-2">{t("login.first.keep")}</p>
          </div>
          {session !== null && <LoginFoot session={session} />}
        </>
      }
      decision={<FirstAdministrator />}
    />
  );
}

type Draft = {
  readonly name: string;
  readonly pin: string;
  readonly again: string;
  /** Id of the programme to sell by, or `nothing`; null until that is chosen. */
  readonly programme: string | null;
};

function FirstAdministrator() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const programmes = useShellState((state) => state.session?.programmes) ?? [];
  const only = programmes.length === 1 ? (programmes[0]?.id ?? null) : null;
  const [draft, setDraft] = useState<Draft>({ name: "", pin: "", again: "", programme: only });
  const missing = useMissing(draft, programmes.length);
  const create = (): void => {
    if (missing !== null) return;
    const { pin, programme } = draft;
    const chosen = programme === null || programme === nothing ? {} : { programme };
    void task.run(() => shell.engine.call("createFirstOperator", { name: draft.name.trim(), pin, ...chosen }));
  };
  return (
    <div className="login-pin">
      <FirstFields draft={draft} onDraft={setDraft} onEnter={create} />
      {programmes.length > 1 && (
        <div>
          <p className="text-label">{t("settings.pack.choose")}</p>
          <ProgrammeChoice
            programmes={programmes}
            chosen={draft.programme}
            onChoose={(programme) => setDraft({ ...draft, programme })}
          />
        </div>
      )}
      <ProblemNote problem={task.problem} />
      <span className="grow" />
      <Button
        kind="main"
        size="main"
        wide
        keys="Enter"
        testId="first-create"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={create}
      >
        {t("login.first.create")}
      </Button>
    </div>
  );
}

/** What is still needed before the administrator can be created. */
function useMissing({ name, pin, again, programme }: Draft, programmes: number): string | null {
  const { t } = useTranslation("office");
  if (name.trim() === "") return t("login.first.nameNeeded");
  if (!isNewPin(pin) || again !== pin) return t("login.first.pinNeeded");
  return programmes > 0 && programme === null ? t("login.first.programmeNeeded") : null;
}

type FirstFieldsProps = {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly onEnter: () => void;
};

function FirstFields({ draft, onDraft, onEnter }: FirstFieldsProps) {
  const { t } = useTranslation("office");
  const { name, pin, again } = draft;
  return (
    <>
      <Field
        label={t("login.first.name")}
        value={name}
        maxLength={60}
        autoFocus
        testId="first-name"
        onChange={(text) => onDraft({ ...draft, name: text })}
      />
      <PinField
        maxLength={pinLength.newMax}
        label={t("login.first.pin")}
        value={pin}
        testId="first-pin"
        onChange={(text) => onDraft({ ...draft, pin: text })}
      />
      <PinField
        maxLength={pinLength.newMax}
        label={t("login.first.repeat")}
        value={again}
        error={pin.startsWith(again) ? null : t("login.first.differs")}
        testId="first-pin-again"
        onChange={(text) => onDraft({ ...draft, again: text })}
        onKeyDown={(event) => {
          if (event.key === "Enter") onEnter();
        }}
      />
    </>
  );
}
