import { z } from "../kernel/index.ts";
import { cardStatuses } from "../card/index.ts";
import { Deadline, Notice } from "../calendar/index.ts";
import { Benefit, Condition, Ground, isDate, roundingModes, splitMethods, Table } from "../offer/index.ts";
import { Allocation, CampaignRules, FixedRate, Floor, Form, Formula, OrderKind, Workflow } from "../organiser/index.ts";
import { StockRules } from "../stock/index.ts";
import { Desk } from "./desk.ts";

const Key = z.string().min(1);
const Clause = z.string().min(1);
const DateText = z.string().refine(isDate, "date");
const TextOf = z.strictObject({ ru: z.string().min(1), be: z.string().min(1), en: z.string().min(1) });
const ReadingValue = z.json();
export type ReadingValue = z.infer<typeof ReadingValue>;

/**
 * An unclear clause with the meanings it may have. Any value of the pack may be chosen by one. Without `values` the
 * text leaves a figure or list open: any will do that the place it is put into admits.
 */
export const Reading = z.strictObject({
  clause: Clause,
  default: ReadingValue,
  values: z.array(ReadingValue).min(2).optional(),
  note: TextOf,
});

/** The text that the pack was made from. */
export const PackDocument = z.strictObject({ order: Key, date: DateText, title: TextOf });

export const Header = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.int().min(1),
  title: TextOf,
  document: PackDocument,
  currency: z.string().regex(/^[A-Z]{3}$/),
  minorDigits: z.literal(2),
  timeZone: Key,
  calendar: Key,
  effective: z.strictObject({ from: DateText, to: DateText.optional() }),
});

/** A fact that rules may look at, and who answers for it. `engine`: worked out while pricing. */
const Fact = z.strictObject({
  type: z.enum(["text", "integer", "money", "boolean", "date", "instant", "enum", "set"]),
  values: z.array(Key).optional(),
  from: z.enum(["engine", "till", "reception", "hotel", "crm", "hq"]),
  evidence: Key.optional(),
});

/**
 * Ordered; the first ground that holds is the one named, and takes the line out of every base that leaves exclusions
 * out.
 */
const Exclusion = z.strictObject({ code: Key, clause: Clause, when: Condition, message: Key });

/**
 * A named figure of the receipt. `amount`: a sum of lines; `lines`, `units`: how many; `most-units`: of the fullest
 * line; `distinct`: different values of the fact `of`; `discount`: all that has been taken off. `plus` adds a fact.
 */
const Base = z.strictObject({
  clause: Clause.optional(),
  measure: z.enum(["amount", "lines", "units", "most-units", "distinct", "discount"]),
  excluded: z.enum(["left-out", "counted"]),
  stage: z.enum(["before-discount", "after-discount"]),
  where: Condition.optional(),
  of: Key.optional(),
  plus: Key.optional(),
});

/** A price that takes the place of the shelf price: a fact's value, less percentages of it. */
const LinePrice = z.strictObject({
  id: Key,
  clause: Clause,
  message: Key,
  lines: Condition.optional(),
  when: z.array(Condition),
  fact: Key,
  minusBp: z.array(z.int()).optional(),
  /** `added`: percentages of the same price; `compounded`: one after the other; rounded once either way. */
  combine: z.enum(["added", "compounded"]).optional(),
});

/** The paper that sets an offer's value inside bounds: without one in force there is no offer. */
const Ordered = z.strictObject({
  kind: Key,
  /** Whether an order in force is for this line; its fields are the facts `order.*`. */
  fits: Condition.optional(),
  /** The order must carry its report. */
  evidence: z.boolean().optional(),
  least: z.int(),
  most: z.union([z.int(), z.strictObject({ table: Key })]),
  /** The value is the highest step of the order's scale that this fact reaches. */
  scaleBy: Key.optional(),
});

const Offer = z.strictObject({
  id: Key,
  clause: Clause,
  message: Key,
  from: DateText.optional(),
  to: DateText.optional(),
  /** Lines it is about. Without `else` other lines are none of its business and are not mentioned. */
  lines: Condition.optional(),
  when: z.array(Condition).optional(),
  order: Ordered.optional(),
  /** So many units of the receipt, or for each value of the fact `per`; the dearest first. */
  limit: z.strictObject({ units: z.int().min(1), per: Key.optional(), else: Ground }).optional(),
  give: Benefit,
});
export type Offer = z.infer<typeof Offer>;

/**
 * How offers combine. `sum`: every member applies: `compounded` on what the earlier ones left, `added` on the list
 * price, `added-once` percentages summed up to `capBp` and rounded once. `priority`: members in order, each unless it
 * conflicts with an accepted one. `best`: the members that together save most. `exclusive`: the first whose
 * conditions hold. `choice`: the member the buyer named, else the first that gives anything. Members conflict with
 * each other unless `conflicts` lists the pairs that do. Scope: each line by itself, or each night
 * of a stay, or once for the whole.
 */
