import { z } from "../kernel/index.ts";
import { Reason } from "./basket-view.ts";
import { Id, InstantMs, Minor, PositiveMinor } from "./fields.ts";

const DateText = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** An answer at the desk. Money is minor units, dates are `YYYY-MM-DD`, a list is a set. */
export const DeskFact = z.union([
  z.string().trim().max(200),
  z.int(),
  z.boolean(),
  z.null(),
  z.array(z.string().trim().min(1).max(200)).max(50),
]);
export type DeskFact = z.infer<typeof DeskFact>;

const DeskFacts = z.record(Id, DeskFact);

/** What a form of the reception was filled in with. */
export const DeskInput = z
  .object({
    form: Id,
    facts: DeskFacts,
    lines: z.array(z.object({ id: Id, sku: Id, qty: z.int().min(1).max(999), facts: DeskFacts }).strict()).max(100),
    /** Name of what the buyer chose where the regulation leaves it to them. */
    choice: Id.optional(),
  })
  .strict();
export type DeskInput = z.infer<typeof DeskInput>;

export const DeskFieldView = z.object({
  fact: z.string(),
  label: z.string(),
  hint: z.string().nullable(),
  /** `evidence`: a document to be shown, only ticked off. */
  kind: z.enum(["text", "number", "money", "flag", "evidence", "date", "choice", "list"]),
  clause: z.string().nullable(),
  options: z.array(z.object({ value: z.string(), text: z.string() })),
  /** Answers to these questions are its options. */
  optionsFrom: z.array(z.string()),
  start: z.union([z.string(), z.int(), z.boolean()]).nullable(),
  /** Question whose answer a list begins with. */
  startFrom: z.string().nullable(),
  needed: z.boolean(),
  least: z.int().nullable(),
  most: z.int().nullable(),
});
export type DeskFieldView = z.infer<typeof DeskFieldView>;

export const DeskFormView = z.object({
  id: z.string(),
  title: z.string(),
  screen: z.enum(["services", "stay"]),
  sections: z.array(
    z.object({ id: z.string(), title: z.string(), optional: z.boolean(), fields: z.array(DeskFieldView) }),
  ),
  line: z.array(DeskFieldView),
  /** Questions that say from which day and for how many nights; null where there are none. */
  nights: z.object({ from: z.string(), count: z.string() }).nullable(),
});
export type DeskFormView = z.infer<typeof DeskFormView>;

/** A kind of order that may be recorded, and what its paper must say. */
export const OrderKindView = z.object({
  kind: z.string(),
  title: z.string(),
  clause: z.string(),
  value: z.enum(["rate", "sessions", "scale", "combine"]),
  /** Bounds of the value: basis points or sessions; null: the document sets none. */
  least: z.int(),
  most: z.int().nullable(),
  /** Bounds in words: «до 20 %», «3–5 занятий». */
  bounds: z.string(),
  services: z.array(z.object({ value: z.string(), text: z.string() })),
  slots: z.array(z.object({ value: z.string(), text: z.string() })),
  combine: z.array(z.object({ value: z.string(), text: z.string() })),
  /** A report must come with it. */
  evidence: z.boolean(),
  approvals: z.array(z.object({ value: z.string(), text: z.string() })),
  decidedBy: z.array(z.object({ value: z.string(), text: z.string() })),
  publish: z.array(z.object({ value: z.string(), text: z.string() })),
});
export type OrderKindView = z.infer<typeof OrderKindView>;

export const DeskForms = z.object({
  forms: z.array(DeskFormView),
  orders: z.array(OrderKindView),
});
export type DeskForms = z.infer<typeof DeskForms>;

/** An article of the price list as a form sells it. */
export const DeskItem = z.object({
  sku: z.string(),
  name: z.string(),
  priceMinor: Minor,
  /** Whether other weekdays have a price of their own. */
  priceVaries: z.boolean(),
  /** Questions of a line that the article answers itself. */
  stated: z.array(z.string()),
});
export type DeskItem = z.infer<typeof DeskItem>;

/** One offer beside the others: a column of the quote. */
export const DeskOffer = z.object({
  rules: z.array(z.string()),
  title: z.string(),
  clause: z.string(),
  savedMinor: Minor,
  state: z.enum(["applied", "lost", "given-up"]),
});
export type DeskOffer = z.infer<typeof DeskOffer>;

