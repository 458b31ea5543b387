import { useEffect, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Band, Button, Field } from "../../renderer/ui/index.ts";
import type { Person } from "../console-contract/index.ts";
import { ask, type Asked, type Refused } from "./ask.ts";
import { DoorFrame } from "./door-frame.tsx";
import { useRefusalText } from "./words.ts";

type Props = { readonly token: string; readonly onDone: (person: Person) => void };

/** Somebody comes by a one-time link and sets a password; the first one of all chooses a name, too. */
export function InviteScreen({ token, onDone }: Props) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const [invite, setInvite] = useState<Asked<Person> | null>(null);
  useEffect(() => {
    void ask("readInvite", { token }).then(setInvite);
  }, [token]);
  if (invite === null) return null;
  if (!invite.ok) {
    return (
      <DoorFrame title={t("door.invite")}>
        <Band tone="refusal" title={t("door.inviteOver")}>
          <p>{wording(invite.refused)}</p>
        </Band>
      </DoorFrame>
    );
  }
  return <InviteForm token={token} invite={invite.value} onDone={onDone} />;
}

const shortest = 8;

type FormProps = Props & { readonly invite: Person };

/** What is typed, what is missing of it, and the way in. */
function useAcceptance({ token, invite, onDone }: FormProps) {
  const { t } = useTranslation("console");
  const [name, setName] = useState(invite.name);
  const [[password, repeated], setPasswords] = useState<readonly [string, string]>(["", ""]);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused | null>(null);
  const differs = repeated !== "" && repeated !== password ? t("door.differs") : null;
  const missing =
    name.trim() === "" ? t("door.nameNeeded") : password.length < shortest ? t("door.passwordShort") : differs;
  const ready = missing === null && repeated === password;
  const enter = async (): Promise<void> => {
    if (!ready || busy) return;
    setBusy(true);
    const asked = await ask("acceptInvite", { token, name: name.trim(), password });
    setBusy(false);
    if (asked.ok) onDone(asked.value);
    else setRefused(asked.refused);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") void enter();
  };
  const lacking = ready ? null : (missing ?? t("door.repeatNeeded"));
  return { name, setName, password, repeated, setPasswords, differs, lacking, busy, refused, enter, onKeyDown };
}

function InviteForm(props: FormProps) {
  const { t } = useTranslation("console");
  const wording = useRefusalText();
  const { invite } = props;
  const { name, setName, password, repeated, setPasswords, ...form } = useAcceptance(props);
  return (
    <DoorFrame title={invite.name === "" ? t("door.first") : t("door.invite")}>
      <p className="text-2">{t("door.roleGiven", { role: t(`role.${invite.role}`) })}</p>
      <Field
        label={t("door.fullName")}
        value={name}
        onChange={setName}
        disabled={invite.name !== ""}
        autoFocus={invite.name === ""}
        testId="name"
      />
      <Field
        label={t("door.newPassword")}
        type="password"
        value={password}
        autoFocus={invite.name !== ""}
        onChange={(text) => setPasswords([text, repeated])}
        testId="password"
      />
      <Field
        label={t("door.repeat")}
        type="password"
        value={repeated}
        onChange={(text) => setPasswords([password, text])}
        onKeyDown={form.onKeyDown}
        error={form.differs ?? wording(form.refused)}
        testId="repeat"
      />
      <Button
        kind="main"
        size="large"
        keys="Enter"
        wide
        disabledReason={form.lacking}
        busyText={form.busy ? t("saving") : null}
        onPress={() => void form.enter()}
        testId="accept"
      >
        {t("door.begin")}
      </Button>
    </DoorFrame>
  );
}
