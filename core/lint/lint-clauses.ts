import { finding, type Finding } from "./finding.ts";

/** Compares the clauses that a pack answers for with the document's own: nothing forgotten, nothing made up. */
export function lintClauses(pack: unknown, clauses: readonly string[]): Finding[] {
  const named = clausesIn(pack);
  const isPartOf = (part: string, whole: string) => part === whole || part.startsWith(`${whole}.`);
  const uncovered = clauses.filter(
    (clause) => !named.some(({ clause: one }) => isPartOf(one, clause) || isPartOf(clause, one)),
  );
  const strange = named.filter(({ clause }) => {
    return !clauses.some((one) => isPartOf(clause, one) || isPartOf(one, clause));
  });
  const different = new Map(strange.map((one) => [one.clause, one]));
  return [
    ...uncovered.map((clause) => finding("clause-uncovered", { rule: "-", clause })),
    ...[...different.values()].map(({ clause, rule }) => {
      return finding("clause-unknown", { rule, clause }, { figures: { number: clause } });
    }),
  ];
}

type Named = { readonly rule: string; readonly clause: string };

/** Every clause named anywhere, `13, 14` as two, with the rule that names it. */
function clausesIn(value: unknown, rule = "-"): Named[] {
  if (Array.isArray(value)) return value.flatMap((entry) => clausesIn(entry, rule));
  if (value === null || typeof value !== "object") return [];
  const own = "id" in value && typeof value.id === "string" ? value.id : rule;
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    if (key !== "clause" || typeof entry !== "string") return clausesIn(entry, own === "-" ? key : own);
    return splitClauses(entry).map((clause) => ({ rule: own, clause }));
  });
}

/** `1-3, 5` as a list; ranges of whole numbers are spelled out. */
export function splitClauses(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter((part) => part !== "")
    .flatMap((part) => {
      const [, from, to] = /^(\d+)[-–](\d+)$/.exec(part) ?? [];
      if (from === undefined || to === undefined) return [part];
      return Array.from({ length: Math.max(0, Number(to) - Number(from) + 1) }, (_, at) => String(Number(from) + at));
    });
}
