import { useTranslation } from "react-i18next";
import { ScannerTest } from "./scanner-test.tsx";
import { SettingChoice, SettingsOutcome, SettingSwitch, SettingText } from "./setting-parts.tsx";
import { scannerLayouts } from "./settings-fields.ts";
import { useSettings } from "./use-settings.ts";

/** How the reader types and where it is plugged in, with a place to try it. */
export function ScannerSettings() {
  const { t } = useTranslation("office");
  const edit = useSettings();
  const { scanner } = edit.settings;
  const common = { disabled: !edit.may };
  return (
    <div className="settings-two">
      <div className="settings-form">
        <SettingChoice
          {...common}
          label={t("settings.layout")}
          hint={t("settings.layoutHint")}
          value={scanner.layout}
          choices={scannerLayouts.map((layout) => ({ value: layout, label: layout.toUpperCase() }))}
          onSave={(layout) => edit.saveScanner({ layout })}
        />
        <SettingSwitch
          {...common}
          label={t("settings.slow")}
          hint={t("settings.slowHint")}
          value={scanner.slow}
          testId="set-slow"
          onSave={(slow) => edit.saveScanner({ slow })}
        />
        <div className="settings-pair">
          <SettingText
            {...common}
            label={t("settings.prefix")}
            value={scanner.prefix}
            maxLength={8}
            testId="set-prefix"
            onSave={(prefix) => edit.saveScanner({ prefix })}
          />
          <SettingText
            {...common}
            label={t("settings.suffix")}
            value={scanner.suffix}
            maxLength={8}
            testId="set-suffix"
            onSave={(suffix) => edit.saveScanner({ suffix })}
          />
        </div>
        <SettingText
          {...common}
          label={t("settings.serialPath")}
          hint={t("settings.serialHint")}
          value={scanner.serialPath}
          maxLength={120}
          testId="set-serial"
          onSave={(serialPath) => edit.saveScanner({ serialPath })}
        />
        <SettingSwitch
          {...common}
          label={t("settings.hid")}
          hint={t("settings.hidHint")}
          value={scanner.hid}
          testId="set-hid"
          onSave={(hid) => edit.saveScanner({ hid })}
        />
        <SettingsOutcome edit={edit} />
      </div>
      <ScannerTest />
    </div>
  );
}
