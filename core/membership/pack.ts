import { z } from "../kernel/index.ts";
import type { Result } from "../kernel/index.ts";
import { Condition } from "../offer/index.ts";
import {
  factsRead,
  problem,
  Term,
  valuesOf,
  withoutDecreeDays,
  type Calendar,
  type PackProblem,
  type Readings,
} from "../programme/index.ts";
import { parseRegulation, regulationShape } from "../regulation/index.ts";

const Key = z.string().min(1);
const TextOf = z.strictObject({ ru: z.string().min(1), be: z.string().min(1), en: z.string().min(1) });
const Share = z.tuple([z.int().min(0), z.int().min(1)]);

/** A fact that rules look at. Of a `set` the number of different entries is a fact, too: `regions.count`. */
const Fact = z.strictObject({
  type: z.enum(["text", "boolean", "date", "money", "integer", "set"]),
  from: z.enum(["reception", "hq", "candidate"]),
  /** What may be answered; absent: anything of its type. */
  values: z.array(Key).min(1).optional(),
});

/** The row for some members: `about` says whom it speaks of, `when` whether its amount holds for them. */
const Tariff = z.strictObject({
  clause: Key,
  title: TextOf,
  about: Condition,
  when: z.array(Condition),
  /** Null: the text gives no amount. */
  amountMinor: z.int().min(0).nullable(),
  /** The amount is a minimum that a recorded decision may raise: facts with its amount and number. */
  raisedBy: z.strictObject({ amount: Key, decision: Key }).optional(),
  /** A paper that would make this row hold, mentioned to those for whom it would lower the amount. */
  hint: z.strictObject({ paper: Key, when: Condition }).optional(),
});

const Paper = z.strictObject({
  doc: Key,
  clause: Key,
  when: Condition.optional(),
  /** What it must name. */
  names: z.array(Key).optional(),
  /** Fact with the number of sets that must be handed in. */
  count: Key.optional(),
});
export type Paper = z.infer<typeof Paper>;

const Part = z.strictObject({
  kind: Key,
  clause: Key,
  when: Condition.optional(),
  amountMinor: z.union([z.int().min(0), z.literal("tariff")]),
});

const Admission = z.strictObject({
  check: Key,
  notice: Key,
  payment: Key,
  decidedBy: z.array(Key).min(1),
  /** Decisions that only one body may take. */
  reserved: z.array(z.strictObject({ code: Key, clause: Key, when: Condition, body: Key })),
  grounds: z.array(z.strictObject({ clause: Key, title: TextOf, when: Condition })),
  parts: z.array(Part).min(1),
  /** The day whose tariff holds, and when a transfer counts. */
  feeOn: z.enum(["payment", "decision"]),
  paidWhen: z.enum(["credited", "debited"]),
  appealTo: z.array(Key).min(1),
});

const Exclusion = z.strictObject({
  window: z.enum(["exclusive", "inclusive"]),
  automatic: z.literal(false),
  grounds: z.array(
    z.strictObject({
      clause: Key,
      events: z.array(Key).min(1),
      atLeast: z.int().min(1),
      /** All of them inside so many months; absent: whenever. */
      withinMonths: z.int().min(1).optional(),
    }),
  ),
});

/** The file of an association's membership rules, readings already chosen. */
export const MembershipPackSchema = z.strictObject({
  format: z.literal("membership-pack/1"),
  ...regulationShape,
  facts: z.record(Key, Fact),
  statuses: z.array(Key).min(1),
  /** Category and its clause. */
  categories: z.record(Key, Key),
  eligibility: z.array(z.strictObject({ code: Key, clause: Key, when: Condition })),
  tariffs: z.array(Tariff),
  papers: z.strictObject({ admission: z.array(Paper), exit: z.array(Paper) }),
  terms: z.record(Key, Term),
  decreeDaysWorking: z.boolean(),
  vote: z.strictObject({ clause: Key, turnoutAtLeast: Share, majorityOver: Share }),
  admission: Admission,
  exit: z.strictObject({ clause: Key, needsPaper: z.boolean() }),
  exclusion: Exclusion,
  terminations: z.record(Key, z.strictObject({ clause: Key, needsDecision: z.boolean() })),
  register: z.strictObject({
    clause: Key,
    states: z.array(Key),
    publishes: z.array(Key),
    card: z.array(Key),
    reissueOn: z.array(Key),
  }),
  file: z.strictObject({
    clause: Key,
    keptFor: z.array(Key),
    /** What each form of a file must carry. */
    forms: z.record(Key, z.strictObject({ signature: Key, named: Key }).nullable()),
  }),
  titles: z.record(Key, TextOf),
});
type Rules = z.infer<typeof MembershipPackSchema>;

/** Who may become, stay and stop being a member, what it costs and by when. */
export type MembershipPack = Rules & { readonly chosen: Readings };

/** Reasons that the machinery gives by itself; the pack's own rules name theirs. */
export const membershipReasons = [
  "tariff_not_defined",
  "below_minimum",
  "decision_required",
  "grounds_required",
  "body_not_authorised",
  "already_decided",
  "payment_not_due",
  "window_closed",
  "paper_required",
  "considered_not_received",
  "permanent_storage",
  "not_in_member_file",
] as const;

/** Reads the pack of an association's membership; refuses it with every problem found. */
export function parseMembershipPack(
  source: unknown,
  readings: Readings = {},
): Result<MembershipPack, readonly PackProblem[]> {
  const codes = (pack: Rules) => [...membershipReasons, ...valuesOf(pack, ["code"])];
  return parseRegulation(source, { schema: MembershipPackSchema, codes, lint }, readings);
}

function lint(pack: Rules): PackProblem[] {
  const { facts, terms, admission, papers, titles } = pack;
  const sets = Object.entries(facts).flatMap(([name, { type }]) => (type === "set" ? [`${name}.count`] : []));
  const known = [...Object.keys(facts), ...sets];
  const asked = [
    ...factsRead(pack),
    ...[...papers.admission, ...papers.exit].flatMap(({ count }) => (count === undefined ? [] : [count])),
    ...pack.tariffs.flatMap(({ raisedBy }) => (raisedBy ? [raisedBy.amount, raisedBy.decision] : [])),
  ];
  return [
    ...asked.filter((name) => !known.includes(name)).map((name) => problem("facts", "unknown-fact", name)),
    ...[admission.check, admission.notice, admission.payment]
      .filter((name) => terms[name] === undefined)
      .map((name) => problem("admission", "unknown-name", name)),
    ...namesShown(pack)
      .filter((name) => titles[name] === undefined)
      .map((name) => problem("titles", "missing-message", name)),
  ];
}

/** Whatever a screen may have to name. */
function namesShown({ statuses, categories, facts, papers, tariffs, admission }: Rules): string[] {
  const docs = [...papers.admission, ...papers.exit].flatMap(({ doc, names = [] }) => [doc, ...names]);
  const answers = Object.values(facts).flatMap(({ values = [] }) => values);
  const { check, notice, payment, decidedBy, parts, appealTo } = admission;
  const shown = [...statuses, ...Object.keys(categories), ...docs, ...Object.keys(facts), ...answers].concat(
    tariffs.flatMap(({ hint }) => (hint ? [hint.paper] : [])),
    parts.map(({ kind }) => kind),
    [check, notice, payment],
    decidedBy,
    appealTo,
  );
  return [...new Set(shown)];
}

/** The programme's calendar: decree days are worked or not as its reading says. */
export function calendarOf(pack: MembershipPack, calendar: Calendar): Calendar {
  return pack.decreeDaysWorking ? calendar : withoutDecreeDays(calendar);
}
