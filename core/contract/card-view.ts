import { z } from "../kernel/index.ts";
import { cardStatuses } from "../card/index.ts";
import { InstantMs, Minor } from "./fields.ts";

export const CardView = z.object({
  number: z.string(),
  masked: z.string(),
  status: z.enum(cardStatuses),
  statusText: z.string(),
  since: InstantMs.nullable(),
  programme: z.string(),
  inOpenBasket: z.boolean(),
  history: z.array(
    z.object({
      at: InstantMs,
      localAt: z.string(),
      text: z.string(),
      operator: z.string(),
      receipt: z.int().nullable(),
      amountMinor: Minor.nullable(),
    }),
  ),
  /** Moves the pack knows from this status; `allowed` for the operator's role, else why not and with which clause. */
  moves: z.array(
    z.object({
      move: z.string(),
      title: z.string(),
      allowed: z.boolean(),
      why: z.string().nullable(),
      clause: z.string(),
      /** Not allowed to this operator, but with a manager's PIN. Absent: unknown until tried. */
      withManager: z.boolean().optional(),
    }),
  ),
  /** Consequences to read out before blocking: who may unblock, that there is no replacement, price of a new card. */
  notes: z.array(z.object({ label: z.string(), text: z.string() })),
});
export type CardView = z.infer<typeof CardView>;
