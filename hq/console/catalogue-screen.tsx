import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoney } from "../../core/text/index.ts";
import { Band, Button, Empty, KeyValue, Select, TwoColumns } from "../../renderer/ui/index.ts";
import type { CatalogueCheck, ConsoleInput } from "../console-contract/index.ts";
import type { Refused } from "./ask.ts";
import { useDoing, useLoaded, useMay } from "./console-context.tsx";
import { FileButton } from "./file-button.tsx";
import { NotLoaded, Panel, ScreenHead } from "./screen-parts.tsx";
import { countText, timeText, useConsoleLocale, useRefusalText } from "./words.ts";

type Sent = ConsoleInput<"checkCatalogue">;

/** Catalogue and prices that tills get: a file is checked row by row as a till would, then handed out whole. */
export function CatalogueScreen() {
  const { t } = useTranslation("console");
  const { value, refused, reload } = useLoaded("listCatalogues", {});
  const [checked, setChecked] = useState<{ readonly sent: Sent; readonly found: CatalogueCheck } | null>(null);
  if (refused !== null) return <NotLoaded refused={refused} onAgain={reload} />;
  const done = (): void => {
    setChecked(null);
    reload();
  };
  return (
    <TwoColumns
      work={
        <>
          <ScreenHead title={t("place.catalogue")} about={t("catalogue.about")} />
          <div className="console-scroll console-dossier">
            {checked === null ? (
              <History rows={value?.catalogues ?? []} isLoaded={value !== undefined} />
            ) : (
              <Found found={checked.found} />
            )}
          </div>
        </>
      }
      decision={
        checked === null ? (
          <ChooseFile
            programmes={value?.programmes ?? []}
            shards={value?.shards ?? []}
            onChecked={(sent, found) => setChecked({ sent, found })}
          />
        ) : (
          <HandOut sent={checked.sent} found={checked.found} onDone={done} onBack={() => setChecked(null)} />
        )
      }
    />
  );
}

type Rows = {
  readonly rows: readonly {
    readonly shard: string;
    readonly version: number;
    readonly rows: number;
    readonly at: number;
    readonly by: string;
  }[];
  readonly isLoaded: boolean;
};

function History({ rows, isLoaded }: Rows) {
  const { t, i18n } = useTranslation("console");
  if (isLoaded && rows.length === 0) return <Empty title={t("catalogue.none")} />;
  return (
    <table className="table" data-testid="catalogues">
      <thead>
        <tr>
          <th>{t("packs.where")}</th>
          <th className="number">{t("packs.version")}</th>
          <th className="number">{t("catalogue.rows")}</th>
          <th>{t("packs.changed")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ shard, version, rows: count, at, by }) => (
          <tr key={`${shard} ${version}`}>
            <td>{shard === "" ? t("packs.everywhere") : shard}</td>
            <td className="number">{version}</td>
            <td className="number">{countText(count, i18n.language)}</td>
            <td className="console-when">
              {timeText(at)}, {by}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Found({ found }: { readonly found: CatalogueCheck }) {
  const { t } = useTranslation("console");
  const locale = useConsoleLocale();
  return (
    <>
      {found.errors.length > 0 && (
        <section data-testid="catalogue-errors">
          <h2>{t("catalogue.errors", { count: found.errorCount })}</h2>
          <ul className="console-changes">
            {found.errors.map(({ row, message }) => (
              <li key={`${row} ${message}`}>{t("catalogue.row", { row, message })}</li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t("catalogue.sample")}</h2>
        <ul className="console-changes">
          {found.sample.map(({ sku, name, priceMinor }) => (
            <li key={sku}>
              {sku} · {name} · {formatMoney(priceMinor, locale)}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

type ChooseProps = {
  readonly programmes: readonly { readonly id: string; readonly title: string }[];
  readonly shards: readonly string[];
  readonly onChecked: (sent: Sent, found: CatalogueCheck) => void;
};

function ChooseFile({ programmes, shards, onChecked }: ChooseProps) {
  const { t } = useTranslation("console");
  const may = useMay("catalogue.publish");
  const lang = useConsoleLocale();
  const [chosen, setChosen] = useState("");
  const [shard, setShard] = useState("");
  // What the answer is about: by the time it comes this screen was drawn anew.
  const sent = useRef<Sent | null>(null);
  const checking = useDoing("checkCatalogue", (found) => {
    if (sent.current !== null) onChecked(sent.current, found);
  });
  const programme = chosen === "" ? (programmes[0]?.id ?? "") : chosen;
  if (!may) return <Empty title={t("catalogue.onlyAdministrator")} />;
  if (programmes.length === 0) return <Empty title={t("catalogue.noProgramme")} />;
  const check = (csv: string): void => {
    const next = { csv, programme, shard, lang };
    sent.current = next;
    void checking.run(next);
  };
  return (
    <Panel
      title={t("catalogue.upload")}
      about={t("catalogue.uploadAbout")}
      actions={
        <FileButton
          label={t("catalogue.chooseFile")}
          accept=".csv,text/csv"
          busy={checking.busy}
          testId="upload-catalogue"
          onText={check}
        />
      }
    >
      <Select
        label={t("catalogue.programme")}
        value={programme}
        options={programmes.map(({ id, title }) => ({ value: id, text: title }))}
        onChange={setChosen}
      />
      <Select
        label={t("packs.where")}
        value={shard}
        empty={t("packs.everywhere")}
        options={shards.map((name) => ({ value: name, text: name }))}
        onChange={setShard}
      />
      <NotTaken refused={checking.refused} />
    </Panel>
  );
}

function NotTaken({ refused }: { readonly refused: Refused | null }) {
  const { t } = useTranslation("console");
  const text = useRefusalText()(refused);
  if (text === null) return null;
  return (
    <Band tone="refusal" title={t("packs.notTaken")}>
      <p>{text}</p>
    </Band>
  );
}

type HandOutProps = {
  readonly sent: Sent;
  readonly found: CatalogueCheck;
  readonly onDone: () => void;
  readonly onBack: () => void;
};

function HandOut({ sent, found, onDone, onBack }: HandOutProps) {
  const { t, i18n } = useTranslation("console");
  const wording = useRefusalText();
  const publishing = useDoing("publishCatalogue", onDone);
  const count = (value: number): string => countText(value, i18n.language);
  return (
    <Panel title={t("catalogue.checked")} about={t("catalogue.checkedAbout")}>
      <div>
        <KeyValue label={t("catalogue.rows")}>{count(found.rows)}</KeyValue>
        <KeyValue label={t("catalogue.added")}>{count(found.added)}</KeyValue>
        <KeyValue label={t("catalogue.changed")}>{count(found.changed)}</KeyValue>
        <KeyValue label={t("catalogue.removed")}>{count(found.removed)}</KeyValue>
      </div>
      {publishing.refused !== null && (
        <Band tone="refusal" title={t("packs.notPublished")}>
          <p>{wording(publishing.refused)}</p>
        </Band>
      )}
      <div className="console-grow" />
      <div className="console-actions">
        <Button onPress={onBack}>{t("back")}</Button>
        <Button
          kind="main"
          size="large"
          wide
          disabledReason={found.errorCount > 0 ? t("catalogue.errorsFirst") : null}
          busyText={publishing.busy ? t("saving") : null}
          onPress={() => void publishing.run(sent)}
          testId="publish-catalogue"
        >
          {t("catalogue.publish")}
        </Button>
      </div>
    </Panel>
  );
}
