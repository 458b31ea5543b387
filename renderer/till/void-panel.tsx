import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useActions, useShell } from "../shell/index.ts";
import { Button, Field } from "../ui/index.ts";
import { Panel } from "./panel.tsx";
import { useTill } from "./till-context.tsx";

const reasons = ["refused", "mistake", "other"] as const;
type Reason = (typeof reasons)[number];

/** Gives the purchase up before payment. Never on Enter: it throws work away. */
export function VoidPanel() {
  const { t } = useTranslation("till");
  const { store } = useTill();
  const shell = useShell();
  const [reason, setReason] = useState<Reason | null>(null);
  const [other, setOther] = useState("");
  const text = reason === null ? "" : reason === "other" ? other.trim() : t(`void.${reason}`);
  const disabledReason = text === "" ? t("void.later") : null;
  const run = async (): Promise<void> => {
    if ((await shell.run("voidBasket", { reason: text })) === undefined) return;
    store.setState({ panel: null });
    shell.store.setState({ undoOffer: null });
    shell.tell("done", t("void.done"));
  };
  useActions([{ id: "void-do", keys: "Ctrl+Enter", inFields: true, disabledReason, run: () => void run() }]);
  return (
    <Panel title={t("void.title")} closeText={t("quantity.close")} keys="Escape" testId="void-panel">
      <p className="text-2">{t("void.text")}</p>
      <p className="text-label">{t("void.reason")}</p>
      {reasons.map((name) => (
        <Button
          key={name}
          wide
          selected={name === reason}
          testId={`void-reason-${name}`}
          onPress={() => setReason(name)}
        >
          {t(`void.${name}`)}
        </Button>
      ))}
      {reason === "other" && (
        <Field label={t("void.otherText")} value={other} onChange={setOther} maxLength={200} autoFocus />
      )}
      <Button
        kind="danger"
        size="large"
        keys="Ctrl+Enter"
        wide
        testId="void-do"
        disabledReason={disabledReason}
        onPress={() => void run()}
      >
        {t("void.do")}
      </Button>
    </Panel>
  );
}
