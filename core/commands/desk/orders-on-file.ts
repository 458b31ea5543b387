import { z } from "../../kernel/index.ts";
import type { PricingOrder } from "../../pricing/index.ts";
import type { Pack } from "../../programme/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import type { Ports } from "../ports.ts";

/** Body of the fact `order-recorded`: a paper that sets a value inside the document's bounds. */
export const OrderBody = z.object({
  requestId: z.string(),
  programme: z.string(),
  kind: z.string(),
  /** Left out of orders recorded before it was kept; the programme names it, too. */
  clause: z.string().optional(),
  orderNumber: z.string(),
  date: z.string(),
  from: z.string(),
  to: z.string(),
  rateBp: z.int().optional(),
  sessions: z.int().optional(),
  scale: z.array(z.object({ fromMinor: z.int(), rateBp: z.int() })).optional(),
  combine: z.array(z.string()).optional(),
  services: z.array(z.string()),
  slots: z.array(z.string()),
  evidence: z.boolean(),
  reportWorkingDays: z.int().nullable(),
  submittedOn: z.string(),
  signOffs: z.record(z.string(), z.string()),
  decision: z.object({ on: z.string(), by: z.string() }),
  published: z.array(z.string()),
  responsible: z.string(),
  operator: z.string(),
});
export type OrderBody = z.infer<typeof OrderBody>;

/** Body of the fact `order-withdrawn`. */
export const WithdrawnBody = z.object({
  order: z.string(),
  orderNumber: z.string(),
  reason: z.string(),
  operator: z.string(),
});

/** A recorded order, and whether it was withdrawn. */
export type OrderOnFile = { readonly entry: JournalEntry; readonly body: OrderBody; readonly withdrawn: boolean };

export const orderRef = (programme: string): string => `order:${programme}`;

/** Every order of the programme, oldest first. */
export function allOrders(ports: Ports, pack: Pack): OrderOnFile[] {
  const entries = ports.journal.byRef(orderRef(pack.pack.id));
  const gone = new Set(
    entries
      .filter(({ fact }) => fact.kind === "order-withdrawn")
      .map(({ fact }) => WithdrawnBody.parse(fact.body).order),
  );
  return entries
    .filter(({ fact }) => fact.kind === "order-recorded")
    .map((entry) => ({ entry, body: OrderBody.parse(entry.fact.body), withdrawn: gone.has(entry.fact.id) }));
}

/** The same as pricing sees them; which of them are in force is its business. */
export function ordersOnFile(ports: Ports, pack: Pack): PricingOrder[] {
  return allOrders(ports, pack)
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ body }) => pricingOrder(body));
}

type Paper = Pick<OrderBody, "kind" | "from" | "to" | "evidence" | "services" | "slots"> &
  Partial<Pick<OrderBody, "rateBp" | "sessions" | "scale" | "combine">>;

function pricingOrder({ kind, from, to, services, slots, evidence, ...values }: Paper): PricingOrder {
  const { rateBp, sessions, scale, combine } = values;
  return {
    kind,
    from,
    to,
    evidence,
    ...(rateBp === undefined ? {} : { rateBp }),
    ...(sessions === undefined ? {} : { sessions }),
    ...(combine === undefined ? {} : { combine }),
    ...(scale === undefined ? {} : { scale: scale.map((step) => ({ from: step.fromMinor, rateBp: step.rateBp })) }),
    fields: { services, slots },
  };
}
