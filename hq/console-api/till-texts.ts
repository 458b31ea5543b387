import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTexts, parseTextTree, type Texts } from "../../core/text/index.ts";

const dir = join(import.meta.dirname, "../../resources/locales");

/** The tills' own words, so that a file is refused here as it would be there. */
export function tillTexts(): Texts {
  return createTexts((locale) => parseTextTree(JSON.parse(readFileSync(join(dir, locale, "engine.json"), "utf8"))));
}
