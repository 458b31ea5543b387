import { z } from "../kernel/index.ts";
import { InstantMs, Minor } from "./fields.ts";

/** X report of an open shift, Z report of a closed one: the same figures, folded from the journal. */
export const ShiftView = z.object({
  number: z.int(),
  state: z.enum(["open", "closed"]),
  openedAt: InstantMs,
  openedBy: z.string(),
  closedAt: InstantMs.nullable(),
  closedBy: z.string().nullable(),
  floatMinor: Minor,
  sales: z.object({ count: z.int(), withCard: z.int(), grossMinor: Minor, discountMinor: Minor, payableMinor: Minor }),
  returns: z.object({ count: z.int(), payableMinor: Minor }),
  voids: z.int(),
  cashMinor: Minor,
  cardMinor: Minor,
  cashInMinor: Minor,
  cashOutMinor: Minor,
  /** What the drawer should hold: float + cash sales − cash returns + in − out. */
  expectedCashMinor: Minor,
  countedCashMinor: Minor.nullable(),
  varianceMinor: Minor.nullable(),
  discounts: z.array(z.object({ title: z.string(), clause: z.string(), receipts: z.int(), amountMinor: Minor })),
  cards: z.object({ sold: z.int(), given: z.int(), activated: z.int(), blocked: z.int(), soldMinor: Minor }),
  overrides: z.int(),
  firstReceipt: z.int().nullable(),
  lastReceipt: z.int().nullable(),
});
export type ShiftView = z.infer<typeof ShiftView>;

/** What stands between now and the Z report. */
export const CloseCheck = z.object({
  ready: z.boolean(),
  items: z.array(
    z.object({
      kind: z.enum(["suspended", "open-basket", "uncounted", "unsent", "age"]),
      done: z.boolean(),
      text: z.string(),
      detail: z.string(),
    }),
  ),
});
export type CloseCheck = z.infer<typeof CloseCheck>;

/** A fact of the journal in one sentence. */
export const JournalRow = z.object({
  seq: z.int(),
  at: z.int(),
  localAt: z.string(),
  kind: z.string(),
  operator: z.string(),
  text: z.string(),
});
export type JournalRow = z.infer<typeof JournalRow>;
