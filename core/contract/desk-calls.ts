import { z } from "../kernel/index.ts";
import { BookingView, DeskForms, DeskInput, DeskItem, DeskQuote, OrderInput, OrderRow } from "./desk-view.ts";
import { Id, OverrideInput, PositiveMinor } from "./fields.ts";
import { ReceiptView, Tender } from "./receipt-view.ts";

const overridable = { override: OverrideInput.optional() };
const none = z.object({}).strict();

/** Calls of the reception desk. */
export const deskCalls = {
  getDeskForms: { input: none, output: DeskForms, about: "Forms of the reception, and orders that may be recorded" },
  listDeskItems: {
    input: z
      .object({ form: Id, text: z.string().max(80).optional(), limit: z.int().min(1).max(200).optional() })
      .strict(),
    output: z.array(DeskItem),
    about: "What a form sells, from the price list; `text` begins a word of its name",
  },
  quoteDesk: {
    input: DeskInput,
    output: DeskQuote,
    about: "Price a filled-in form: every offer, why each other lost, what is still to be shown",
  },
  sellDesk: {
    input: z
      .object({ requestId: Id, quote: DeskInput, payableMinor: PositiveMinor, tenders: z.array(Tender).max(4) })
      .strict(),
    output: ReceiptView,
    about: "Sell what a form quotes; the same requestId again answers the same receipt",
  },
  bookStay: {
    input: z.object({ requestId: Id, quote: DeskInput, payableMinor: PositiveMinor }).strict(),
    output: BookingView,
    about: "Record a stay as quoted; the same requestId again answers the same booking",
  },
  listBookings: {
    input: z.object({ limit: z.int().min(1).max(100).optional() }).strict(),
    output: z.array(BookingView),
    about: "Stays that were booked, newest first",
  },
  recordOrder: {
    input: z.object({ requestId: Id, order: OrderInput, ...overridable }).strict(),
    output: OrderRow,
    about: "Record an order of the organiser, checked against the bounds, sign-offs and terms of the document",
  },
  withdrawOrder: {
    input: z.object({ id: Id, reason: z.string().trim().min(1).max(200), ...overridable }).strict(),
    output: OrderRow,
    about: "Withdraw a recorded order: from now on it changes no price",
  },
  listOrders: { input: none, output: z.array(OrderRow), about: "Recorded orders, newest first" },
} as const;
