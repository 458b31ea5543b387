import { createInstance } from "i18next";
import type { Locale } from "../kernel/index.ts";
import { locales } from "../kernel/index.ts";

/** A product text in one language; `count` picks the plural form. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

export type Texts = {
  say(locale: Locale): Say;
  /** The texts of a list, empty where the key has none. */
  list(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string[];
  has(locale: Locale, key: string): boolean;
};

export type TextTree = { readonly [key: string]: string | readonly string[] | TextTree };

/** The engine's own texts, from `locales/<locale>/engine.json`. A key without a text is shown as the key itself. */
export function createTexts(trees: Readonly<Record<Locale, TextTree>>): Texts {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: "ru",
    supportedLngs: [...locales],
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(locales.map((locale) => [locale, { translation: trees[locale] }])),
  });
  const fixed = { ru: i18n.getFixedT("ru"), be: i18n.getFixedT("be"), en: i18n.getFixedT("en") };
  return {
    say: (locale) => (key, params) => String(fixed[locale](key, { ...params })),
    list(locale, key, params) {
      if (!i18n.exists(key, { lng: locale })) return [];
      const found: unknown = fixed[locale](key, { ...params, returnObjects: true });
      return Array.isArray(found) ? found.map(String) : [String(found)];
    },
    has: (locale, key) => i18n.exists(key, { lng: locale, fallbackLng: locale }),
  };
}
