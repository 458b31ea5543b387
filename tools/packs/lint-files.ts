import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Locale } from "../../core/kernel/index.ts";
import { lintRanges, splitClauses, type Finding, type LintContext } from "../../core/lint/index.ts";
import { basketText, lintAny } from "../../core/review/index.ts";
import { placeOf, readCalendar, readJson, readPack } from "./read-pack.ts";

export type LintOptions = {
  readonly lang: Locale;
  readonly json: boolean;
  readonly clauses?: string | undefined;
  readonly published?: string | undefined;
  readonly previous?: string | undefined;
  readonly numbers?: string | undefined;
};

const Numbers = z.object({
  cardRanges: z.array(
    z.object({ prefix: z.string(), length: z.int().min(1).max(32), check: z.enum(["gtin", "luhn", "none"]) }),
  ),
  weightPrefix: z.string().default("22"),
  pricePrefix: z.string().exactOptional(),
});

/** Lints files one by one and prints a line for each finding; whether any is an error. */
export function lintFiles(files: readonly string[], options: LintOptions): boolean {
  const rows = files.flatMap((file) => findingsOf(file, options).map((found) => ({ file, ...found })));
  if (options.numbers !== undefined) {
    const file = options.numbers;
    rows.push(...lintRanges(Numbers.parse(readJson(file))).map((found) => ({ file, ...found })));
  }
  if (options.json) console.log(JSON.stringify(rows, null, 2));
  else for (const { file, ...found } of rows) console.log(lineOf(file, found, options.lang));
  return rows.some(({ severity }) => severity === "error");
}

function findingsOf(file: string, options: LintOptions): Finding[] {
  const source = readAny(file);
  if (typeof source === "string") return [unreadable(source)];
  const clauses =
    options.clauses === undefined ? undefined : splitClauses(readFileSync(placeOf(options.clauses), "utf8"));
  return lintAny(source, { clauses, ...contextOf(source, options) });
}

/** The file's JSON; a text says why there is none. */
function readAny(file: string): unknown {
  try {
    return readJson(file);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function unreadable(message: string): Finding {
  return {
    severity: "error",
    kind: "not-json",
    rule: "-",
    clause: "-",
    text: { ru: message, be: message, en: message },
  };
}

function contextOf(source: unknown, { published, previous }: LintOptions): LintContext {
  const header = z.looseObject({ pack: z.looseObject({ calendar: z.string() }) }).safeParse(source);
  const calendar = header.success ? readCalendar(header.data.pack.calendar) : undefined;
  return { calendar, published, previous: previous === undefined ? undefined : readPack(previous).pack };
}

const exampleWord = { ru: "Пример чека", be: "Прыклад чэка", en: "Receipt" } as const;

function lineOf(file: string, { severity, rule, clause, text, example }: Finding, lang: Locale): string {
  const shown = example ? `. ${exampleWord[lang]}: ${basketText(example, lang)}` : "";
  // One word each, so that programs can split the line.
  const where = [file, rule.replaceAll(" ", "_"), clause.replaceAll(" ", "")].join(" ");
  return `${severity.toUpperCase()} ${where}: ${text[lang]}${shown}`;
}
