import { useTranslation } from "react-i18next";
import type { Settings } from "../../core/contract/index.ts";
import { SettingChoice, SettingsOutcome, SettingText } from "./setting-parts.tsx";
import { codePages, paperColumns, printerKinds } from "./settings-fields.ts";
import { useSettings } from "./use-settings.ts";

/** How receipts get onto paper: by the system, or by a receipt printer that the till speaks to itself. */
export function PrinterSettings() {
  const { t } = useTranslation("office");
  const edit = useSettings();
  const { printer } = edit.settings;
  const disabled = !edit.may;
  const save = (change: Partial<Settings["printer"]>): void => edit.save({ printer: { ...printer, ...change } });
  return (
    <div className="settings-form">
      <SettingChoice
        label={t("settings.printerKind")}
        hint={t(`settings.printerKind_${printer.kind}Hint`)}
        value={printer.kind}
        disabled={disabled}
        choices={printerKinds.map((kind) => ({ value: kind, label: t(`settings.printerKind_${kind}`) }))}
        onSave={(kind) => save({ kind })}
      />
      {printer.kind === "escpos" && (
        <>
          <SettingText
            label={t("settings.printerAddress")}
            hint={t("settings.printerAddressHint")}
            value={printer.address}
            maxLength={120}
            disabled={disabled}
            testId="set-printer-address"
            onSave={(address) => save({ address })}
          />
          <SettingChoice
            label={t("settings.printerColumns")}
            hint={t("settings.printerColumnsHint")}
            value={String(printer.columns)}
            disabled={disabled}
            choices={paperColumns.map((count) => ({ value: String(count), label: String(count) }))}
            onSave={(columns) => save({ columns: Number(columns) })}
          />
          <SettingChoice
            label={t("settings.printerPage")}
            hint={t("settings.printerPageHint")}
            value={printer.codePage}
            disabled={disabled}
            choices={codePages.map((page) => ({ value: page, label: page.slice(2) }))}
            onSave={(codePage) => save({ codePage })}
          />
        </>
      )}
      <SettingsOutcome edit={edit} />
    </div>
  );
}
