import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { locales, type Locale } from "../../core/kernel/index.ts";
import be from "../../resources/locales/be/console.json";
import en from "../../resources/locales/en/console.json";
import ru from "../../resources/locales/ru/console.json";

const kept = "console-language";

/** The language chosen here last, else the browser's own, else Russian. */
function firstLanguage(): Locale {
  const wanted = [localStorage.getItem(kept), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return wanted.map((name) => locales.find((locale) => locale === name)).find((found) => found !== undefined) ?? "ru";
}

export function createConsoleTexts(): i18n {
  const texts = i18next.createInstance();
  void texts.use(initReactI18next).init({
    initAsync: false,
    lng: firstLanguage(),
    fallbackLng: "ru",
    ns: ["console"],
    defaultNS: "console",
    interpolation: { escapeValue: false },
    resources: { ru: { console: ru }, be: { console: be }, en: { console: en } },
  });
  return texts;
}

export function chooseLanguage(texts: i18n, locale: Locale): void {
  localStorage.setItem(kept, locale);
  void texts.changeLanguage(locale);
}
