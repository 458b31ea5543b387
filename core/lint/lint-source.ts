import type { PackProblem } from "../programme/index.ts";
import { parsePack } from "../programme/index.ts";
import { findingTexts } from "./finding-texts.ts";
import { finding, type Finding } from "./finding.ts";
import { lintBands } from "./lint-bands.ts";
import { lintClauses } from "./lint-clauses.ts";
import { lintFigures } from "./lint-figures.ts";
import { lintRanges, type NumberRules } from "./lint-ranges.ts";
import { lintRules } from "./lint-rules.ts";
import { lintStacking } from "./lint-stacking.ts";
import { lintTables } from "./lint-tables.ts";
import { lintTerms, type Publication } from "./lint-terms.ts";
import { lintTexts } from "./lint-texts.ts";

/** What lint may know beside the file itself. */
export type LintContext = Publication & {
  /** The document's own clauses. */
  readonly clauses?: readonly string[] | undefined;
  readonly numbers?: NumberRules | undefined;
};

/** Everything wrong or doubtful with a programme pack, errors first. `source` is the JSON of its file. */
export function lintSource(source: unknown, context: LintContext = {}): Finding[] {
  const parsed = parsePack(source);
  const clauses = context.clauses ? lintClauses(source, context.clauses) : [];
  if (!parsed.ok) return sorted([...parsed.refusal.map((one) => problemFinding(one, source)), ...clauses]);
  const pack = parsed.value;
  return sorted([
    ...lintRules(pack),
    ...lintBands(pack),
    ...lintTables(pack, source),
    ...lintStacking(pack),
    ...lintFigures(pack),
    ...lintTexts(pack, source),
    ...lintTerms(pack, context),
    ...clauses,
    ...(context.numbers ? lintRanges(context.numbers) : []),
  ]);
}

function sorted(findings: readonly Finding[]): Finding[] {
  const rank = { error: 0, warning: 1 };
  return findings.toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

/** A fault that keeps the pack from being read, with the rule and clause that it stands in. */
export function problemFinding({ place, kind, text }: PackProblem, source: unknown): Finding {
  const { rule, clause, value } = lookAt(source, place);
  const about = { rule: rule ?? place, clause: clause ?? "-" };
  const isRate = /(rate|percent|share|minus|plus|cap)Bp(\[\d+\])?$/i.test(place);
  if (isRate && typeof value === "number" && value > 10_000) {
    return finding("over-hundred", about, { figures: { rate: { bp: value } } });
  }
  const said = (words: string) => (rule === undefined ? words : `${place}: ${words}`);
  return {
    severity: "error",
    kind,
    ...about,
    text: { ru: said(text.ru), be: said(text.be), en: said(text.en) },
  };
}

/** The nearest rule and clause above a place such as `offers[2].when[0]`, and what stands there. */
function lookAt(source: unknown, place: string) {
  let value = source;
  let rule: string | undefined;
  let clause: string | undefined;
  for (const key of place.match(/[^.[\]]+/g) ?? []) {
    value = field(value, key);
    const id = field(value, "id") ?? field(value, "code");
    const own = field(value, "clause");
    if (typeof id === "string") rule = id;
    if (typeof own === "string") clause = own;
  }
  return { rule, clause, value };
}

function field(value: unknown, key: string): unknown {
  return value !== null && typeof value === "object" ? Reflect.get(value, key) : undefined;
}

/** Every kind of finding, for the book that explains them. */
export const findingKinds: readonly string[] = Object.keys(findingTexts);
