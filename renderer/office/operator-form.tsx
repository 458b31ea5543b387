import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OperatorView } from "../../core/contract/index.ts";
import { roles, type Role } from "../../core/shift/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { isNewPin, PinField, pinLength, ProblemNote, useTask } from "../task/index.ts";
import { Button, Field } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";
import { SettingSwitch } from "./setting-parts.tsx";

export type OperatorFormProps = { readonly operator: OperatorView | null; readonly onDone: () => void };

type Draft = { readonly name: string; readonly role: Role; readonly pin: string; readonly active: boolean };

/** A person's name, role and PIN. An empty PIN of somebody known stays as it is. */
export function OperatorForm({ operator, onDone }: OperatorFormProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const [draft, setDraft] = useState<Draft>(() => draftOf(operator));
  const pinFits = isNewPin(draft.pin) || (draft.pin === "" && operator !== null);
  const missing = draft.name.trim() !== "" && pinFits ? null : t("settings.op.saveLater");
  const save = async (): Promise<void> => {
    if (missing !== null) return;
    const id = operator === null ? {} : { id: operator.id };
    const pin = draft.pin === "" ? {} : { pin: draft.pin };
    const input = { name: draft.name.trim(), role: draft.role, active: draft.active, ...id, ...pin };
    const saved = await task.run(() => shell.engine.call("saveOperator", input));
    if (saved === undefined) return;
    shell.tell("done", t("settings.op.done", { name: input.name }));
    onDone();
  };
  useActions([
    { id: "save-operator", label: t("settings.op.save"), keys: "F9", disabledReason: missing, run: () => void save() },
  ]);
  return (
    <div className="settings-card" data-testid="operator-form">
      <PanelHead title={operator?.name ?? t("settings.op.add")} onBack={onDone} />
      <OperatorFields draft={draft} onDraft={setDraft} known={operator !== null} />
      <ProblemNote problem={task.problem} />
      <Button
        kind="main"
        size="large"
        keys="F9"
        wide
        testId="operator-save"
        busyText={task.busy ? t("common.saving") : null}
        disabledReason={missing}
        onPress={() => void save()}
      >
        {t("settings.op.save")}
      </Button>
    </div>
  );
}

function draftOf(operator: OperatorView | null): Draft {
  const { name, role, active } = operator ?? { name: "", role: "cashier", active: true };
  return { name, role, active, pin: "" };
}

type OperatorFieldsProps = {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  readonly known: boolean;
};

function OperatorFields({ draft, onDraft, known }: OperatorFieldsProps) {
  const { t } = useTranslation("office");
  return (
    <>
      <Field
        label={t("settings.op.name")}
        value={draft.name}
        maxLength={60}
        autoFocus
        testId="operator-name"
        onChange={(name) => onDraft({ ...draft, name })}
      />
      <RoleChoice role={draft.role} onRole={(role) => onDraft({ ...draft, role })} />
      <PinField
        label={t(known ? "settings.op.newPin" : "settings.op.pin")}
        maxLength={pinLength.newMax}
        value={draft.pin}
        testId="operator-pin"
        onChange={(pin) => onDraft({ ...draft, pin })}
      />
      {known && (
        <SettingSwitch
          label={t("settings.op.active")}
          hint={t("settings.op.activeHint")}
          value={draft.active}
          disabled={false}
          testId="operator-active"
          onSave={(active) => onDraft({ ...draft, active })}
        />
      )}
    </>
  );
}

function RoleChoice({ role, onRole }: { readonly role: Role; readonly onRole: (role: Role) => void }) {
  const { t } = useTranslation("office");
  return (
    <div>
      <p className="text-label">{t("settings.op.role")}</p>
      <div className="reasons" role="group" aria-label={t("settings.op.role")}>
        {roles.map((name) => (
          <Button key={name} selected={name === role} testId={`role-${name}`} onPress={() => onRole(name)}>
            {t(`role.${name}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
