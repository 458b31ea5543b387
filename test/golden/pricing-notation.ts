import * as z from "zod";

/** What the engine does not mean to imitate: named, and counted as skipped. */
export class Unsupported extends Error {}

const Money = z.string().regex(/^\d+\.\d{2}$/);
const Percent = z.string().regex(/^\d+(\.\d{1,2})?$/);

const Match = z.strictObject({
  categories: z.array(z.string()).optional(),
  skus: z.array(z.string()).optional(),
  priceMin: Money.optional(),
  priceMax: Money.optional(),
  notAlreadyDiscounted: z.boolean().optional(),
});
export type Match = z.infer<typeof Match>;

const Op = z.enum([">=", ">", "<=", "<", "=="]);
const When = z.discriminatedUnion("fact", [
  z.strictObject({
    fact: z.literal("subtotal"),
    op: Op,
    value: Money,
    of: z.enum(["original", "current"]),
    match: Match.optional(),
  }),
  z.strictObject({ fact: z.literal("quantity"), op: Op, value: z.int(), match: Match.optional() }),
  z.strictObject({ fact: z.literal("anyLineQuantity"), op: Op, value: z.int(), match: Match.optional() }),
  z.strictObject({ fact: z.literal("contains"), match: Match }),
  z.strictObject({ fact: z.literal("customerGroup"), in: z.array(z.string()) }),
  z.strictObject({ fact: z.literal("orderNumber"), eq: z.int() }),
]);
export type When = z.infer<typeof When>;

const PercentEffect = z.strictObject({ type: z.literal("percent"), value: Percent });
const AmountEffect = z.strictObject({
  type: z.literal("amount"),
  value: Money,
  per: z.enum(["unit", "line", "once"]),
});
const TierPercentEffect = z.strictObject({
  type: z.literal("tierPercent"),
  by: z.enum(["subtotal", "quantity"]),
  of: z.enum(["original", "current"]).optional(),
  tiers: z.array(z.strictObject({ from: z.union([Money, z.int()]), percent: Percent })),
});
const Effect = z.discriminatedUnion("type", [
  PercentEffect,
  AmountEffect,
  z.strictObject({ type: z.literal("fixedTotal"), value: Money }),
  TierPercentEffect,
  z.strictObject({
    type: z.literal("tierAmount"),
    by: z.literal("line"),
    tiers: z.array(z.strictObject({ from: Money, amount: Money })),
  }),
  z.strictObject({ type: z.literal("everyNth"), every: z.int(), units: z.int(), amount: Money }),
  z.strictObject({
    type: z.literal("perGroup"),
    size: z.int(),
    each: z.union([PercentEffect, AmountEffect, TierPercentEffect]),
  }),
  z.looseObject({ type: z.literal("firstThenRest") }),
  z.strictObject({ type: z.literal("cheapestFree"), units: z.int() }),
  z.strictObject({
    type: z.literal("bundlePrice"),
    units: z.int(),
    price: Money,
    pick: z.enum(["cheapest", "dearest"]),
  }),
  z.strictObject({
    type: z.literal("buyGet"),
    buy: z.strictObject({ match: Match.optional(), quantity: z.int() }),
    get: z.strictObject({ match: Match.optional(), quantity: z.int(), percent: Percent }),
    take: z.enum(["cheapest", "dearest"]),
    repeat: z.boolean(),
    partial: z.boolean(),
  }),
]);
export type Effect = z.infer<typeof Effect>;

const Promotion = z.strictObject({
  id: z.string(),
  level: z.enum(["line", "order"]),
  effect: Effect,
  match: Match.optional(),
  when: z.array(When).optional(),
  code: z.string().optional(),
  priority: z.int().optional(),
  exclusive: z.boolean().optional(),
  excludes: z.array(z.string()).optional(),
  lane: z.string().optional(),
  combine: z.enum(["all", "none", "perType"]).optional(),
  type: z.string().optional(),
  mode: z.enum(["compound", "bestPrice"]).optional(),
  maxUnits: z.int().optional(),
  maxUnitsTotal: z.int().optional(),
  pick: z.enum(["cheapest", "dearest"]).optional(),
  cap: Money.optional(),
  quota: z.strictObject({ limit: z.int(), used: z.int() }).optional(),
  quotaPerCustomer: z.strictObject({ limit: z.int(), used: z.int() }).optional(),
  spendBudget: z.strictObject({ limit: Money, spent: Money }).optional(),
  active: z.boolean().optional(),
});
export type Promotion = z.infer<typeof Promotion>;

const Policy = z.strictObject({
  conflict: z.enum([
    "stack",
    "exclusiveByPriority",
    "exclusiveByValue",
    "bestPerTarget",
    "bestSingle",
    "excludeLists",
    "bestCombination",
    "pricingZone",
    "competeWithinCompoundAcross",
  ]),
  sequence: z.enum(["listed", "priorityDesc", "priorityAsc", "lineThenOrder", "lanes"]),
  percentBase: z.enum(["remaining", "list"]),
  rounding: z.enum(["halfUp", "halfDown", "halfEven", "down", "none"]),
  roundAt: z.enum(["unit", "line", "promotion"]),
  split: z.enum(["largestRemainder", "firstLines", "floorFirstLines", "lastLine", "exact", "any"]),
});
export type Policy = z.infer<typeof Policy>;

export const PolicyCase = z.strictObject({
  id: z.string(),
  title: z.string(),
  source: z.looseObject({}),
  tags: z.array(z.string()),
  basket: z.strictObject({
    lines: z.array(
      z.strictObject({
        id: z.string(),
        sku: z.string(),
        categories: z.array(z.string()),
        unitPrice: Money,
        quantity: z.number().positive(),
        discountable: z.boolean().optional(),
        alreadyDiscounted: z.boolean().optional(),
        minUnitPrice: Money.optional(),
      }),
    ),
    codes: z.array(z.string()).optional(),
    customer: z.strictObject({ groups: z.array(z.string()).optional(), orderNumber: z.int().optional() }).optional(),
  }),
  policy: Policy,
  promotions: z.array(Promotion),
  expect: z.strictObject({
    total: Money,
    lines: z.record(z.string(), Money).optional(),
    lineDiscountsAnyOrder: z.array(Money).optional(),
    applied: z.array(z.string()).optional(),
    notApplied: z.record(z.string(), z.string()).optional(),
    hints: z
      .array(
        z.strictObject({
          promotion: z.string(),
          fact: z.enum(["subtotal", "quantity", "anyLineQuantity"]),
          missing: z.union([z.string(), z.int()]),
        }),
      )
      .optional(),
  }),
  note: z.string().optional(),
});
export type PolicyCase = z.infer<typeof PolicyCase>;
