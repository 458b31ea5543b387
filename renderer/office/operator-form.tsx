import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OperatorView } from "../../core/contract/index.ts";
import { roles, type Role } from "../../core/shift/index.ts";
import { useActions, useShell } from "../shell/index.ts";
import { Button, Field } from "../ui/index.ts";
import { PanelHead } from "./panel-head.tsx";
import { isNewPin, pinLength, pinOf } from "./pin-entry.ts";
import { ProblemNote } from "./problem.tsx";
import { useTask } from "./use-task.tsx";

export type OperatorFormProps = { readonly operator: OperatorView | null; readonly onDone: () => void };

/** A person's name, role and PIN. An empty PIN of somebody known stays as it is. */
export function OperatorForm({ operator, onDone }: OperatorFormProps) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const [name, setName] = useState(operator?.name ?? "");
  const [role, setRole] = useState<Role>(operator?.role ?? "cashier");
  const [pin, setPin] = useState("");
  const pinFits = isNewPin(pin) || (pin === "" && operator !== null);
  const missing = name.trim() !== "" && pinFits ? null : t("settings.op.saveLater");
  const save = async (): Promise<void> => {
    if (missing !== null) return;
    const input = {
      name: name.trim(),
      role,
      ...(operator === null ? {} : { id: operator.id }),
      ...(pin === "" ? {} : { pin }),
    };
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
      <Field
        label={t("settings.op.name")}
        value={name}
        maxLength={60}
        autoFocus
        testId="operator-name"
        onChange={setName}
      />
      <RoleChoice role={role} onRole={setRole} />
      <Field
        label={t(operator === null ? "settings.op.pin" : "settings.op.newPin")}
        type="password"
        inputMode="numeric"
        maxLength={pinLength.newMax}
        value={pin}
        testId="operator-pin"
        onChange={(text) => setPin(pinOf(text))}
      />
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
