import { useTranslation } from "react-i18next";
import { locales } from "../../core/kernel/index.ts";
import { useShell } from "../shell/index.ts";
import { Button } from "../ui/index.ts";
import { SettingChoice, SettingNumber, SettingsOutcome, SettingSwitch } from "./setting-parts.tsx";
import { themes, zooms } from "./settings-fields.ts";
import { useSettings, type SettingsEdit } from "./use-settings.ts";

/** Language, theme, size, key caps and sounds. The language is anybody's to change. */
export function LookSettings() {
  const { t } = useTranslation("office");
  const shell = useShell();
  const edit = useSettings();
  const { settings, save } = edit;
  const disabled = !edit.may;
  return (
    <div className="settings-form">
      <SettingChoice
        label={t("login.language")}
        value={settings.locale}
        disabled={false}
        choices={locales.map((locale) => ({ value: locale, label: t(`language.${locale}`) }))}
        onSave={(locale) => void shell.run("setLocale", { locale })}
      />
      <SettingChoice
        label={t("login.theme")}
        value={settings.theme}
        disabled={disabled}
        choices={themes.map((theme) => ({ value: theme, label: t(`theme.${theme}`), testId: `theme-${theme}` }))}
        onSave={(theme) => save({ theme })}
      />
      <SettingChoice
        label={t("settings.zoom")}
        value={String(settings.zoom)}
        disabled={disabled}
        choices={zooms.map((zoom) => ({ value: String(zoom), label: `${zoom}\u00a0%` }))}
        onSave={(zoom) => save({ zoom: Number(zoom) })}
      />
      <SettingSwitch
        label={t("settings.keyCaps")}
        value={settings.keyCaps}
        disabled={disabled}
        testId="set-key-caps"
        onSave={(keyCaps) => save({ keyCaps })}
      />
      <SoundSettings edit={edit} />
      <SettingsOutcome edit={edit} />
    </div>
  );
}

function SoundSettings({ edit }: { readonly edit: SettingsEdit }) {
  const { t } = useTranslation("office");
  const shell = useShell();
  return (
    <>
      <SettingNumber
        label={t("settings.volume")}
        hint={t("settings.volumeHint")}
        value={edit.settings.soundVolume}
        step={10}
        max={100}
        disabled={!edit.may}
        testId="set-volume"
        onSave={(soundVolume) => edit.save({ soundVolume })}
      />
      <div className="button-row">
        <Button onPress={() => shell.sounds.play("accepted")}>{t("settings.tryAccept")}</Button>
        <Button onPress={() => shell.sounds.play("refused")}>{t("settings.tryRefuse")}</Button>
      </div>
    </>
  );
}