/** An article, or one night of its rooms together. */
export const DeskQuoteLine = z.object({
  id: z.string(),
  /** The line of the input that it comes from. */
  lineId: z.string(),
  name: z.string(),
  /** Day on which the night begins; null where it is none. */
  date: DateText.nullable(),
  qtyMilli: z.int(),
  unitPriceMinor: Minor,
  grossMinor: Minor,
  discountMinor: Minor,
  netMinor: Minor,
  reasons: z.array(Reason),
  /** Questions about the line of the input that its article leaves open. */
  asked: z.array(z.string()),
  /** What each offer gives on it, in the order of `offers`; null: nothing. */
  offers: z.array(z.object({ amountMinor: Minor, rateBp: z.int().nullable() }).nullable()),
});
export type DeskQuoteLine = z.infer<typeof DeskQuoteLine>;

/** One reason in words; `line` null: for all of them. */
export const DeskWhy = z.object({
  kind: z.enum(["rule", "applied", "lost", "hint", "refused"]),
  line: z.string().nullable(),
  rule: z.string(),
  code: z.string(),
  title: z.string(),
  text: z.string(),
  clause: z.string(),
  /** By how much less it would have saved; null where that is not the reason. */
  lessMinor: Minor.nullable(),
});
export type DeskWhy = z.infer<typeof DeskWhy>;

export const DeskBonus = z.object({ rules: z.array(z.string()), text: z.string(), clause: z.string() });
export type DeskBonus = z.infer<typeof DeskBonus>;

export const OrderRow = z.object({
  id: z.string(),
  kind: z.string(),
  clause: z.string(),
  title: z.string(),
  number: z.string(),
  date: DateText,
  from: DateText,
  to: DateText,
  /** «20 %», «5 занятий». */
  value: z.string(),
  state: z.enum(["coming", "in-force", "over", "withdrawn"]),
  operator: z.string(),
  at: InstantMs,
});
export type OrderRow = z.infer<typeof OrderRow>;

/** A filled-in form priced: each line, each competing offer, why each of the others lost, and what is still missing. */
export const DeskQuote = z.object({
  form: z.string(),
  /** SHA-256 of what was priced and by which rules. */
  hash: z.string(),
  currency: z.string(),
  /** Questions that are asked now; the others stay closed. */
  asked: z.array(z.string()),
  lines: z.array(DeskQuoteLine),
  offers: z.array(DeskOffer),
  why: z.array(DeskWhy),
  /** What the buyer may choose between; empty where there is no choice. */
  choices: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      text: z.string(),
      clause: z.string(),
      payableMinor: Minor,
      chosen: z.boolean(),
    }),
  ),
  bonuses: z.array(DeskBonus),
  /** Documents that would save something if they were shown. */
  evidence: z.array(z.object({ fact: z.string(), text: z.string(), clause: z.string(), savesMinor: Minor })),
  orders: z.array(OrderRow),
  totals: z.object({ grossMinor: Minor, discountMinor: Minor, payableMinor: Minor }),
  /** Why it cannot be sold or booked as it stands, in words; null when it can. */
  blocked: z.string().nullable(),
});
export type DeskQuote = z.infer<typeof DeskQuote>;

/** A stay that was booked. */
export const BookingView = z.object({
  id: z.string(),
  number: z.int(),
  at: InstantMs,
  localAt: z.string(),
  operator: z.string(),
  guest: z.string(),
  title: z.string(),
  from: DateText,
  to: DateText,
  payableMinor: Minor,
  discountMinor: Minor,
  hash: z.string(),
});
export type BookingView = z.infer<typeof BookingView>;

/** A paper of the organiser that lets an offer apply, as it is recorded at the desk. */
export const OrderInput = z
  .object({
    kind: Id,
    number: z.string().trim().min(1).max(40),
    date: DateText,
    from: DateText,
    to: DateText,
    rateBp: z.int().min(0).max(10_000).optional(),
    sessions: z.int().min(0).max(100).optional(),
    scale: z
      .array(z.object({ fromMinor: PositiveMinor, rateBp: z.int().min(0).max(10_000) }).strict())
      .min(1)
      .max(20)
      .optional(),
    combine: z.array(Id).min(1).max(50).optional(),
    services: z.array(Id).max(50),
    slots: z.array(Id).max(50),
    /** Its report is on file; working days that it covers, where the document wants so many. */
    evidence: z.boolean(),
    reportWorkingDays: z.int().min(0).max(366).nullable(),
    submittedOn: DateText,
    signOffs: z.record(Id, DateText),
    decision: z.object({ on: DateText, by: Id }).strict(),
    published: z.array(Id).max(20),
    responsible: z.string().trim().max(100),
  })
  .strict();
export type OrderInput = z.infer<typeof OrderInput>;
