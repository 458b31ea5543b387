import { z } from "../kernel/index.ts";

/** Body of the fact `shift-opened`. `operator` is the person's name as it was. */
export const ShiftOpenedBody = z.object({ shift: z.int(), floatMinor: z.int(), operator: z.string() });
export type ShiftOpenedBody = z.infer<typeof ShiftOpenedBody>;

/** Body of the fact `cash-moved`: money into or out of the drawer that is not a sale. */
export const CashMovedBody = z.object({
  shift: z.int(),
  direction: z.enum(["in", "out"]),
  amountMinor: z.int(),
  reason: z.string(),
  operator: z.string(),
});
export type CashMovedBody = z.infer<typeof CashMovedBody>;

/** What the fold needs of the fact `shift-closed`; the rest of its body is the figures themselves. */
export const ShiftClosedHead = z.object({ shift: z.int(), countedMinor: z.int(), operator: z.string() });

/** Body of the fact `card-moved`: a card changed its status outside a sale. */
export const CardMovedBody = z.object({
  number: z.string(),
  move: z.string(),
  from: z.string(),
  to: z.string(),
  clause: z.string(),
  reason: z.string(),
  source: z.string(),
  operator: z.string(),
});
export type CardMovedBody = z.infer<typeof CardMovedBody>;
