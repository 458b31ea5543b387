import * as z from "zod";

const Day = z.iso.date();
const Period = z.strictObject({ from: Day, to: Day });
export type Period = z.infer<typeof Period>;
const Minor = z.int().min(-1_000_000_000_000).max(1_000_000_000_000);

const Sum = z.object({ receipts: z.int(), grossMinor: z.int(), discountMinor: z.int(), payableMinor: z.int() });
export type Sum = z.infer<typeof Sum>;

/** Sums of one currency. Days without a receipt are left out. */
export const SalesReport = z.object({
  currency: z.string(),
  total: Sum,
  byDay: z.array(Sum.extend({ day: z.string() })),
  bySite: z.array(Sum.extend({ site: z.string() })),
  /** `served`, `refused`, `none`. */
  byCard: z.array(Sum.extend({ card: z.string() })),
  byRule: z.array(
    z.object({
      programme: z.string(),
      rule: z.string(),
      clause: z.string(),
      lines: z.int(),
      discountMinor: z.int(),
    }),
  ),
  /** Against the period before, where one was asked for (002 §3.2). */
  effect: z
    .object({
      /** Mean of a day before and now. */
      beforeMinor: z.int(),
      nowMinor: z.int(),
      growthBp: z.int().nullable(),
      days: z.int(),
      /** Тд. */
      extraMinor: z.int().nullable(),
      /** R. */
      profitabilityBp: z.int().nullable(),
    })
    .nullable(),
});
export type SalesReport = z.infer<typeof SalesReport>;

/** What the reports ask. Days are those of the receipts, where they were made. */
export const reportCalls = {
  salesReport: {
    right: "look",
    input: z.strictObject({
      period: Period,
      before: Period.nullable(),
      profitMinor: Minor.nullable(),
      costMinor: Minor.nullable(),
    }),
    output: z.object({
      reports: z.array(SalesReport),
      returns: z.int(),
      refundMinor: z.int(),
    }),
  },
} as const;
