export { splitClauses, lintClauses } from "./lint-clauses.ts";
export { lintRanges, type NumberRules } from "./lint-ranges.ts";
export { lintSource, type LintContext } from "./lint-source.ts";
export { problemFinding } from "./problem-finding.ts";
export type { Finding } from "./finding.ts";
export { samplesFor } from "./witness.ts";
