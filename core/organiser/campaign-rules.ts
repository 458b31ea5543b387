import { z } from "../kernel/index.ts";
import { Ground } from "../offer/index.ts";

const Key = z.string().min(1);
const Span = z.tuple([z.int(), z.int()]);

/** What a campaign's papers must show before its order comes into force. */
export const CampaignRules = z.strictObject({
  clause: Key,
  approvals: z.array(Key).min(1),
  decidedBy: z.array(Key).min(1),
  /** Full working days between the papers, or the decision, and the first day. */
  leadWorkingDays: z.int().min(0),
  publish: z.array(Key),
  reportDays: z.int().min(0),
  /** Terms of single rules: length in days, both ends counted; once a quarter; working days the report covers. */
  rules: z.record(
    Key,
    z.strictObject({
      clause: Key,
      days: Span.optional(),
      oncePerQuarter: z.boolean().optional(),
      report: Span.optional(),
    }),
  ),
  grounds: z.strictObject({
    duration: Ground,
    value: Ground,
    submitted: Ground,
    decided: Ground,
    approval: Ground,
    order: Ground,
    quarter: Ground,
    published: Ground,
    responsible: Ground,
    evidence: Ground,
    window: Ground,
  }),
});
export type CampaignRules = z.infer<typeof CampaignRules>;
