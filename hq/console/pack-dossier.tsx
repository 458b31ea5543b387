import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Button, CircleAlert, Icon, TriangleAlert, TwoColumns } from "../../renderer/ui/index.ts";
import type { PackDossier } from "../console-contract/index.ts";
import { useLoaded } from "./console-context.tsx";
import { PackDecision } from "./pack-decision.tsx";
import { NotLoaded, ScreenHead } from "./screen-parts.tsx";
import { usePlace } from "./use-place.ts";
import { useConsoleLocale } from "./words.ts";

type Props = {
  readonly id: string;
  readonly version: number;
  readonly canSign: boolean;
  readonly onChanged: () => void;
};

/** One version of a programme: what lint finds in it, what it changes; beside it who signs and when it begins. */
export function PackDossierScreen({ id, version, canSign, onChanged }: Props) {
  const { t } = useTranslation("console");
  const locale = useConsoleLocale();
  const { value, refused, reload } = useLoaded("packDossier", { id, version });
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (value === undefined) return <p className="console-search text-2">{t("packs.looking")}</p>;
  const changed = (): void => {
    reload();
    onChanged();
  };
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={value.pack.title[locale]} about={t("packs.versionOf", { version, id })}>
            <BackToPacks />
          </ScreenHead>
          <div className="console-scroll console-dossier">
            <Findings findings={value.findings} />
            <Changes changes={value.changes} />
          </div>
        </>
      }
      decision={<PackDecision dossier={value} canSign={canSign} onChanged={changed} />}
    />
  );
}

function Part(props: { readonly title: string; readonly testId: string; readonly children: ReactNode }) {
  return (
    <section data-testid={props.testId}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

function Findings({ findings }: Pick<PackDossier, "findings">) {
  const { t } = useTranslation("console");
  const locale = useConsoleLocale();
  return (
    <Part title={t("packs.findings")} testId="pack-findings">
      {findings.length === 0 && <p className="text-2">{t("packs.noFindings")}</p>}
      <ul className="console-findings">
        {findings.map(({ severity, clause, rule, text, example }) => (
          <li key={`${rule} ${clause} ${text.ru}`} data-severity={severity}>
            <Icon of={severity === "error" ? CircleAlert : TriangleAlert} size={20} />
            <span>
              <b>{t(`packs.${severity}`)}</b> {clause !== "-" && t("packs.clause", { clause })}
              {rule !== "-" && ` ${rule}`}. {text[locale]}
              {example[locale] !== "" && (
                <span className="text-small text-2">{t("packs.example", { text: example[locale] })}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Changes({ changes }: Pick<PackDossier, "changes">) {
  const { t } = useTranslation("console");
  const locale = useConsoleLocale();
  const lines = changes?.[locale].filter((line) => line !== "") ?? [];
  return (
    <Part title={t("packs.changes")} testId="pack-changes">
      {lines.length === 0 && <p className="text-2">{t("packs.noChanges")}</p>}
      <ul className="console-changes">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  );
}

/** Back to the list of all versions. */
function BackToPacks() {
  const { t } = useTranslation("console");
  const { go } = usePlace();
  return (
    <Button onPress={() => go("packs")} testId="back-to-packs">
      {t("packs.all")}
    </Button>
  );
}
