import { useTranslation } from "react-i18next";
import { CardRangeSetting } from "./card-range-setting.tsx";
import { SettingChoice, SettingDate, SettingNumber, SettingsOutcome, SettingText } from "./setting-parts.tsx";
import { useSettings, type SettingsEdit } from "./use-settings.ts";

/** What this terminal is called, where it stands, and the facts of the shop that the rules ask for. */
export function TerminalSettings() {
  const { t } = useTranslation("office");
  const edit = useSettings();
  const { settings, save } = edit;
  const disabled = !edit.may;
  return (
    <div className="settings-form">
      <SettingText
        label={t("settings.terminalName")}
        value={settings.terminalName}
        maxLength={40}
        disabled={disabled}
        testId="set-terminal"
        onSave={(terminalName) => save({ terminalName })}
      />
      <SettingText
        label={t("settings.siteName")}
        value={settings.siteName}
        maxLength={80}
        disabled={disabled}
        testId="set-site"
        onSave={(siteName) => save({ siteName })}
      />
      <ShopFacts edit={edit} />
      <CardRangeSetting edit={edit} />
      <SettingNumber
        label={t("settings.idleLock")}
        hint={t("settings.idleLockHint")}
        value={settings.idleLockMinutes}
        step={5}
        max={240}
        disabled={disabled}
        testId="set-idle"
        onSave={(idleLockMinutes) => save({ idleLockMinutes })}
      />
      <SettingsOutcome edit={edit} />
    </div>
  );
}

function ShopFacts({ edit: { settings, save, may } }: { readonly edit: SettingsEdit }) {
  const { t } = useTranslation("office");
  return (
    <>
      <SettingChoice
        label={t("settings.shopKind")}
        value={settings.shopKind}
        disabled={!may}
        choices={[
          { value: "shop", label: t("settings.shop") },
          { value: "infrastructure", label: t("settings.infrastructure") },
        ]}
        onSave={(shopKind) => save({ shopKind })}
      />
      <SettingDate
        label={t("settings.shopOpenedOn")}
        value={settings.shopOpenedOn}
        disabled={!may}
        testId="set-opened"
        onSave={(shopOpenedOn) => save({ shopOpenedOn })}
      />
      <SettingText
        label={t("settings.weightPrefix")}
        hint={t("settings.weightPrefixHint")}
        value={settings.weightPrefix}
        maxLength={2}
        disabled={!may}
        testId="set-weight"
        onSave={(weightPrefix) => save({ weightPrefix })}
      />
    </>
  );
}
