import { z } from "../kernel/index.ts";
import type { Result } from "../kernel/index.ts";
import { Condition, isDate } from "../offer/index.ts";
import { factsRead, problem, Term, type PackProblem, type Readings } from "../programme/index.ts";
import { answerLanguages, parseRegulation, regulationShape } from "../regulation/index.ts";

const Key = z.string().min(1);
const TextOf = z.strictObject({ ru: z.string().min(1), be: z.string().min(1), en: z.string().min(1) });

/** What a message may be made of, in the order it is said. */
export const answerParts = [
  "outcome",
  "why",
  "clause",
  "next_step",
  "alternative",
  "remaining",
  "how_to_appeal",
] as const;
const Part = z.enum(answerParts);
export type AnswerPart = z.infer<typeof Part>;

/** A situation in which the client is told something. */
const Scenario = z.strictObject({
  id: Key,
  clause: Key,
  title: TextOf,
  when: z.array(Condition),
  needsConsent: z.boolean(),
  priority: z.int(),
});
export type Scenario = Pick<z.infer<typeof Scenario>, "id" | "when" | "needsConsent" | "priority">;

const Purpose = z.strictObject({
  clause: Key,
  /** First day on which it needs a document of its own; null: always. */
  separateFrom: z.string().refine(isDate, "date").nullable(),
  /** Term in which others must stop using the data. */
  stop: Key.optional(),
});

/** The file of a service standard, readings already chosen. */
export const ServicePackSchema = z.strictObject({
  format: z.literal("service-pack/1"),
  ...regulationShape,
  /** Ids of the packs whose answers it governs; `*`: all. */
  appliesTo: z.array(Key).min(1),
  protectedFacts: z.strictObject({ clause: Key, facts: z.array(Key) }),
  explain: z.strictObject({
    clause: Key,
    refused: z.array(Part).min(1),
    granted: z.array(Part).min(1),
    languages: z.array(z.enum(answerLanguages)).min(1),
  }),
  /** The first that holds; the last takes everybody. */
  segments: z.array(z.strictObject({ segment: Key, clause: Key, title: TextOf, when: Condition })).min(1),
  candidates: z.strictObject({ clause: Key, when: Condition }),
  hints: z.strictObject({ clause: Key, consent: z.enum(["required", "not_required"]), most: z.int().min(0) }),
  scenarios: z.array(Scenario),
  /** Facts that a form needs. */
  forms: z.record(Key, z.strictObject({ clause: Key, facts: z.array(Key) })),
  /** Mode of service and the needs it serves; `*`: everybody. */
  access: z.strictObject({ clause: Key, modes: z.record(Key, z.array(Key)) }),
  terms: z.record(Key, Term),
  complaints: z.strictObject({
    clause: Key,
    term: Key,
    extensionDays: z.int().min(0),
    /** Order in which a fault of an answer is named. */
    answerNeeds: z.array(z.enum(["reasoned", "clause", "plain"])),
  }),
  consents: z.strictObject({ withdrawal: Key, access: Key, purposes: z.record(Key, Purpose) }),
  feedback: z.strictObject({ clause: Key, scale: z.tuple([z.int(), z.int()]) }),
  needs: z.strictObject({ clause: Key }),
  indicators: z.strictObject({ clause: Key, selfService: Key }),
  report: z.strictObject({ clause: Key }),
  standard: z.strictObject({ publish: Key, inForce: Key }),
});
type Rules = z.infer<typeof ServicePackSchema>;

/** How every answer at the desk is given: a standard laid over other packs. */
export type ServicePack = Rules & { readonly chosen: Readings };

/** Reasons that the machinery gives by itself. */
export const serviceReasons = [
  "reasoned_answer_required",
  "clause_required",
  "plain_answer_required",
  "extension_not_provided",
  "client_told_too_late",
  "silence_is_not_consent",
  "separate_document_required",
  "rating_out_of_range",
  "protected_fact",
  "reason_required",
] as const;
export type ServiceReason = (typeof serviceReasons)[number];

/** Reads the pack of a service standard; refuses it with every problem found. */
export function parseServicePack(
  source: unknown,
  readings: Readings = {},
): Result<ServicePack, readonly PackProblem[]> {
  return parseRegulation(source, { schema: ServicePackSchema, codes: () => serviceReasons, lint }, readings);
}

function lint({ terms, complaints, consents, standard, scenarios, feedback }: Rules): PackProblem[] {
  const stops = Object.values(consents.purposes).flatMap(({ stop }) => (stop === undefined ? [] : [stop]));
  const named = [complaints.term, consents.withdrawal, consents.access, standard.publish, standard.inForce, ...stops];
  const ids = scenarios.map(({ id }) => id);
  const [low, high] = feedback.scale;
  return [
    ...named.filter((name) => terms[name] === undefined).map((name) => problem("terms", "unknown-name", name)),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => problem("scenarios", "duplicate", id)),
    ...(low < high ? [] : [problem("feedback.scale", "order", `${low} … ${high}`)]),
  ];
}

/** The personal traits among some facts. */
export function protectedAmong({ protectedFacts }: ServicePack, facts: readonly string[]): string[] {
  return facts.filter((name) => protectedFacts.facts.some((trait) => name === trait || name.startsWith(`${trait}.`)));
}

/** Why the standard does not let a pack be used: decisions in it that would read a personal trait. */
export function lintAgainst(standard: ServicePack, pack: { readonly pack: { readonly id: string } }): PackProblem[] {
  const { appliesTo } = standard;
  if (!appliesTo.includes("*") && !appliesTo.includes(pack.pack.id)) return [];
  return protectedAmong(standard, factsRead(pack)).map((name) => problem(pack.pack.id, "protected-fact", name));
}
