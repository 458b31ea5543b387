import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions, useShell } from "../shell/index.ts";
import { ProblemNote, useTask } from "../task/index.ts";
import { Button, Field, Icon, Lock } from "../ui/index.ts";

export type EnrolFormProps = { readonly may: boolean; readonly onDone: () => void };

/** Makes this till one of head office's: for whoever may; others are told who does. */
export function EnrolForm({ may, onDone }: EnrolFormProps) {
  const { t } = useTranslation("office");
  if (may) return <EnrolFields onDone={onDone} />;
  return (
    <p className="why-not text-2">
      <Icon of={Lock} size={16} />
      {t("link.enrolByAdministrator")}
    </p>
  );
}

function EnrolFields({ onDone }: Pick<EnrolFormProps, "onDone">) {
  const { t } = useTranslation("office");
  const shell = useShell();
  const task = useTask();
  const [url, setUrl] = useState("");
  const [code, setCode] = useState("");
  const missing = url.trim() === "" || code.trim() === "" ? t("link.enrolLater") : null;
  const label = t("link.enrol");
  const enrol = async (): Promise<void> => {
    if (missing !== null) return;
    const view = await task.run(() => shell.engine.call("enrolTerminal", { url, code }));
    if (view === undefined) return;
    shell.tell("done", t("link.enrolled"));
    onDone();
  };
  const run = (): void => void enrol();
  useActions([{ id: "enrol", label, keys: "Enter", inFields: true, disabledReason: missing, run }]);
  return (
    <section className="office-block office-enrol">
      <h3>{t("link.enrolTitle")}</h3>
      <p className="text-small text-2">{t("link.enrolText")}</p>
      <Field label={t("link.address")} value={url} maxLength={200} testId="office-url" onChange={setUrl} />
      <Field label={t("link.code")} value={code} maxLength={40} testId="office-code" onChange={setCode} />
      <ProblemNote problem={task.problem} />
      <Button
        kind="main"
        keys="Enter"
        testId="office-enrol"
        busyText={task.busy ? t("link.enrolling") : null}
        disabledReason={missing}
        onPress={run}
      >
        {label}
      </Button>
    </section>
  );
}
