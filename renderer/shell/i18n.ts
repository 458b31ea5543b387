import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import type { Locale } from "../../core/kernel/index.ts";
import type office from "../../resources/locales/ru/office.json";
import type shell from "../../resources/locales/ru/shell.json";
import type till from "../../resources/locales/ru/till.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shell";
    resources: { shell: typeof shell; till: typeof till; office: typeof office };
  }
}

const files = import.meta.glob<Record<string, unknown>>("../../resources/locales/*/{shell,till,office}.json", {
  eager: true,
  import: "default",
});

/** The screens' texts in one i18next instance, Russian first; namespaces `shell`, `till`, `office`. */
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
  for (const [path, texts] of Object.entries(files)) {
    const [locale = "", file = ""] = path.split("/").slice(-2);
    byLocale[locale] = { ...byLocale[locale], [file.replace(".json", "")]: texts };
  }
  return byLocale;
}
