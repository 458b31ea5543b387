import { z } from "../kernel/index.ts";
import { Ground } from "../offer/index.ts";

const Key = z.string().min(1);
const Clause = z.string().min(1);

/** A paper that sets or orders something the pack only bounds. */
export const OrderKind = z.strictObject({
  clause: Clause,
  fields: z.array(Key),
  decidedBy: z.array(Key).min(1),
  deadline: Key.optional(),
  publish: z.array(Key).optional(),
});

export const Workflow = z.strictObject({
  clause: Clause,
  steps: z.array(
    z.strictObject({
      do: Key,
      by: Key,
      clause: Clause,
      to: z.array(Key).optional(),
      form: Key.optional(),
      needs: z.array(Key).optional(),
      deadline: Key.optional(),
    }),
  ),
});

export type WorkflowSteps = z.infer<typeof Workflow>["steps"];

/** How many cards an organisation is due, and by when. */
export const Allocation = z.strictObject({
  clause: Clause,
  table: Key,
  per: z.enum(["branch", "enterprise"]),
  periods: z.record(Key, z.strictObject({ endsOn: z.string().regex(/^\d{2}-\d{2}$/) })),
  handOver: Key,
  report: Key,
});

export type Allocation = z.infer<typeof Allocation>;

/** The least price of something: its cost and a mark-up. */
export const Floor = z.strictObject({ clause: Clause, plusBp: z.int().min(0), else: Ground });
export type Floor = z.infer<typeof Floor>;
