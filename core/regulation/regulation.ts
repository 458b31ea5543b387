import { z } from "../kernel/index.ts";
import type { Locale, Result } from "../kernel/index.ts";
import { figuresIn } from "../offer/index.ts";
import {
  PackDocument,
  Header,
  parseSettled,
  problem,
  Reading,
  type PackProblem,
  type Readings,
} from "../programme/index.ts";

const Key = z.string().min(1);

/** The languages in which people are answered; `ru-plain` says it in short sentences. */
export const answerLanguages = ["ru", "ru-plain", "be", "en"] as const;
export type AnswerLanguage = (typeof answerLanguages)[number];

const Phrase = z.strictObject({
  ru: z.string().min(1),
  "ru-plain": z.string().min(1),
  be: z.string().min(1),
  en: z.string().min(1),
});
export type Phrase = z.infer<typeof Phrase>;

/** One sentence, or several of which the first is said whose figures are all known. */
const Wording = z.union([Phrase.transform((phrase) => [phrase]), z.array(Phrase).min(1)]);

/** What an answer says beside its outcome; `nextStep` and `alternative` name phrases. */
const Reason = z.strictObject({ why: Wording, nextStep: Key, alternative: Key });

const TextOf = z.strictObject({ ru: z.string().min(1), be: z.string().min(1), en: z.string().min(1) });

/** What every pack of an association's rules has, whatever it regulates. */
export const regulationShape = {
  pack: Header.extend({
    /** Some regulations bear no number or date. */
    document: PackDocument.partial({ order: true, date: true }),
  }),
  readings: z.record(Key, Reading),
  answers: z.strictObject({
    granted: Wording,
    refused: Wording,
    clause: Wording,
    remaining: Wording,
    howToAppeal: Wording,
  }),
  reasons: z.record(Key, Reason),
  phrases: z.record(Key, Wording),
  notInPack: z.array(z.strictObject({ clause: Key, where: TextOf })),
  /** What people call a clause of a text that numbers none. */
  clauses: z.record(Key, TextOf).optional(),
};

const Regulation = z.object(regulationShape);
export type Regulation = z.infer<typeof Regulation>;

/** How a kind of regulation is read: its schema, the reason codes its machinery can give, its own checks. */
export type RegulationFormat<P extends Regulation> = {
  readonly schema: z.ZodType<P>;
  readonly codes: (pack: P) => readonly string[];
  readonly lint?: (pack: P) => readonly PackProblem[];
};

/** Reads a regulation's pack; refuses one that could give an answer without words for it. */
export function parseRegulation<P extends Regulation>(
  source: unknown,
  { schema, codes, lint = () => [] }: RegulationFormat<P>,
  readings: Readings = {},
): Result<P & { readonly chosen: Readings }, readonly PackProblem[]> {
  return parseSettled(source, { schema, readings, lint: (pack) => [...lintAnswers(pack, codes(pack)), ...lint(pack)] });
}

function lintAnswers({ answers, reasons, phrases }: Regulation, codes: readonly string[]): PackProblem[] {
  const unsaid = codes
    .filter((code) => reasons[code] === undefined)
    .map((code) => problem(`reasons.${code}`, "missing-message", code));
  const unnamed = Object.entries(reasons).flatMap(([code, { nextStep, alternative }]) =>
    [nextStep, alternative]
      .filter((key) => phrases[key] === undefined)
      .map((key) => problem(`reasons.${code}`, "missing-message", key)),
  );
  const wordings = [...Object.entries(answers), ...Object.entries(phrases)].map(([key, wording]) => ({ key, wording }));
  const whys = Object.entries(reasons).map(([code, { why }]) => ({ key: `reasons.${code}.why`, wording: why }));
  return [...unsaid, ...unnamed, ...[...wordings, ...whys].flatMap(lintWording)];
}

/** Every language has the same figures, and the last sentence can be said when nothing but the clause is known. */
function lintWording({ key, wording }: { readonly key: string; readonly wording: readonly Phrase[] }): PackProblem[] {
  return wording.flatMap((phrase, at) => {
    const lists = answerLanguages.map((language) => figuresIn(phrase[language]).toSorted().join(", "));
    const needs = figuresIn(phrase.ru).filter((name) => name !== "clause");
    const isLast = at === wording.length - 1;
    return [
      ...(new Set(lists).size > 1 ? [problem(key, "message-params", lists.join(" / "))] : []),
      ...(isLast && needs.length > 0 ? [problem(key, "message-figures", needs.join(", "))] : []),
    ];
  });
}

/** A clause as people call it: by its number, or by its place in a text that numbers none. */
export function clauseName({ clauses }: Pick<Regulation, "clauses">, clause: string, locale: Locale): string {
  return clauses?.[clause]?.[locale] ?? clause;
}
