import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { locales, type Locale } from "../../../core/kernel/index.ts";

const root = join(import.meta.dirname, "../../..");
type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ""): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => {
      const name = path === "" ? key : `${path}.${key}`;
      return typeof value === "string" ? [[name, value] as const] : [...leaves(value, name)];
    }),
  );
}

const read = (locale: Locale, file: string): Map<string, string> =>
  leaves(JSON.parse(readFileSync(join(root, `resources/locales/${locale}/${file}.json`), "utf8")) as Tree);

const plural = /_(zero|one|two|few|many|other)$/;
const bases = (texts: ReadonlyMap<string, string>): string[] =>
  [...new Set([...texts.keys()].map((key) => key.replace(plural, "")))].toSorted();
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).toSorted();

const files = ["shell", "till", "office", "reception", "console"] as const;

describe.each(files)("texts of %s", (file) => {
  const russian = read("ru", file);

  it.each(locales)("stand in %s for every key, and no others", (locale) => {
    expect(bases(read(locale, file))).toEqual(bases(russian));
  });

  it.each(locales)("have every plural form that %s counts with", (locale) => {
    const texts = read(locale, file);
    const counted = new Set([...texts.keys()].filter((key) => plural.test(key)).map((key) => key.replace(plural, "")));
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
    const missing = [...counted]
      .flatMap((key) => forms.map((form) => `${key}_${form}`))
      .filter((key) => !texts.has(key));
    expect(missing).toEqual([]);
  });

  it.each(locales)("name the same figures in %s as in Russian", (locale) => {
    const wrong = [...read(locale, file)].filter(([key, text]) => {
      const own =
        russian.get(key) ?? russian.get(key.replace(plural, "_other")) ?? russian.get(key.replace(plural, ""));
      return own === undefined || holes(text).join() !== holes(own).join();
    });
    expect(wrong).toEqual([]);
  });

  it.each(locales)("are never empty in %s", (locale) => {
    expect([...read(locale, file)].filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => join(folder, name));
}

const withoutComments = (code: string): string =>
  code.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[^:"'`])\/\/.*$/gm, "$1");

const screens = [...sources("renderer"), ...sources("hq/console")].filter(
  (path) => path.endsWith(".tsx") || !path.startsWith("renderer/office"),
);

describe("words of the screens", () => {
  it.each(screens)("%s has none of its own: every word comes from the locales", (path) => {
    const code = withoutComments(readFileSync(join(root, path), "utf8"));
    expect(code.split("\n").filter((line) => /\p{Script=Cyrillic}/u.test(line))).toEqual([]);
  });

  it.each(["shell", "till", "console"] as const)("of %s are all in use", (file) => {
    // Paying is said in the till's words at a reception, too.
    const rooms = { shell: ["renderer"], till: ["renderer/till", "renderer/payment"], console: ["hq/console"] }[file];
    const code = rooms
      .flatMap(sources)
      .map((path) => readFileSync(join(root, path), "utf8"))
      .join("\n");
    // A key is used whole, or built from its beginning: `theme.${name}`, or `banner.${code}.title`.
    const used = (key: string): boolean =>
      code.includes(`"${key}"`) ||
      code.includes(`"${file}:${key}"`) ||
      code.includes(`\`${key.slice(0, key.lastIndexOf("."))}.\${`) ||
      code.includes(`\`${file}:${key.slice(0, key.lastIndexOf("."))}.\${`);
    expect(bases(read("ru", file)).filter((key) => !used(key))).toEqual([]);
  });
});
