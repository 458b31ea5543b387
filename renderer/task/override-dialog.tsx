import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SessionView } from "../../core/contract/index.ts";
import { may } from "../../core/shift/index.ts";
import { useShellState } from "../shell/index.ts";
import { Button, Dialog, NumPad } from "../ui/index.ts";
import { isWholePin, pinAfter } from "./pin-entry.ts";
import { PinField } from "./pin-field.tsx";
import type { Problem } from "./problem-of.ts";
import { useProblemText } from "./problem.tsx";

export type OverrideDialogProps = {
  /** The action to consent to: «Заблокировать ··7208». */
  readonly what: string;
  readonly give: (consent: { override: { operatorId: string; pin: string } }) => Promise<Problem | null>;
  readonly cancel: () => void;
};

/** Asks a manager for consent to one action: who, and their PIN. Both people are recorded by the engine. */
export function OverrideDialog({ what, give, cancel }: OverrideDialogProps) {
  const { t } = useTranslation("office");
  const operators = useShellState((state) => state.session?.operators) ?? [];
  const managers = operators.filter((operator) => operator.active && may(operator, "override.give"));
  return (
    <Dialog title={t("override.title")} onClose={cancel} testId="override">
      <p className="override-what">{what}</p>
      {managers.length === 0 ? (
        <NobodyToAsk cancel={cancel} />
      ) : (
        <ConsentForm managers={managers} give={give} cancel={cancel} />
      )}
    </Dialog>
  );
}

function NobodyToAsk({ cancel }: { readonly cancel: () => void }) {
  const { t } = useTranslation("office");
  return (
    <>
      <p>{t("override.nobody")}</p>
      <Button keys="Escape" onPress={cancel}>
        {t("common.close")}
      </Button>
    </>
  );
}

type ConsentFormProps = Omit<OverrideDialogProps, "what"> & { readonly managers: SessionView["operators"] };

function ConsentForm({ managers, give, cancel }: ConsentFormProps) {
  const { t } = useTranslation("office");
  const textOf = useProblemText();
  const [chosen, setChosen] = useState(managers[0]?.id ?? "");
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (): Promise<void> => {
    if (busy || !isWholePin(pin)) return;
    setBusy(true);
    setProblem(await give({ override: { operatorId: chosen, pin } }));
    setPin("");
    setBusy(false);
  };
  return (
    <>
      <ManagerChoice managers={managers} chosen={chosen} onChoose={setChosen} />
      <PinField
        label={t("login.pin")}
        size="large"
        inputRef={focusFirst}
        value={pin}
        error={textOf(problem)}
        testId="override-pin"
        onChange={setPin}
        onKeyDown={(event) => {
          if (event.key === "Enter") void submit();
        }}
      />
      <NumPad
        label={t("login.pad")}
        decimal={false}
        backLabel={t("common.delete")}
        onKey={(key) => setPin(pinAfter(pin, key))}
      />
      <p className="text-small text-2">{t("override.both")}</p>
      <ConsentActions busy={busy} ready={isWholePin(pin)} onGive={() => void submit()} onCancel={cancel} />
    </>
  );
}

/** A modal dialog gives the focus to what bears the attribute, which React's own autoFocus does not set. */
function focusFirst(field: HTMLInputElement | null): void {
  field?.setAttribute("autofocus", "");
}

type ConsentActionsProps = {
  readonly busy: boolean;
  readonly ready: boolean;
  readonly onGive: () => void;
  readonly onCancel: () => void;
};

function ConsentActions({ busy, ready, onGive, onCancel }: ConsentActionsProps) {
  const { t } = useTranslation("office");
  return (
    <div className="override-actions">
      <Button keys="Escape" onPress={onCancel} testId="override-cancel">
        {t("override.cancel")}
      </Button>
      <Button
        kind="main"
        keys="Enter"
        testId="override-give"
        busyText={busy ? t("login.entering") : null}
        disabledReason={ready ? null : t("override.giveLater")}
        onPress={onGive}
      >
        {t("override.give")}
      </Button>
    </div>
  );
}

type ManagerChoiceProps = {
  readonly managers: SessionView["operators"];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
};

function ManagerChoice({ managers, chosen, onChoose }: ManagerChoiceProps) {
  const { t } = useTranslation("office");
  return (
    <div role="group" aria-label={t("override.who")} className="choice-grid">
      {managers.map((manager) => (
        <Button
          key={manager.id}
          selected={manager.id === chosen}
          testId={`override-${manager.id}`}
          {...(manager.demoPin === null ? {} : { aside: t("login.demoPin", { pin: manager.demoPin }) })}
          onPress={() => onChoose(manager.id)}
        >
          {manager.name}
        </Button>
      ))}
    </div>
  );
}
