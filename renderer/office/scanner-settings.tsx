import { useTranslation } from "react-i18next";
import { ScannerTest } from "./scanner-test.tsx";
import { SettingChoice, SettingsOutcome, SettingSwitch, SettingText } from "./setting-parts.tsx";
import { scannerLayouts } from "./settings-fields.ts";
import { useSettings, type SettingsEdit } from "./use-settings.ts";

/** How the reader types and where it is plugged in, with a place to try it. */
export function ScannerSettings() {
  const edit = useSettings();
  return (
    <div className="settings-two">
      <div className="settings-form">
        <TypingReader edit={edit} />
        <PluggedReader edit={edit} />
        <SettingsOutcome edit={edit} />
      </div>
      <ScannerTest />
    </div>
  );
}

type Part = { readonly edit: SettingsEdit };

/** A reader that types like a keyboard. */
function TypingReader({ edit }: Part) {
  const { t } = useTranslation("office");
  const { scanner } = edit.settings;
  const disabled = !edit.may;
  return (
    <>
      <SettingChoice
        label={t("settings.layout")}
        hint={t("settings.layoutHint")}
        value={scanner.layout}
        disabled={disabled}
        choices={scannerLayouts.map((layout) => ({ value: layout, label: layout.toUpperCase() }))}
        onSave={(layout) => edit.saveScanner({ layout })}
      />
      <SettingSwitch
        label={t("settings.slow")}
        hint={t("settings.slowHint")}
        value={scanner.slow}
        disabled={disabled}
        testId="set-slow"
        onSave={(slow) => edit.saveScanner({ slow })}
      />
      <div className="settings-pair">
        <SettingText
          label={t("settings.prefix")}
          value={scanner.prefix}
          maxLength={8}
          disabled={disabled}
          testId="set-prefix"
          onSave={(prefix) => edit.saveScanner({ prefix })}
        />
        <SettingText
          label={t("settings.suffix")}
          value={scanner.suffix}
          maxLength={8}
          disabled={disabled}
          testId="set-suffix"
          onSave={(suffix) => edit.saveScanner({ suffix })}
        />
      </div>
    </>
  );
}

/** A reader with a line of its own to the till. */
function PluggedReader({ edit }: Part) {
  const { t } = useTranslation("office");
  const { scanner } = edit.settings;
  return (
    <>
      <SettingText
        label={t("settings.serialPath")}
        hint={t("settings.serialHint")}
        value={scanner.serialPath}
        maxLength={120}
        disabled={!edit.may}
        testId="set-serial"
        onSave={(serialPath) => edit.saveScanner({ serialPath })}
      />
      <SettingSwitch
        label={t("settings.hid")}
        hint={t("settings.hidHint")}
        value={scanner.hid}
        disabled={!edit.may}
        testId="set-hid"
        onSave={(hid) => edit.saveScanner({ hid })}
      />
    </>
  );
}
