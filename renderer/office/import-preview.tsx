import { useTranslation } from "react-i18next";
import type { ImportPreview } from "../../core/contract/index.ts";
import { formatCount, formatMoney } from "../../core/text/index.ts";
import { useActions } from "../shell/index.ts";
import { ArrowLeft, Band, Button, CircleX, KeyValue, ScrollBox, useUi } from "../ui/index.ts";

export type ImportPreviewProps = {
  readonly preview: ImportPreview;
  readonly onImport: () => void;
  readonly onAnother: () => void;
};

/** What the file would change, or which rows have to be corrected first. */
export function ImportPreviewPage({ preview, onImport, onAnother }: ImportPreviewProps) {
  const { t } = useTranslation("office");
  const wrong = preview.errorCount > 0 ? t("catalogue.importErrors") : null;
  useActions([
    { id: "import-catalogue", label: t("catalogue.import"), keys: "F9", disabledReason: wrong, run: onImport },
    { id: "another-file", label: t("catalogue.another"), keys: "Escape", run: onAnother },
  ]);
  return (
    <>
      <ScrollBox className="scroll" label={t("catalogue.title")} testId="import-preview">
        {preview.errorCount > 0 && <ErrorBand preview={preview} />}
        <Counts preview={preview} />
        {preview.errorCount > 0 ? <ErrorTable preview={preview} /> : <SampleTable preview={preview} />}
      </ScrollBox>
      <footer className="actions">
        <Button size="large" icon={ArrowLeft} keys="Escape" testId="another-file" onPress={onAnother}>
          {t("catalogue.another")}
        </Button>
        <span className="grow" />
        <Button kind="main" size="large" keys="F9" testId="import-catalogue" disabledReason={wrong} onPress={onImport}>
          {t("catalogue.import")}
        </Button>
      </footer>
    </>
  );
}

type Part = { readonly preview: ImportPreview };

function ErrorBand({ preview }: Part) {
  const { t } = useTranslation("office");
  return (
    <Band tone="refusal" icon={CircleX} title={t("catalogue.errors", { count: preview.errorCount })}>
      <p>{t("catalogue.errorsText")}</p>
    </Band>
  );
}

function Counts({ preview }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  const rows = ["rows", "added", "changed", "removed", "unchanged"] as const;
  return (
    <section className="section counts">
      {rows.map((name) => (
        <KeyValue key={name} label={t(`catalogue.${name}`)} testId={`preview-${name}`}>
          {formatCount(preview[name], locale)}
        </KeyValue>
      ))}
    </section>
  );
}

function ErrorTable({ preview }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <section className="section">
      {preview.errors.length < preview.errorCount && (
        <p className="text-small text-2">{t("catalogue.firstErrors", { count: preview.errors.length })}</p>
      )}
      <table className="table" data-testid="import-errors">
        <thead>
          <tr>
            <th className="number">{t("catalogue.row")}</th>
            <th>{t("catalogue.column")}</th>
            <th>{t("catalogue.value")}</th>
            <th>{t("catalogue.message")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.errors.map((error) => (
            <tr key={`${error.row}/${error.column}/${error.message}`}>
              <td className="number">{formatCount(error.row, locale)}</td>
              <td>{error.column}</td>
              <td className="wrong-value">{error.value}</td>
              <td>{error.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SampleTable({ preview }: Part) {
  const { t } = useTranslation("office");
  const { locale } = useUi();
  return (
    <section className="section">
      <h2 className="section-title">{t("catalogue.sample")}</h2>
      <table className="table">
        <thead>
          <tr>
            <th>{t("catalogue.sku")}</th>
            <th>{t("catalogue.barcode")}</th>
            <th>{t("catalogue.name")}</th>
            <th className="number">{t("catalogue.price")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.sample.map((item) => (
            <tr key={item.sku}>
              <td>{item.sku}</td>
              <td className="text-2">{item.barcode}</td>
              <td>{item.name}</td>
              <td className="number">{formatMoney(item.priceMinor, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
