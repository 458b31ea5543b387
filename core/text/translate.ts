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

const space = "translation";

export type TextTree = { readonly [key: string]: string | readonly string[] | TextTree };

/**
 * The engine's own texts, from `locales/<locale>/engine.json`, each language read when it is first spoken: a till
 * speaks one. A key without a text is taken from Russian, and one without any is shown as the key itself.
 */
export function createTexts(read: (locale: Locale) => TextTree): Texts {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    fallbackLng: "ru",
    supportedLngs: [...locales],
    interpolation: { escapeValue: false },
    resources: { ru: { translation: read("ru") } },
  });
  const spoken = (locale: Locale): Locale => {
    if (!i18n.hasResourceBundle(locale, space)) i18n.addResourceBundle(locale, space, read(locale));
    return locale;
  };
  // Called as a plain function: elsewhere in the product i18next's keys are typed, and these are not among them.
  const text = (key: string, options: object): unknown => Reflect.apply(i18n.t, i18n, [key, options]);
  const exists = (key: string, lng: Locale): boolean =>
    Reflect.apply(i18n.exists, i18n, [key, { lng, fallbackLng: lng }]);
  return {
    say: (locale) => (key, params) => String(text(key, { ...params, lng: spoken(locale) })),
    list(locale, key, params) {
      if (!exists(key, spoken(locale))) return [];
      const found = text(key, { ...params, lng: locale, returnObjects: true });
      return Array.isArray(found) ? found.map(String) : [String(found)];
    },
    has: (locale, key) => exists(key, spoken(locale)),
  };
}

/** Checks what a language file holds; throws with the place of what is neither text, list of texts nor section. */
export function parseTextTree(json: unknown, place = ""): TextTree {
  if (typeof json !== "object" || json === null || Array.isArray(json)) throw new Error(`texts ${place}: a section`);
  const tree: Record<string, TextTree[string]> = {};
  for (const [key, value] of Object.entries(json)) tree[key] = parseText(value, `${place}.${key}`);
  return tree;
}

function parseText(value: unknown, place: string): TextTree[string] {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(String) : parseTextTree(value, place);
}
