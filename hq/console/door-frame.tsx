import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { locales } from "../../core/kernel/index.ts";
import { Segmented } from "../../renderer/ui/index.ts";
import { chooseLanguage } from "./console-texts.ts";

/** What stands before the screens, with the languages under it. */
export function DoorFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const { t, i18n } = useTranslation("console");
  const language = locales.find((locale) => locale === i18n.language) ?? "ru";
  return (
    <main className="console-door">
      <div className="console-door-form">
        <p className="text-label">{t("title")}</p>
        <h1>{title}</h1>
        {children}
      </div>
      <Segmented
        label={t("language.label")}
        value={language}
        onChange={(locale) => chooseLanguage(i18n, locale)}
        segments={locales.map((locale) => ({ value: locale, label: t(`language.${locale}`) }))}
      />
    </main>
  );
}
