import { z } from "../kernel/index.ts";
import { InstantMs, Minor } from "./fields.ts";
import { AnswerView, Day } from "./member-view.ts";

/** Value of a fact as it is asked for: text, yes or no, a number, several of a list. */
export const FactInput = z.union([z.string().max(200), z.boolean(), z.int(), z.array(z.string().max(80)).max(100)]);

/** One question of the form. */
export const FactField = z.object({
  fact: z.string(),
  title: z.string(),
  type: z.enum(["text", "boolean", "date", "money", "integer", "set"]),
  /** What may be answered; null: anything of the type. */
  values: z.array(z.object({ value: z.string(), title: z.string() })).nullable(),
  given: FactInput.nullable(),
});
export type FactField = z.infer<typeof FactField>;

export const PaperRow = z.object({
  doc: z.string(),
  title: z.string(),
  clause: z.string(),
  /** How many sets; null where one is enough or the number is not known yet. */
  count: z.int().nullable(),
  /** What it has to name. */
  names: z.array(z.object({ name: z.string(), title: z.string() })),
});

/** A membership fee with its clause and how it comes about. */
export const FeeView = z.object({
  programme: z.string(),
  on: Day,
  fields: z.array(FactField),
  /** Every question is answered. */
  complete: z.boolean(),
  /** The yearly fee; null where the rules give none. */
  amountMinor: Minor.nullable(),
  /** Row of the tariff: «Рекламопроизводитель». */
  row: z.string().nullable(),
  clause: z.string().nullable(),
  /** Why there is no amount, or why it is not the one that was asked for. */
  problem: AnswerView.nullable(),
  /** What is due on joining, part by part. */
  dues: z.array(z.object({ part: z.string(), title: z.string(), clause: z.string(), amountMinor: Minor.nullable() })),
  totalMinor: Minor.nullable(),
  /** A paper that would lower the fee, and to what. */
  hint: z.object({ paper: z.string(), text: z.string(), amountMinor: Minor }).nullable(),
  /** Why such a person may not join. */
  ineligible: z.array(AnswerView),
  papers: z.array(PaperRow),
  /** This year's fee and the next one's. */
  years: z.array(z.object({ year: z.int(), amountMinor: Minor.nullable(), text: z.string() })),
});
export type FeeView = z.infer<typeof FeeView>;

/** Something that happened to an application, with its day. */
export const AdmissionEventInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("documents-received"), on: Day, complete: z.boolean() }).strict(),
  z
    .object({
      kind: z.literal("decided"),
      on: Day,
      body: z.string().min(1).max(64),
      result: z.enum(["admit", "refuse"]),
      grounds: z.array(z.string().max(20)).max(20),
    })
    .strict(),
  z.object({ kind: z.enum(["notice-sent", "notice-received", "registered"]), on: Day }).strict(),
  z
    .object({
      kind: z.literal("paid"),
      on: Day,
      part: z.string().min(1).max(64),
      amountMinor: z.int().min(1).max(100_000_000_000),
      method: z.enum(["cash", "card", "bank_transfer"]),
      creditedOn: Day.nullable(),
    })
    .strict(),
]);
export type AdmissionEventInput = z.infer<typeof AdmissionEventInput>;

export const HandedInInput = z
  .object({
    signed: z.boolean(),
    hasSeal: z.boolean(),
    stamped: z.boolean(),
    count: z.int().min(0).max(1000).optional(),
    names: z.array(z.string().max(64)).max(20).optional(),
  })
  .strict();

export const TimelineRow = z.object({
  kind: z.enum(["event", "deadline"]),
  /** Null where a year has no calendar. */
  date: Day.nullable(),
  title: z.string(),
  /** How a deadline is counted, or what was recorded. */
  text: z.string(),
  clause: z.string().nullable(),
  /** `done`: happened or kept · `late`: missed, now or then · `unknown`: no calendar · `waiting`: not begun. */
  state: z.enum(["done", "running", "late", "unknown", "waiting"]),
  daysLate: z.int(),
  /** Of a deadline: its name in the rules, for programs. */
  term: z.string().nullable(),
  /** Of a recorded event: the requestId that takes it back. */
  ref: z.string().nullable(),
});
export type TimelineRow = z.infer<typeof TimelineRow>;

const admissions = [
  "none",
  "checking",
  "decided",
  "awaiting_payment",
  "member",
  "lapsed",
  "refused",
  "unknown",
] as const;

export const AdmissionView = z.object({
  on: Day,
  fee: FeeView,
  state: z.enum(admissions),
  stateText: z.string(),
  timeline: z.array(TimelineRow),
  missing: z.array(z.object({ doc: z.string(), text: z.string(), clause: z.string() })),
  complete: z.boolean(),
  /** First day of membership. */
  effective: Day.nullable(),
  outstandingMinor: Minor.nullable(),
  /** Part by part what is still to pay; empty before a decision. */
  unpaid: z.array(z.object({ part: z.string(), title: z.string(), amountMinor: Minor })),
  excessMinor: Minor,
  refundMinor: Minor,
  cardAllowed: z.boolean(),
  /** What to do now and by when. */
  next: z
    .object({
      step: z.enum(["documents-received", "decided", "notice-sent", "notice-received", "paid", "registered"]),
      text: z.string(),
      by: Day.nullable(),
    })
    .nullable(),
  /** Bodies that may decide, grounds of a refusal, parts of the payment: what the next step is chosen from. */
  bodies: z.array(z.object({ body: z.string(), title: z.string() })),
  grounds: z.array(z.object({ clause: z.string(), title: z.string() })),
  /** Events that the rules do not take, in their words. */
  refused: z.array(AnswerView),
});
export type AdmissionView = z.infer<typeof AdmissionView>;

export const ApplicationView = z.object({
  application: z.int(),
  name: z.string(),
  openedAt: InstantMs,
  /** Papers that are handed in. */
  papers: z.array(z.string()),
  admission: AdmissionView,
});
export type ApplicationView = z.infer<typeof ApplicationView>;

export const ApplicationRow = z.object({
  application: z.int(),
  name: z.string(),
  stateText: z.string(),
  state: z.enum(admissions),
  /** The term that ends next. */
  due: Day.nullable(),
  dueText: z.string(),
  late: z.boolean(),
});
export type ApplicationRow = z.infer<typeof ApplicationRow>;
