import { useState } from "react";
import { useTranslation } from "react-i18next";
import { rangesText, typedRanges } from "./card-ranges.ts";
import { SettingText } from "./setting-parts.tsx";
import type { SettingsEdit } from "./use-settings.ts";

/** Which numbers are cards: how a scan knows a card that no list has yet from goods. */
export function CardRangeSetting({ edit }: { readonly edit: SettingsEdit }) {
  const { t } = useTranslation("office");
  const [wrong, setWrong] = useState(false);
  return (
    <div>
      <SettingText
        label={t("settings.cardRanges")}
        hint={t("settings.cardRangesHint")}
        value={rangesText(edit.settings.cardRanges)}
        maxLength={200}
        disabled={!edit.may}
        testId="set-card-ranges"
        onSave={(text) => {
          const cardRanges = typedRanges(text);
          setWrong(cardRanges === null);
          if (cardRanges !== null) edit.save({ cardRanges });
        }}
      />
      {wrong && (
        <p className="field-error" role="alert">
          {t("settings.cardRangesWrong")}
        </p>
      )}
    </div>
  );
}