export const Group = z.strictObject({
  mode: z.enum(["sum", "priority", "best", "exclusive", "choice"]),
  name: Key.optional(),
  clause: Clause.optional(),
  scope: z.enum(["line", "night", "buyer", "stay", "receipt"]).optional(),
  combine: z.enum(["added", "added-once", "compounded"]).optional(),
  capBp: z.int().optional(),
  /** In a sum: only members that an order of this kind in force names. In a choice: those it names apply together. */
  listedBy: Key.optional(),
  conflicts: z.array(z.tuple([Key, Key])).optional(),
  get members() {
    return z.array(z.union([Key, Group]));
  },
});
export type Group = z.infer<typeof Group>;

const Rounding = z.strictObject({
  mode: z.enum(roundingModes),
  level: z.enum(["unit", "line", "receipt"]),
  split: z.enum(splitMethods),
});

const Status = z.enum(cardStatuses);

const CardPrice = z.strictObject({
  id: Key,
  clause: Clause,
  message: Key,
  amountMinor: z.int().min(0),
  when: z.array(Condition).optional(),
  perReceipt: z.int().min(1).optional(),
  /** Said when a blank could be had at this price and none is on the receipt. */
  offer: z.strictObject({ base: Key, when: z.array(Condition).optional(), message: Key }).optional(),
});

const Move = z.strictObject({
  move: Key,
  clause: Clause,
  message: Key,
  from: z.array(Status).min(1),
  to: z.union([Status, z.literal("previous")]),
  by: z.array(Key).min(1),
  needs: z.array(z.enum(["number", "reason"])).optional(),
  /** Recorded as the card's reason instead of the reason given. */
  marks: Key.optional(),
});

const CardRules = z.strictObject({
  category: Key,
  /** In order: the first whose conditions hold prices the blank. */
  prices: z.array(CardPrice).min(1),
  /** In order: the first check that fails is the one named. Those with `blanks` stop the sale of a card, too. */
  serve: z.array(z.strictObject({ when: Condition, else: Ground, blanks: z.boolean().optional() })).min(1),
  sellable: z.strictObject({ when: Condition, else: Ground }),
  sell: z.strictObject({ move: Key, clause: Clause, to: Status }),
  activate: z.strictObject({
    move: Key,
    clause: Clause,
    from: z.array(Status).min(1),
    to: Status,
    when: Condition,
    /** Whether the receipt that activates a card already has its benefit; if not, the ground says so. */
    serves: z.boolean(),
    otherwise: Ground,
    message: Key,
  }),
  moves: z.array(Move),
  forbidden: z.array(z.strictObject({ move: Key, title: Key, else: Ground })),
  refusals: z.strictObject({ role: Ground, number: Ground, reason: Ground, transition: Ground }),
});

/** The pack as written in its file, readings already chosen. */
export const PackSchema = z.strictObject({
  format: z.literal("programme-pack/1"),
  pack: Header,
  readings: z.record(Key, Reading),
  facts: z.record(Key, Fact),
  sets: z.record(Key, z.array(Key)),
  exclusions: z.array(Exclusion),
  bases: z.record(Key, Base),
  tables: z.record(Key, Table),
  prices: z.array(LinePrice).optional(),
  offers: z.array(Offer),
  stacking: Group,
  rounding: Rounding,
  /** What the engine says of a rule by itself. */
  explain: z.strictObject({
    notInForce: Key,
    displaced: Key,
    nothingLeft: Key,
    /** Why an order does not help: none in force, no report, value out of bounds, scale not reached. */
    orders: z.strictObject({ none: Ground, evidence: Ground, range: Ground, volume: Ground }).optional(),
  }),
  card: CardRules.optional(),
  notices: z.record(Key, Notice),
  deadlines: z.record(Key, Deadline),
  orders: z.record(Key, OrderKind),
  workflows: z.record(Key, Workflow),
  allocations: z.record(Key, Allocation),
  fixedRates: z.record(Key, FixedRate).optional(),
  floors: z.record(Key, Floor).optional(),
  campaigns: CampaignRules.optional(),
  reports: z.record(Key, Formula).optional(),
  forms: z.record(Key, Form),
  desk: Desk.optional(),
  stock: StockRules.optional(),
  messages: z.record(Key, TextOf),
  notInPack: z.array(z.strictObject({ clause: Clause, where: TextOf })),
});

/** A programme's rules, read, checked and with its unclear clauses settled. */
export type Pack = z.infer<typeof PackSchema> & { readonly chosen: Readonly<Record<string, ReadingValue>> };
export type CardRules = z.infer<typeof CardRules>;
export type CardPrice = z.infer<typeof CardPrice>;
