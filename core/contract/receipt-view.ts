import { z } from "../kernel/index.ts";
import { InstantMs, Minor, PositiveMinor } from "./fields.ts";

export const Tender = z.object({ kind: z.enum(["cash", "card"]), amountMinor: PositiveMinor });
export type Tender = z.infer<typeof Tender>;

/** A receipt as data: the same for screen, paper and PDF. Amounts of a return are what goes back to the customer. */
export const ReceiptView = z.object({
  id: z.string(),
  /** Number on paper, growing by one at this terminal. */
  number: z.int(),
  kind: z.enum(["sale", "return"]),
  at: InstantMs,
  localAt: z.string(),
  site: z.string(),
  terminal: z.string(),
  operator: z.string(),
  currency: z.string(),
  lines: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      unit: z.enum(["pcs", "kg"]),
      qtyMilli: z.int(),
      unitPriceMinor: Minor,
      grossMinor: Minor,
      discountMinor: Minor,
      netMinor: Minor,
      reason: z.string(),
      /** Still returnable; 0 for a card and for what came back already. */
      returnableMilli: z.int(),
      /** Why nothing can be returned; null when it can. */
      notReturnable: z.string().nullable(),
    }),
  ),
  grossMinor: Minor,
  discountMinor: Minor,
  payableMinor: Minor,
  /** What each means paid, change taken off; together the payable amount. */
  tenders: z.array(z.object({ kind: z.enum(["cash", "card"]), amountMinor: Minor })),
  /** What was handed over, change included. */
  receivedMinor: Minor,
  changeMinor: Minor,
  /** Last four of the card that served, and what the receipt did to cards. */
  card: z.string().nullable(),
  notes: z.array(z.string()),
  programme: z.object({ title: z.string(), document: z.string(), packHash: z.string() }),
  /** Receipt this return belongs to. */
  ofReceipt: z.int().nullable(),
  /** 0 the original, else number of the copy. */
  copy: z.int(),
});
export type ReceiptView = z.infer<typeof ReceiptView>;

export const ReceiptRow = z.object({
  id: z.string(),
  number: z.int(),
  kind: z.enum(["sale", "return"]),
  at: InstantMs,
  localAt: z.string(),
  operator: z.string(),
  positions: z.int(),
  payableMinor: Minor,
  card: z.string().nullable(),
  shift: z.int(),
});
export type ReceiptRow = z.infer<typeof ReceiptRow>;
