import * as z from "zod";
import type { Item } from "../../core/catalogue/index.ts";
import { deskPricing, type DeskGiven } from "../../core/commands/index.ts";
import { present } from "../../core/kernel/index.ts";
import type { PricingInput, PricingOrder } from "../../core/pricing/index.ts";
import type { Pack } from "../../core/programme/index.ts";

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

/** A sale as the form of the services is filled in: what the price list says of a service is its article's. */
export function saleFilled({ at, client, orders, lines, choice }: SaleGiven): DeskGiven {
  return {
    at,
    facts: factsOf(client),
    lines: lines.map((line) => ({
      id: line.id,
      qty: line.qty,
      facts: { "line.holder": line.holder },
      item: deskItem(line.product, line.unitPrice, {
        "line.service": line.service,
        "line.months": line.months,
        "line.selfGuided": line.selfGuided === undefined ? undefined : line.selfGuided ? "yes" : "no",
        "line.slot": line.slot,
        "line.launchedOn": line.launchedOn,
      }),
    })),
    orders: orders.map(orderOf),
    choice,
  };
}

/** An article of a price list; its number is what it is. */
export function deskItem(
  category: string,
  priceMinor: number,
  stated: Readonly<Record<string, string | number | undefined>>,
): Item {
  const known = Object.entries(stated).filter((entry): entry is [string, string | number] => entry[1] !== undefined);
  const facts = Object.fromEntries(known.map(([name, value]) => [name, String(value)]));
  const sku = [category, priceMinor, ...Object.values(facts)].join("-").slice(0, 32);
  return { sku, barcode: "", name: { ru: sku, en: sku }, category, unit: "pcs", priceMinor, flags: [], facts };
}

/** A form of the reception priced as the desk's commands price it. */
export function formPricing({ desk, ...pack }: Pack, form: string, filled: DeskGiven): PricingInput {
  return deskPricing({ ...pack, desk }, present(desk?.forms[form], `form ${form}`), filled).input;
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
