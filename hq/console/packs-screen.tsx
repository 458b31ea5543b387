import { useTranslation } from "react-i18next";
import { Band, ChoiceTable, Empty, TwoColumns, type Column } from "../../renderer/ui/index.ts";
import type { PackVersion } from "../console-contract/index.ts";
import { useDoing, useLoaded, useMay } from "./console-context.tsx";
import { FileButton } from "./file-button.tsx";
import { PackDossierScreen } from "./pack-dossier.tsx";
import { usePackState } from "./pack-state.ts";
import { NotLoaded, Panel, ScreenHead } from "./screen-parts.tsx";
import { usePlace } from "./use-place.ts";
import { timeText, useConsoleLocale, useRefusalText } from "./words.ts";

/** Programmes that head office hands out: drafts, what tills have, what waits for its day; and one version in full. */
export function PacksScreen() {
  const { t } = useTranslation("console");
  const { part, go } = usePlace();
  const { value, refused, reload } = useLoaded("listPacks", {});
  const columns = useColumns();
  const [id = "", version = ""] = decodeURIComponent(part).split("@");
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  if (version !== "") {
    return (
      <PackDossierScreen
        key={part}
        id={id}
        version={Number(version)}
        canSign={value?.canSign ?? true}
        onChanged={reload}
      />
    );
  }
  const packs = value?.packs ?? [];
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.packs")} about={t("packs.about")} />
          <div className="console-scroll">
            {value !== undefined && packs.length === 0 && <Empty title={t("packs.none")} />}
            {packs.length > 0 && (
              <ChoiceTable
                label={t("place.packs")}
                rows={packs}
                columns={columns}
                keyOf={keyOf}
                chosen={null}
                onChoose={(row) => go("packs", keyOf(row))}
                testId="pack"
              />
            )}
          </div>
        </>
      }
      decision={<UploadPanel canSign={value?.canSign ?? true} onDone={reload} />}
    />
  );
}

const keyOf = ({ id, version }: PackVersion): string => `${encodeURIComponent(id)}@${version}`;

function useColumns(): Column<PackVersion>[] {
  const { t } = useTranslation("console");
  const locale = useConsoleLocale();
  const state = usePackState();
  return [
    { title: t("packs.title"), cell: ({ title }) => <b>{title[locale]}</b> },
    { title: t("packs.version"), number: true, cell: ({ version }) => version },
    { title: t("packs.state"), cell: state },
    {
      title: t("packs.changed"),
      cell: ({ decidedAt, madeAt, decidedBy, madeBy }) => (
        <span className="console-when">
          {timeText(decidedAt ?? madeAt)}, {decidedBy ?? madeBy}
        </span>
      ),
    },
  ];
}

function UploadPanel({ canSign, onDone }: { readonly canSign: boolean; readonly onDone: () => void }) {
  const { t } = useTranslation("console");
  const may = useMay("pack.publish");
  const wording = useRefusalText();
  const { go } = usePlace();
  const uploading = useDoing("uploadPack", ({ id, version }) => {
    onDone();
    go("packs", `${encodeURIComponent(id)}@${version}`);
  });
  if (!may) return <Empty title={t("packs.choose")} />;
  return (
    <Panel
      title={t("packs.upload")}
      about={t("packs.uploadAbout")}
      actions={
        <FileButton
          label={t("packs.chooseFile")}
          accept=".json,application/json"
          busy={uploading.busy}
          testId="upload-pack"
          onText={(json) => void uploading.run({ json })}
        />
      }
    >
      {!canSign && (
        <Band tone="warn" title={t("packs.keyAway")}>
          <p>{t("packs.keyAwayAbout")}</p>
        </Band>
      )}
      {uploading.refused !== null && (
        <Band tone="refusal" title={t("packs.notTaken")} testId="upload-refused">
          <p>{wording(uploading.refused)}</p>
        </Band>
      )}
    </Panel>
  );
}
