import { lintClauses, lintSource, problemFinding, type Finding, type LintContext } from "../lint/index.ts";
import { readRegulation } from "../packs/index.ts";

/** Lints a pack of any kind. What prices receipts is looked through whole; of the others it is told what is broken. */
export function lintAny(source: unknown, context: LintContext): Finding[] {
  const other = readRegulation(source);
  if (!other) return lintSource(source, context);
  const problems = other.ok ? [] : other.refusal.map((one) => problemFinding(one, source));
  return [...problems, ...(context.clauses ? lintClauses(source, context.clauses) : [])];
}
