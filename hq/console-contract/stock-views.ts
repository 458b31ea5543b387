import * as z from "zod";
import { paperKinds, lineKinds, movementKinds } from "../../core/stock/index.ts";

/** What the console shows of the stock of card blanks. Days are `YYYY-MM-DD`, holders texts such as `person:p1`. */

const Instant = z.int().min(0);
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const Words = z.object({ ru: z.string(), be: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

export const placeKinds = ["centre", "branch"] as const;
export const PlaceKind = z.enum(placeKinds);

/** A store of cards: the trade office's own, or a branch with its shops. `head`: who signs for its unit. */
export const StockPlace = z.object({
  id: z.string(),
  name: z.string(),
  kind: PlaceKind,
  head: z.string(),
  version: z.int(),
});
export type StockPlace = z.infer<typeof StockPlace>;

/** A materially responsible person, named by an order of the branch's director. */
export const StockPerson = z.object({
  id: z.string(),
  place: z.string(),
  name: z.string(),
  order: z.string(),
  from: Day,
  until: Day.nullable(),
  version: z.int(),
});
export type StockPerson = z.infer<typeof StockPerson>;

export const StockOrganisation = z.object({
  id: z.string(),
  name: z.string(),
  resident: z.boolean(),
  version: z.int(),
});
export type StockOrganisation = z.infer<typeof StockOrganisation>;

export const StockTill = z.object({ terminal: z.string(), name: z.string(), place: z.string().nullable() });
export type StockTill = z.infer<typeof StockTill>;

/** `name`: of the place, the person or the paper behind the holder. */
export const StockHolding = z.object({ holder: z.string(), name: z.string(), cards: z.int() });
export type StockHolding = z.infer<typeof StockHolding>;

export const StockView = z.object({
  programmes: z.array(z.object({ id: z.string(), title: Words })),
  programme: z.string(),
  today: Day,
  periods: z.array(z.object({ period: z.string(), endsOn: Day })),
  places: z.array(StockPlace),
  persons: z.array(StockPerson),
  tills: z.array(StockTill),
  holdings: z.array(StockHolding),
  /** Kinds of service that may stand on a report. */
  services: z.array(z.string()),
  differences: z.int(),
  overdue: z.int(),
  soon: z.int(),
});
export type StockView = z.infer<typeof StockView>;

export const StockCards = z.object({
  first: z.string(),
  last: z.string(),
  cards: z.int(),
  since: Day,
});
export type StockCards = z.infer<typeof StockCards>;

export const StockMove = z.object({
  seq: z.int(),
  kind: z.enum(movementKinds),
  on: Day,
  from: z.string(),
  fromName: z.string(),
  to: z.string(),
  toName: z.string(),
  numbers: z.string(),
  cards: z.int(),
  /** Number of the paper, or the organisation that the cards went to. */
  about: z.string(),
  by: z.string(),
  at: Instant,
});
export type StockMove = z.infer<typeof StockMove>;

/** `sent`: under way · `received`: counted as sent · `differs`: counted otherwise · `open` · `done`. */
export const paperStates = ["sent", "received", "differs", "open", "done"] as const;

export const StockPaperRow = z.object({
  id: z.string(),
  kind: z.enum(paperKinds),
  no: z.string(),
  on: Day,
  state: z.enum(paperStates),
  place: z.string(),
  person: z.string(),
  /** Who or what it is about, for the list. */
  subject: z.string(),
  cards: z.int(),
  version: z.int(),
});
export type StockPaperRow = z.infer<typeof StockPaperRow>;

/** A paper filled in by its template, ready to be printed. */
export const PrintedPaper = z.object({
  corner: z.array(z.string()).readonly(),
  title: z.array(z.string()).readonly(),
  paragraphs: z.array(z.string()).readonly(),
  table: z
    .object({
      columns: z.array(z.object({ heading: z.string(), number: z.boolean() })).readonly(),
      rows: z.array(z.array(z.string()).readonly()).readonly(),
      total: z.array(z.string()).readonly().nullable(),
    })
    .nullable(),
  after: z.array(z.string()).readonly(),
  notes: z.array(z.string()).readonly(),
  agreed: z.string(),
  signatures: z.array(z.object({ who: z.string(), name: z.string() })).readonly(),
});
export type PrintedPaper = z.infer<typeof PrintedPaper>;

export const StockDue = z.object({
  organisation: z.string(),
  name: z.string(),
  minor: z.int().nullable(),
  paper: z.string(),
  version: z.int(),
  /** Cards that the revenue earns, and those given already. */
  due: z.int(),
  given: z.int(),
});
export type StockDue = z.infer<typeof StockDue>;

export const StockDuty = z.object({
  step: z.string(),
  title: Words,
  by: Words,
  to: z.array(Words),
  clause: z.string(),
  from: Day.nullable(),
  due: Day.nullable(),
  reminders: z.array(Day),
  doneOn: Day.nullable(),
  state: z.enum(["later", "soon", "overdue", "done", "late"]),
  daysLeft: z.int().nullable(),
});
export type StockDuty = z.infer<typeof StockDuty>;

/** One branch's half-year, or one event, with its steps. */
export const StockDutyCase = z.object({
  id: z.string(),
  route: Words,
  place: z.string(),
  placeName: z.string(),
  /** The half-year, or what is celebrated. */
  subject: z.string(),
  duties: z.array(StockDuty),
});
export type StockDutyCase = z.infer<typeof StockDutyCase>;

export const StockDifference = z.object({
  id: z.string(),
  kind: z.enum(lineKinds),
  title: Words,
  clause: z.string(),
  numbers: z.string(),
  cards: z.int(),
  /** Who has the cards by the books; empty where no lot holds them. */
  holder: z.string(),
  holderName: z.string(),
  /** The till that spoke of it, or the waybill. */
  source: z.string(),
  on: Day,
  at: Instant,
  /** Where the cards may be booked to by a person's decision. */
  choices: z.array(z.object({ holder: z.string(), name: z.string() })),
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  note: z.string().nullable(),
});
export type StockDifference = z.infer<typeof StockDifference>;

/** Why the stock refuses, in the answer's `said`: the sentence's figures are still to be put in. */
export const StockSaid = z.object({
  clause: z.string(),
  text: Words,
  number: z.string().optional(),
  day: Day.optional(),
  detail: z.string().optional(),
  holder: z.object({ holder: z.string(), name: z.string() }).optional(),
});
export type StockSaid = z.infer<typeof StockSaid>;
