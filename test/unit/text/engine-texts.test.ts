import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rowFaults } from "../../../core/catalogue/index.ts";
import { refusalKinds } from "../../../core/contract/index.ts";
import { locales, type Locale } from "../../../core/kernel/index.ts";
import { allRights } from "../../../core/shift/index.ts";
import { resourcesDir } from "../engine/test-till.ts";

const root = join(import.meta.dirname, "../../..");

/** Every text by its key, lists as one text, plural endings taken off. */
function flatten(tree: object, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] => {
    const key = path === "" ? name : `${path}.${name}`;
    if (Array.isArray(value)) return [[key, value.join(" | ")]];
    return typeof value === "object" && value !== null ? flatten(value, key) : [[key, String(value)]];
  });
}

const read = (locale: Locale) =>
  flatten(JSON.parse(readFileSync(join(resourcesDir, `locales/${locale}/engine.json`), "utf8")));
const base = (key: string) => key.replace(/_(one|few|many|other)$/, "");
const texts = new Map(locales.map((locale) => [locale, read(locale)]));
const keysOf = (locale: Locale) => new Set((texts.get(locale) ?? []).map(([key]) => base(key)));
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted();

const sources = globSync(["core/commands/**/*.ts", "electron/engine/*.ts"], { cwd: root }).map((file) =>
  readFileSync(join(root, file), "utf8"),
);

describe.each(locales)("the engine's texts in %s", (locale) => {
  const keys = keysOf(locale);

  it("are the same keys as in Russian, none empty", () => {
    expect([...keys].toSorted()).toEqual([...keysOf("ru")].toSorted());
    expect((texts.get(locale) ?? []).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it("have every plural form that the language needs", () => {
    const forms = new Intl.PluralRules(locale)
      .resolvedOptions()
      .pluralCategories.filter((form) => locale === "en" || form !== "other");
    const all = new Set((texts.get(locale) ?? []).map(([key]) => key));
    const plurals = [...all].filter((key) => /_(one|other)$/.test(key)).map(base);
    expect(
      plurals.flatMap((key) => forms.filter((form) => !all.has(`${key}_${form}`)).map((form) => `${key}_${form}`)),
    ).toEqual([]);
  });

  it("have a text for every refusal and every fault of a row", () => {
    expect(refusalKinds.filter((kind) => !keys.has(`refusal.${kind}`))).toEqual([]);
    expect(rowFaults.filter((fault) => !keys.has(`rowFault.${fault}`))).toEqual([]);
  });

  it("have the placeholders of the Russian text", () => {
    const russian = new Map((texts.get("ru") ?? []).map(([key, text]) => [base(key), placeholders(text)]));
    const differ = (texts.get(locale) ?? []).filter(([key, text]) => {
      return placeholders(text).join() !== (russian.get(base(key)) ?? []).join();
    });
    expect(differ).toEqual([]);
  });

  it("have every key that the code asks for", () => {
    const sections = new Set([...keys].map((key) => key.split(".")[0]));
    const literals = sources.flatMap((source) =>
      [...source.matchAll(/"([a-zA-Z]+(?:\.[\w-]+)+)"/g)].map((match) => match[1] ?? ""),
    );
    const rights: readonly string[] = allRights;
    const asked = literals.filter((text) => sections.has(text.split(".")[0] ?? "") && !rights.includes(text));
    expect(asked.length).toBeGreaterThan(50);
    const known = (key: string) => keys.has(key) || [...keys].some((each) => each.startsWith(`${key}.`));
    expect(asked.filter((key) => !known(key))).toEqual([]);
  });

  it("have a sentence for every fact that a command records", () => {
    const kinds = sources.flatMap((source) =>
      [...source.matchAll(/record\([^{]*\{\s*kind: "([\w-]+)"/g)].map((match) => match[1] ?? ""),
    );
    expect(kinds.length).toBeGreaterThan(15);
    expect(kinds.filter((kind) => !keys.has(`journal.${kind}`))).toEqual([]);
  });

  it("speak plainly: no exclamation, no please, no codes", () => {
    const loud = (texts.get(locale) ?? []).filter(([, text]) =>
      /!|пожалуйста|калі ласка|please,|ошибка:|error:/i.test(text),
    );
    expect(loud).toEqual([]);
  });

  it("offer at most three next steps", () => {
    const tree: { steps: Record<string, string[]> } = JSON.parse(
      readFileSync(join(resourcesDir, `locales/${locale}/engine.json`), "utf8"),
    );
    expect(Object.values(tree.steps).filter((steps) => steps.length > 3)).toEqual([]);
  });
});
