import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTexts, parseTextTree, type TextTree, type Texts } from "../../core/text/index.ts";
import type { Locale } from "../../core/kernel/index.ts";

/** The engine's own texts in every language. */
export function readTexts(resourcesDir: string): Texts {
  const read = (locale: Locale): TextTree =>
    parseTextTree(JSON.parse(readResource(resourcesDir, `locales/${locale}/engine.json`)));
  return createTexts({ ru: read("ru"), be: read("be"), en: read("en") });
}

export function readResource(resourcesDir: string, file: string): string {
  return readFileSync(join(resourcesDir, file), "utf8");
}

/** Files of the packs that came with the app, by name. */
export function bundledPacks(resourcesDir: string): string[] {
  return readdirSync(join(resourcesDir, "packs"))
    .filter((name) => name.endsWith(".json"))
    .toSorted();
}
