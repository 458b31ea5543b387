import { z } from "../kernel/index.ts";
import { InstantMs, Minor } from "./fields.ts";

/** A sentence in the operator's language, without its clause: `2 % по карте` and `18.2`, shown as `…, п. 18.2`. */
export const Reason = z.object({ text: z.string(), clause: z.string().nullable() });
export type Reason = z.infer<typeof Reason>;

export const LineView = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.string(),
  unit: z.enum(["pcs", "kg"]),
  qtyMilli: z.int(),
  weighed: z.boolean(),
  unitPriceMinor: Minor,
  grossMinor: Minor,
  discountMinor: Minor,
  netMinor: Minor,
  /** `eligible` would get something with a card, `card` is a blank on sale, `refused` cannot be sold. */
  state: z.enum(["discounted", "eligible", "excluded", "card", "refused"]),
  reason: Reason.nullable(),
  /** What the line would cost with a card; null where a card changes nothing or already serves. */
  withCardMinor: Minor.nullable(),
});
export type LineView = z.infer<typeof LineView>;

export const CardBanner = z.object({
  /** `··7208`; the full number never reaches the sale screen. */
  masked: z.string(),
  state: z.enum(["serves", "activates", "refused"]),
  /** «Действует с 14.10.2025», «Заработает в этом чеке», «Карта не действует». */
  status: z.string(),
  rateBp: z.int(),
  /** Present when refused: fact, clause, the sentence to say aloud, next steps. */
  refusal: z
    .object({
      code: z.string(),
      title: z.string(),
      text: z.string(),
      clause: z.string(),
      /** Sentence for the customer's ears: names no reason. */
      aloud: z.string(),
      steps: z.array(z.string()),
    })
    .nullable(),
});
export type CardBanner = z.infer<typeof CardBanner>;

export const HintView = z.object({
  title: z.string(),
  text: z.string(),
  clause: z.string(),
  actualMinor: Minor,
  requiredMinor: Minor,
  missingMinor: Minor,
  discountNowMinor: Minor,
  discountThenMinor: Minor,
});
export type HintView = z.infer<typeof HintView>;

export const OfferView = z.object({
  rule: z.string(),
  title: z.string(),
  /** What was asked for: «Покупка от 100,00 — карта бесплатно». */
  text: z.string(),
  clause: z.string(),
  /** What was reached: «Без алкоголя и упаковки набрано 121,92»; empty where the programme says nothing of it. */
  reached: z.string(),
  actualMinor: Minor,
  /** What the receipt would come to with the offer taken. */
  payableThenMinor: Minor,
  discountThenMinor: Minor,
  steps: z.array(z.object({ title: z.string(), text: z.string() })),
});
export type OfferView = z.infer<typeof OfferView>;

export const BasketView = z.object({
  id: z.string(),
  revision: z.int(),
  currency: z.string(),
  lines: z.array(LineView),
  card: CardBanner.nullable(),
  hint: HintView.nullable(),
  offer: OfferView.nullable(),
  totals: z.object({
    positions: z.int(),
    grossMinor: Minor,
    /** Gross of the lines that never get a discount. */
    excludedMinor: Minor,
    discountMinor: Minor,
    /** «Скидка по карте 2 %»; null without a discount. */
    discountLabel: z.string().nullable(),
    payableMinor: Minor,
    /** What the discount would be with a card; null when one serves or nothing is eligible. */
    withCardDiscountMinor: Minor.nullable(),
  }),
  /** Why the receipt cannot be paid now; null when it can. */
  blocked: z.string().nullable(),
  suspended: z.int(),
  /** Text of what Ctrl+Z takes back; null when nothing. */
  undo: z.string().nullable(),
  /** Set once, when the basket was found after a crash or restart. */
  recovered: z.boolean(),
});
export type BasketView = z.infer<typeof BasketView>;

export const SuspendedView = z.object({
  id: z.string(),
  at: InstantMs,
  operator: z.string(),
  positions: z.int(),
  payableMinor: Minor,
  card: z.string().nullable(),
  firstLine: z.string(),
});
export type SuspendedView = z.infer<typeof SuspendedView>;

/** «Почему»: shelf price, what became of every rule, the result. */
export const Explanation = z.object({
  lineId: z.string().nullable(),
  title: z.string(),
  rows: z.array(
    z.object({
      kind: z.enum(["shelf", "applied", "refused", "displaced", "excluded", "not-matching", "result"]),
      /** Id of the rule that it is about. */
      rule: z.string().nullable(),
      title: z.string(),
      detail: z.string(),
      clause: z.string().nullable(),
      /** Of a rule that was displaced: what it would have given. */
      amountMinor: Minor.nullable(),
      /** Shown when asked for: it says nothing that the rows above do not. */
      folded: z.boolean(),
    }),
  ),
  /** Answered by pricing the receipt anew: what would save more, and why not a rule that lost. */
  questions: z.array(
    z.object({
      kind: z.enum(["saves-more", "why-not"]),
      title: z.string(),
      text: z.string(),
      clause: z.string().nullable(),
      /** What would be due then, less what is due now; the discount's change where goods are added. */
      differenceMinor: Minor.nullable(),
    }),
  ),
  /** The receipt under other meanings of unclear clauses, where they change it; null when not asked for. */
  readings: z
    .array(
      z.object({
        title: z.string(),
        text: z.string(),
        clause: z.string(),
        payableMinor: Minor,
        differenceMinor: Minor,
      }),
    )
    .nullable(),
  document: z.string(),
});
export type Explanation = z.infer<typeof Explanation>;

/** What one scan came to. The basket itself arrives as `basketChanged`. */
export const ScanOutcome = z.object({
  kind: z.enum(["line-added", "card-shown", "blank-added"]),
  /** Short echo for the scan bar: «Корнеплоды, 1,196 кг». */
  text: z.string(),
  lineId: z.string().nullable(),
});
export type ScanOutcome = z.infer<typeof ScanOutcome>;
