import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, Check, Circle, Icon } from "../../renderer/ui/index.ts";
import type { PackDossier } from "../console-contract/index.ts";
import { useDoing } from "./console-context.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { timeText, useSignOffWords } from "./words.ts";

type Props = { readonly dossier: PackDossier; readonly mayEnter: boolean; readonly onChanged: () => void };

/** The way of the paper as the document orders it; the next signature can be entered, none can be left out. */
export function PackSignOffs({ dossier, mayEnter, onChanged }: Props) {
  const { t } = useTranslation("console");
  const words = useSignOffWords();
  const { steps, pack } = dossier;
  const due = steps.findIndex(({ signed }) => signed === null);
  return (
    <section data-testid="sign-offs">
      <h3>{t("packs.signOffs")}</h3>
      <ol className="console-history">
        {steps.map(({ do: what, by, clause, signed }, at) => (
          <li key={`${what} ${by}`} data-signed={signed !== null}>
            <span className="console-state">
              <Icon of={signed === null ? Circle : Check} size={18} />
              {words.what(what)}: {words.who(by)}
            </span>
            <span className="text-small text-2">
              {t("packs.clause", { clause })}
              {signed !== null && `. ${timeText(signed.at)}, ${signed.by}: ${signed.note}`}
            </span>
            {at === due && mayEnter && <Enter pack={pack} step={at} onDone={onChanged} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

type EnterProps = { readonly pack: PackDossier["pack"]; readonly step: number; readonly onDone: () => void };

function Enter({ pack: { id, version }, step, onDone }: EnterProps) {
  const { t } = useTranslation("console");
  const [enters, setEnters] = useState(false);
  const signing = useDoing("signPack", onDone);
  if (!enters) {
    return (
      <Button onPress={() => setEnters(true)} testId="sign-this">
        {t("packs.signThis")}
      </Button>
    );
  }
  return (
    <ReasonForm
      label={t("packs.paper")}
      action={t("packs.sign")}
      busy={signing.busy}
      refused={signing.refused}
      onRun={(note) => void signing.run({ id, version, step, note })}
      onBack={() => setEnters(false)}
      testId="sign"
    />
  );
}
