import * as z from "zod";
import type { PricingInput, PricingOrder } from "../../core/pricing/index.ts";

const Minor = z.int();
const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const Client = z.strictObject({
  id: z.string(),
  staffContract: z.enum(["labour", "civil"]).optional(),
  continuousSince: Day.optional(),
  spend: Minor.optional(),
  isNew: z.boolean().optional(),
  referredBy: z.strictObject({ id: z.string(), activeClubCard: z.boolean() }).optional(),
  household: z
    .strictObject({ documents: z.boolean(), members: z.array(z.string()), otherActiveCards: z.int() })
    .optional(),
  guest: z
    .strictObject({
      hotel: z.enum(["victoria", "sportivnaya"]),
      tariff: z.enum(["price-list", "discounted", "fixed"]),
      checkedIn: z.boolean(),
      paid: z.boolean(),
      documents: z.boolean(),
      usedToday: z.array(z.string()),
    })
    .optional(),
});

const Order = z.strictObject({
  rule: z.string(),
  rateBp: z.int().optional(),
  sessions: z.int().optional(),
  scale: z.array(z.strictObject({ fromSpend: Minor, rateBp: z.int() })).optional(),
  combine: z.array(z.string()).optional(),
  services: z.array(z.string()).optional(),
  slots: z.array(z.string()).optional(),
  evidence: z.boolean().optional(),
  from: Day,
  to: Day,
});

const Line = z.strictObject({
  id: z.string(),
  product: z.enum(["club-card", "single-visit", "subscription", "rental"]),
  service: z.string(),
  months: z.int().optional(),
  unitPrice: Minor,
  qty: z.int(),
  holder: z.string(),
  selfGuided: z.boolean().optional(),
  slot: z.string().optional(),
  launchedOn: Day.optional(),
});

export const SaleGiven = z.strictObject({
  at: z.string(),
  client: Client,
  orders: z.array(Order),
  lines: z.array(Line),
  claims: z.array(z.strictObject({ rule: z.string(), line: z.string() })).optional(),
  choice: z.literal("bonus").optional(),
});
export type SaleGiven = z.infer<typeof SaleGiven>;

/** A sale at the reception as the engine sees it. */
export function saleInput({ at, client, orders, lines, choice }: SaleGiven): PricingInput {
  return {
    at,
    card: null,
    lines: lines.map((line) => ({
      id: line.id,
      category: line.product,
      flags: [],
      unitPriceMinor: line.unitPrice,
      qtyMilli: line.qty * 1000,
      facts: {
        "line.product": line.product,
        "line.service": line.service,
        "line.months": line.months ?? null,
        "line.holder": line.holder,
        "line.selfGuided": line.selfGuided ?? null,
        "line.slot": line.slot ?? null,
        "line.launchedOn": line.launchedOn ?? null,
      },
    })),
    facts: factsOf(client),
    orders: orders.map(orderOf),
    ...(choice === undefined ? {} : { choice }),
  };
}

function factsOf({ referredBy, household, guest, ...client }: z.infer<typeof Client>) {
  return {
    "client.id": client.id,
    "client.contract": client.staffContract ?? null,
    "client.continuousSince": client.continuousSince ?? null,
    "client.spend": client.spend ?? null,
    "client.isNew": client.isNew ?? null,
    "referrer.id": referredBy?.id ?? null,
    "referrer.hasCard": referredBy?.activeClubCard ?? null,
    "household.members": household?.members ?? [],
    "household.documents": household?.documents ?? null,
    "household.otherCards": household?.otherActiveCards ?? 0,
    "guest.hotel": guest?.hotel ?? null,
    "guest.tariff": guest?.tariff ?? null,
    "guest.checkedIn": guest?.checkedIn ?? null,
    "guest.paid": guest?.paid ?? null,
    "guest.documents": guest?.documents ?? null,
    "guest.usedToday": guest?.usedToday ?? [],
  };
}

function orderOf({ rule, scale, services, slots, ...order }: z.infer<typeof Order>): PricingOrder {
  const { from, to, rateBp, sessions, combine, evidence } = order;
  return {
    kind: rule,
    from,
    to,
    ...(rateBp === undefined ? {} : { rateBp }),
    ...(sessions === undefined ? {} : { sessions }),
    ...(combine === undefined ? {} : { combine }),
    ...(evidence === undefined ? {} : { evidence }),
    ...(scale ? { scale: scale.map((step) => ({ from: step.fromSpend, rateBp: step.rateBp })) } : {}),
    fields: { ...(services ? { services } : {}), ...(slots ? { slots } : {}) },
  };
}
