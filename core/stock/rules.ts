import { z } from "../kernel/index.ts";
import { cardStatuses } from "../card/index.ts";
import { lineKinds } from "./judge-use.ts";
import { PaperTemplate } from "./paper.ts";
import { stockRefusals } from "./refusal.ts";

const Key = z.string().min(1);
const Said = z.strictObject({ clause: Key, message: Key });

/** Papers that a stock keeps; each has its template. */
export const paperKinds = ["waybill", "request", "order", "report", "act"] as const;
export const PaperKind = z.enum(paperKinds);
export type PaperKind = z.infer<typeof PaperKind>;

/** Entries in the books that a step of a workflow may wait for. */
export const stepEntries = ["revenue", "request", "waybill", "handed-out", "report", "act", "order"] as const;
export type StepEntry = (typeof stepEntries)[number];

/** How a programme's card blanks are kept, moved, handed out and written off. */
export const StockRules = z.strictObject({
  clause: Key,
  /** A card as papers name it, in the document's language. */
  item: z.strictObject({ name: Key, unit: Key }),
  /** What a card is for the tills while a place or a responsible person has it. */
  statuses: z.strictObject({ place: z.enum(cardStatuses), person: z.enum(cardStatuses) }),
  /** Ways by which cards go out, each with its workflow; `allocation`: by whom and how many are due. */
  routes: z.record(Key, z.strictObject({ clause: Key, message: Key, workflow: Key, allocation: Key.optional() })),
  /** Days before the last day of a deadline on which to remind. */
  remindDaysBefore: z.array(z.int().min(0)).min(1),
  /** Words for the steps of the workflows, and the entry in the books by which each is done. */
  steps: z.record(Key, Said.extend({ doneBy: z.enum(stepEntries) })),
  parties: z.record(Key, z.strictObject({ message: Key })),
  /** Kinds of service that may stand on a report's rows, in the document's language. */
  services: z.array(Key),
  refusals: z.record(z.enum(stockRefusals), Said),
  differences: z.record(z.enum(lineKinds), Said),
  /** What a waybill says of its count, in the document's language; `{cards}` and `{numbers}` are put in. */
  count: z.strictObject({ none: Key, missing: Key, surplus: Key }),
  papers: z.record(PaperKind, PaperTemplate),
});
export type StockRules = z.infer<typeof StockRules>;
