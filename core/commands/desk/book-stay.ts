import type { BookingView, DeskInput, Refusal } from "../../contract/index.ts";
import { ok, present, type Result, z } from "../../kernel/index.ts";
import { addDays } from "../../offer/index.ts";
import { DeskAnswer, KeptBonus } from "../../sale/index.ts";
import type { JournalEntry } from "../../sync/index.ts";
import { itemName } from "../basket/open-basket.ts";
import { localNow, record, refusal, type Context } from "../context.ts";
import { factOfRequest } from "../payment/stored-receipts.ts";
import type { Ports } from "../ports.ts";
import { toJson } from "../to-json.ts";
import { keptPart } from "./kept-part.ts";
import { hashOf, type Quoted } from "./price-desk.ts";
import { settleDesk } from "./sell-desk.ts";

const Night = z.object({
  id: z.string(),
  date: z.string(),
  sku: z.string(),
  priceMinor: z.int(),
  discountMinor: z.int(),
  netMinor: z.int(),
  rules: z.array(z.string()),
});

const ItemName = z.object({ ru: z.string(), en: z.string(), be: z.string().optional() });

/** Body of the fact `stay-booked`: the quote as it was given, night by night. */
export const BookingBody = z.object({
  booking: z.int(),
  requestId: z.string(),
  operator: z.string(),
  localAt: z.string(),
  guest: z.string(),
  name: ItemName,
  from: z.string(),
  to: z.string(),
  form: z.string(),
  facts: z.record(z.string(), DeskAnswer),
  choice: z.string().optional(),
  orders: z.array(z.object({ kind: z.string(), number: z.string() })),
  bonuses: z.array(KeptBonus),
  nights: z.array(Night),
  grossMinor: z.int(),
  discountMinor: z.int(),
  payableMinor: z.int(),
  packHash: z.string(),
  /** SHA-256 of what was priced and by which rules. */
  quoteHash: z.string(),
});
export type BookingBody = z.infer<typeof BookingBody>;

export type BookStay = { readonly requestId: string; readonly quote: DeskInput; readonly payableMinor: number };

const usualLimit = 20;
const bookingsRef = "bookings";

/**
 * Records a stay as it is quoted at this moment. A stay made shorter or longer is another stay: it is quoted and booked
 * anew. The same `requestId` again answers the same booking and does nothing.
 */
export function bookStay(ports: Ports, context: Context, input: BookStay): Result<BookingView, Refusal> {
  const repeated = factOfRequest(ports, input.requestId);
  if (repeated) {
    return repeated.fact.kind === "stay-booked"
      ? ok(viewBooking(context, repeated))
      : refusal(context, "invalid-input", { params: { detail: "requestId" } });
  }
  const found = settleDesk(ports, context, input);
  if (!found.ok) return found;
  const quoted = found.value;
  const { nights } = quoted.asked.form;
  if (!nights) return refusal(context, "desk-form-unknown");
  const { facts } = quoted.input;
  const first = present(quoted.units[0], "first night");
  const from = String(facts[nights.from]);
  const body: BookingBody = {
    booking: ports.journal.nextNumber("booking"),
    requestId: input.requestId,
    operator: present(context.operator, "operator").name,
    localAt: localNow(context),
    guest: String(facts[nights.guest] ?? ""),
    name: first.line.item.name,
    from,
    to: addDays(from, Number(facts[nights.count])),
    ...keptPart(ports, input.quote.form, quoted),
    nights: nightsOf(quoted),
    ...quoted.priced.total,
    packHash: quoted.asked.hash,
    quoteHash: hashOf(ports, quoted),
  };
  const refs = [bookingsRef, `booking:${body.booking}`, `request:${input.requestId}`];
  return ok(viewBooking(context, record(ports, context, { kind: "stay-booked", body: toJson(body), refs })));
}

function nightsOf({ units, priced }: Quoted): BookingBody["nights"] {
  return units.map(({ id, night, line }, at) => {
    const { grossMinor = 0, discountMinor = 0, netMinor = 0, adjustments = [] } = priced.lines[at] ?? {};
    const rules = adjustments.map(({ rule }) => rule);
    const { sku } = line.item;
    return { id, date: night?.date ?? "", sku, priceMinor: grossMinor, discountMinor, netMinor, rules };
  });
}

/** Stays that were booked, newest first. */
export function listBookings(
  ports: Ports,
  context: Context,
  input: { readonly limit?: number | undefined },
): Result<BookingView[], Refusal> {
  const entries = ports.journal.lastByRef(bookingsRef, input.limit ?? usualLimit);
  return ok(entries.map((entry) => viewBooking(context, entry)));
}

function viewBooking(context: Context, entry: JournalEntry): BookingView {
  const body = BookingBody.parse(entry.fact.body);
  const { booking, localAt, operator, guest, from, to, payableMinor, discountMinor, quoteHash } = body;
  return {
    id: String(booking),
    number: booking,
    at: entry.fact.at,
    localAt,
    operator,
    guest,
    title: itemName(context, body),
    from,
    to,
    payableMinor,
    discountMinor,
    hash: quoteHash,
  };
}
