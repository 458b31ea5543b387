import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "../../core/kernel/index.ts";
import type consoleTexts from "../../resources/locales/ru/console.json";
import type office from "../../resources/locales/ru/office.json";
import type reception from "../../resources/locales/ru/reception.json";
import type shell from "../../resources/locales/ru/shell.json";
import type till from "../../resources/locales/ru/till.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: {
      shell: typeof shell;
      till: typeof till;
      office: typeof office;
      reception: typeof reception;
      // Head office's pages are another program; the library has one list of types for all.
      console: typeof consoleTexts;
    };
  }
}

const files = import.meta.glob<Record<string, unknown>>("../../resources/locales/*/{shell,till,office}.json", {
  eager: true,
  import: "default",
});

/** The screens' texts in one i18next instance, Russian first: `shell`, `till`, `office`; more come later. */
export function createScreenTexts(locale: Locale = "ru"): i18n {
  const texts = i18next.createInstance();
  void texts.use(initReactI18next).init({
    initAsync: false,
    lng: locale,
    fallbackLng: "ru",
    ns: ["shell", "till", "office"],
    defaultNS: "shell",
    interpolation: { escapeValue: false },
    resources: bundles(),
  });
  return texts;
}

function bundles(): Record<string, Record<string, Record<string, unknown>>> {
  const byLocale: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const { locale, file, tree } of localeTexts(files)) byLocale[locale] = { ...byLocale[locale], [file]: tree };
  return byLocale;
}

/** Files of texts with the language and the namespace that their paths name: `…/ru/till.json`. */
export function localeTexts(found: Readonly<Record<string, Record<string, unknown>>>) {
  return Object.entries(found).map(([path, tree]) => {
    const [locale = "", file = ""] = path.split("/").slice(-2);
    return { locale, file: file.replace(".json", ""), tree };
  });
}
