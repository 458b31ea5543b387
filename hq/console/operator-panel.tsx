import { useState } from "react";
import { useTranslation } from "react-i18next";
import { roles, type Role } from "../../core/shift/index.ts";
import { Button, Field, Select } from "../../renderer/ui/index.ts";
import type { TillOperator } from "../console-contract/index.ts";
import { useDoing } from "./console-context.tsx";
import { Panel } from "./screen-parts.tsx";
import { useRefusalText } from "./words.ts";

type Props = {
  readonly operator: TillOperator | undefined;
  readonly shards: readonly string[];
  readonly terminals: readonly { readonly terminal: string; readonly name: string }[];
  readonly onSaved: () => void;
};

/** A part of the trade, or one till, as one value of a list. */
const [shardMark, tillMark] = ["shard ", "till "];

const placeOf = ({ shards: [shard], terminals: [terminal] }: Pick<TillOperator, "shards" | "terminals">): string =>
  shard !== undefined ? shardMark + shard : terminal !== undefined ? tillMark + terminal : "";

/** One person: name, role, PIN, where. The PIN is told in person; tills know only its hash. */
export function OperatorPanel({ operator, shards, terminals, onSaved }: Props) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const [name, setName] = useState(operator?.name ?? "");
  const [role, setRole] = useState<Role>(operator?.role ?? "cashier");
  const [pin, setPin] = useState("");
  const [place, setPlace] = useState(operator === undefined ? "" : placeOf(operator));
  const saving = useDoing("saveOperator", onSaved);
  const save = (active: boolean): void => {
    const at = {
      shards: place.startsWith(shardMark) ? [place.slice(shardMark.length)] : [],
      terminals: place.startsWith(tillMark) ? [place.slice(tillMark.length)] : [],
    };
    void saving.run({ id: operator?.id ?? null, name: name.trim(), role, pin: pin === "" ? null : pin, active, ...at });
  };
  const isActive = operator?.active ?? true;
  return (
    <Panel
      title={operator?.name ?? t("operators.add")}
      about={t("operators.addAbout")}
      actions={
        <div className="console-actions">
          {operator !== undefined && <TurnButton isActive={isActive} onTurn={() => save(!isActive)} />}
          <SaveButton
            missing={missingIn({ name, pin, isNew: operator === undefined })}
            busy={saving.busy}
            onSave={() => save(isActive)}
          />
        </div>
      }
    >
      <Field label={t("people.name")} value={name} onChange={setName} maxLength={64} testId="operator-name" />
      <RoleChoice role={role} onChange={setRole} />
      <Where place={place} onChange={setPlace} shards={shards} terminals={terminals} />
      <Field
        label={t(operator === undefined ? "operators.pin" : "operators.newPin")}
        value={pin}
        onChange={(text) => setPin(text.replaceAll(/\D/g, ""))}
        inputMode="numeric"
        maxLength={8}
        error={wording(saving.refused)}
        testId="operator-pin"
      />
      <p className="text-small text-2">{t("operators.pinAbout")}</p>
    </Panel>
  );
}

function RoleChoice({ role, onChange }: { readonly role: Role; readonly onChange: (role: Role) => void }) {
  const { t } = useTranslation("console");
  return (
    <Select
      label={t("operators.role")}
      value={role}
      options={roles.map((each) => ({ value: each, text: t(`operators.roleName.${each}`) }))}
      onChange={(value) => onChange(roles.find((each) => each === value) ?? "cashier")}
      testId="operator-role"
    />
  );
}

function TurnButton({ isActive, onTurn }: { readonly isActive: boolean; readonly onTurn: () => void }) {
  const { t } = useTranslation("console");
  return (
    <Button onPress={onTurn} testId="turn-operator">
      {t(isActive ? "operators.withdraw" : "operators.giveBack")}
    </Button>
  );
}

type WhereProps = Pick<Props, "shards" | "terminals"> & {
  readonly place: string;
  readonly onChange: (place: string) => void;
};

function Where({ place, onChange, shards, terminals }: WhereProps) {
  const { t } = useTranslation("console");
  const options = [
    ...shards.map((shard) => ({ value: shardMark + shard, text: t("operators.shard", { shard }) })),
    ...terminals.map(({ terminal, name }) => ({ value: tillMark + terminal, text: name })),
  ];
  return (
    <Select
      label={t("packs.where")}
      value={place}
      empty={t("packs.everywhere")}
      options={options}
      onChange={onChange}
      testId="operator-place"
    />
  );
}

type Missing = "name" | "pin" | null;

function missingIn(form: { readonly name: string; readonly pin: string; readonly isNew: boolean }): Missing {
  if (form.name.trim() === "") return "name";
  const isShort = form.pin.length < 4;
  return isShort && (form.isNew || form.pin !== "") ? "pin" : null;
}

type SaveProps = { readonly missing: Missing; readonly busy: boolean; readonly onSave: () => void };

function SaveButton({ missing, busy, onSave }: SaveProps) {
  const { t } = useTranslation("console");
  return (
    <Button
      kind="main"
      size="large"
      wide
      disabledReason={missing === null ? null : t(missing === "name" ? "operators.nameNeeded" : "operators.pinNeeded")}
      busyText={busy ? t("saving") : null}
      onPress={onSave}
      testId="save-operator"
    >
      {t("operators.save")}
    </Button>
  );
}
