import { z } from "../kernel/index.ts";
import { Condition } from "../offer/index.ts";

const Key = z.string().min(1);
const TextOf = z.strictObject({ ru: z.string().min(1), be: z.string().min(1), en: z.string().min(1) });

/** One question of a desk: a declared fact in words. Its type says how it is asked. */
export const DeskField = z.strictObject({
  fact: Key,
  label: TextOf,
  hint: TextOf.optional(),
  /** Clause that wants it: said beside a document to show. */
  clause: Key.optional(),
  /** Asked while this holds for the answers so far; a question that is not asked counts as not answered. */
  when: Condition.optional(),
  /** The answer until another is given. */
  start: z.union([z.string(), z.int(), z.boolean()]).optional(),
  /** A list begins with the answer to this question. */
  startFrom: Key.optional(),
  /** Without an answer nothing is sold or booked. */
  needed: z.boolean().optional(),
  /** What to choose from: values, or what other questions were answered with. */
  options: z.union([z.array(Key).min(1), z.strictObject({ answers: z.array(Key).min(1) })]).optional(),
  least: z.int().optional(),
  most: z.int().optional(),
});
export type DeskField = z.infer<typeof DeskField>;

/** A stay as lines: one for each night of each room, counted from the day of arrival. */
const Nights = z.strictObject({
  from: Key,
  count: Key,
  /** Who is booked. */
  guest: Key,
  /** Facts of a line that tell the rules its night: the how-manieth, and which day of the week. */
  number: Key.optional(),
  weekday: Key.optional(),
});

/** A form of the reception: what it sells by, what it asks, what it explains. */
export const DeskForm = z.strictObject({
  title: TextOf,
  /** `services`: articles of the price list, paid at once. `stay`: rooms night by night, booked. */
  screen: z.enum(["services", "stay"]),
  /** Categories of the price list. */
  sells: z.array(Key).min(1),
  /** The fact that tells the rules an article's category. */
  product: Key,
  /** Questions about the buyer or the stay. An `optional` section is opened when it is needed. */
  sections: z.array(z.strictObject({ title: TextOf, optional: z.boolean(), fields: z.array(DeskField).min(1) })),
  /** Questions about each line whose article does not answer them. */
  line: z.array(DeskField),
  nights: Nights.optional(),
  /** Rules whose refusal is worth saying here. */
  rules: z.array(Key),
  /** Why not everything applies, said once where offers compete. */
  because: z.strictObject({ clause: Key, text: TextOf }).optional(),
  /** Names of what the buyer may choose between: members of a choice. */
  choices: z.record(Key, TextOf),
});
export type DeskForm = z.infer<typeof DeskForm>;

/** A kind of order that may be recorded at the desk, and the lists that it chooses its services and hours from. */
export const DeskOrder = z.strictObject({
  kind: Key,
  title: TextOf,
  value: z.enum(["rate", "sessions", "scale", "combine"]),
  services: z.array(Key).optional(),
  slots: z.array(Key).optional(),
  /** Rules that an order may let apply together. */
  combine: z.array(Key).optional(),
});
export type DeskOrder = z.infer<typeof DeskOrder>;

/** What a reception needs beside the rules: forms and words. */
export const Desk = z.strictObject({
  forms: z.record(Key, DeskForm),
  orders: z.array(DeskOrder),
  /** Rules by the short name that a column or a reason calls them. */
  titles: z.record(Key, TextOf),
  /** Values of facts in words: services, hotels, offices. */
  names: z.record(Key, TextOf),
});
export type Desk = z.infer<typeof Desk>;
