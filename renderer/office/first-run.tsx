import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShell, useShellState } from "../shell/index.ts";
import { Button, Field, TwoColumns } from "../ui/index.ts";
import { LoginFoot } from "./login-foot.tsx";
import { isNewPin, pinOf } from "./pin-entry.ts";
import { ProblemNote } from "./problem.tsx";
import { useTask } from "./use-task.tsx";

/** A terminal that nobody may use yet: its first administrator. */
export function FirstRun() {
  const { t } = useTranslation("office");
  const session = useShellState((state) => state.session);
  return (
    <TwoColumns
      work={
        <>
          <div className="login-who">
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

function FirstAdministrator() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && !pin.startsWith(again) && again !== pin;
  const missing =
    name.trim() === ""
      ? t("login.first.nameNeeded")
      : isNewPin(pin) && again === pin
        ? null
        : t("login.first.pinNeeded");
  const create = (): void => {
    if (missing !== null) return;
    void task.run(() => shell.engine.call("createFirstOperator", { name: name.trim(), pin }));
  };
  return (
    <form
      className="login-pin"
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <Field
        label={t("login.first.name")}
        value={name}
        maxLength={60}
        autoFocus
        testId="first-name"
        onChange={setName}
      />
      <Field
        label={t("login.first.pin")}
        type="password"
        inputMode="numeric"
        maxLength={8}
        value={pin}
        testId="first-pin"
        onChange={(text) => setPin(pinOf(text))}
      />
      <Field
        label={t("login.first.repeat")}
        type="password"
        inputMode="numeric"
        maxLength={8}
        value={again}
        error={differs ? t("login.first.differs") : null}
        testId="first-pin-again"
        onChange={(text) => setAgain(pinOf(text))}
        onKeyDown={(event) => {
          if (event.key === "Enter") create();
        }}
      />
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
    </form>
  );
}
