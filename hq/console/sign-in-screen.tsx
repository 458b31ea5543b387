import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Button, Field } from "../../renderer/ui/index.ts";
import type { Person } from "../console-contract/index.ts";
import { ask, type Refused } from "./ask.ts";
import { DoorFrame } from "./door-frame.tsx";
import { useRefusalText } from "./words.ts";

/** Name and password. */
export function SignInScreen({ onDone }: { readonly onDone: (person: Person) => void }) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const ready = name.trim() !== "" && password !== "";
  const enter = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    const asked = await ask("signIn", { name: name.trim(), password });
    setBusy(false);
    setPassword("");
    if (asked.ok) onDone(asked.value);
    else setRefused(asked.refused);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") void enter();
  };
  return (
    <DoorFrame title={t("door.signIn")}>
      <Field label={t("door.name")} value={name} onChange={setName} autoFocus onKeyDown={onKeyDown} testId="name" />
      <Field
        label={t("door.password")}
        type="password"
        value={password}
        onChange={setPassword}
        onKeyDown={onKeyDown}
        error={wording(refused)}
        testId="password"
      />
      <Button
        kind="main"
        size="large"
        keys="Enter"
        wide
        disabledReason={ready ? null : t("door.signInLater")}
        busyText={busy ? t("door.checking") : null}
        onPress={() => void enter()}
        testId="sign-in"
      >
        {t("door.enter")}
      </Button>
    </DoorFrame>
  );
}
