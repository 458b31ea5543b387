import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { locales, type Locale } from "../../../core/kernel/index.ts";

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url);

type Tree = { readonly [key: string]: string | Tree };
const treeOf = (locale: Locale): Tree =>
  JSON.parse(readFileSync(at(`resources/locales/${locale}/office.json`), "utf8"));

function textsOf(tree: Tree, prefix = ""): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]): (readonly [string, string])[] =>
    typeof value === "string" ? [[prefix + key, value]] : [...textsOf(value, `${prefix}${key}.`)],
  );
  return new Map(entries);
}

const plural = /_(one|few|many|other)$/;
const stem = (key: string): string => key.replace(plural, "");
const texts = { ru: textsOf(treeOf("ru")), be: textsOf(treeOf("be")), en: textsOf(treeOf("en")) };
const stems = (locale: Locale): string[] => [...new Set([...texts[locale].keys()].map(stem))].toSorted();
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).toSorted();

const sources = readdirSync(at("renderer/office/"))
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name, text: readFileSync(at(`renderer/office/${name}`), "utf8") }));
const paper = readFileSync(at("renderer/shell/receipt-paper.tsx"), "utf8");

describe("the office in three languages", () => {
  it.each(["be", "en"] as const)("%s says everything that Russian says", (locale) => {
    expect(stems(locale)).toEqual(stems("ru"));
  });

  it.each(locales)("%s has every plural form of its language", (locale) => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const counted = Map.groupBy(
      [...texts[locale].keys()].filter((key) => plural.test(key)),
      stem,
    );
    for (const [key, keys] of counted) {
      expect({ key, forms: keys.map((each) => each.replace(/.*_/, "")).toSorted() }).toEqual({ key, forms });
    }
  });

  it.each(["be", "en"] as const)("%s puts in the same figures as Russian", (locale) => {
    for (const [key, text] of texts[locale]) {
      const russian = texts.ru.get(key) ?? texts.ru.get(`${stem(key)}_other`) ?? "";
      expect({ key, holes: holes(text) }).toEqual({ key, holes: holes(russian) });
    }
  });

  it("no screen holds a word of its own: all of them are in the language files", () => {
    const written = sources.filter(({ text }) => /\p{Script=Cyrillic}/u.test(withoutComments(text)));
    expect(written.map(({ name }) => name)).toEqual(["byte-text.ts"]);
  });

  it("no text is left that nothing says", () => {
    const code = `${sources.map(({ text }) => text).join("\n")}${paper}`;
    const said = stems("ru").filter((key) => !isSaid(code, key));
    expect(said).toEqual([]);
  });
});

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");

/** Written out, or built from its parents: t(`shift.closing.${word}`) says every text under `shift.closing`. */
function isSaid(code: string, key: string): boolean {
  if (code.includes(`"${key}"`)) return true;
  const parent = key.replace(/[^.]+$/, "");
  return (
    code.includes(`\`${parent}$`) || [...code.matchAll(/`([\w.]+_)\$/g)].some(([, start = ""]) => key.startsWith(start))
  );
}
