import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readBundled, unreadableBundled, type BundledPack, type BundledPacks } from "../../core/commands/index.ts";
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

/** The packs that came with the app, by file name; read once, when first asked for. */
export function createBundledPacks(resourcesDir: string): BundledPacks {
  let known: readonly BundledPack[] | undefined;
  return { list: () => (known ??= readPacks(resourcesDir)) };
}

function readPacks(resourcesDir: string): BundledPack[] {
  const folder = join(resourcesDir, "packs");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return names.toSorted().map((name) => {
    try {
      return readBundled(name, readResource(resourcesDir, `packs/${name}`));
    } catch (error) {
      return unreadableBundled(name, String(error));
    }
  });
}
