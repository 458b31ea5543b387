import type { i18n } from "i18next";
import { localeTexts } from "../shell/index.ts";

const files = import.meta.glob<Record<string, unknown>>("../../resources/locales/*/reception.json", {
  eager: true,
  import: "default",
});

/** Adds the words of these screens, namespace `reception`, to those of the others. */
export function addReceptionTexts(texts: i18n): void {
  for (const { locale, file, tree } of localeTexts(files)) texts.addResourceBundle(locale, file, tree);
}
