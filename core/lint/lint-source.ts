import { parsePack } from "../programme/index.ts";
import type { Finding } from "./finding.ts";
import { lintBands } from "./lint-bands.ts";
import { lintClauses } from "./lint-clauses.ts";
import { lintFigures } from "./lint-figures.ts";
import { lintRanges, type NumberRules } from "./lint-ranges.ts";
import { lintRules } from "./lint-rules.ts";
import { lintStacking } from "./lint-stacking.ts";
import { lintTables } from "./lint-tables.ts";
import { lintTerms, type Publication } from "./lint-terms.ts";
import { lintTexts } from "./lint-texts.ts";
import { problemFinding } from "./problem-finding.ts";

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
