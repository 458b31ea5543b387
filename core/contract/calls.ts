import { z } from "../kernel/index.ts";
import { BasketView, Explanation, ScanOutcome, SuspendedView } from "./basket-view.ts";
import { CardView } from "./card-view.ts";
import { ImportPreview, ItemView, PriceCheck } from "./catalogue-view.ts";
import { deskCalls } from "./desk-calls.ts";
import {
  CardNumberText,
  Id,
  LocaleName,
  NewPin,
  OverrideInput,
  PersonName,
  PositiveMinor,
  QtyMilli,
} from "./fields.ts";
import { feeCalls } from "./fee-calls.ts";
import { linkCalls } from "./link-calls.ts";
import { memberCalls } from "./member-calls.ts";
import { ReceiptRow, ReceiptView, Tender } from "./receipt-view.ts";
import { storageCalls } from "./storage-calls.ts";
import { OperatorInput, SessionView, Settings, StatusView } from "./session-view.ts";
import { CloseCheck, JournalRow, ShiftView } from "./shift-view.ts";

const none = z.object({}).strict();
const overridable = { override: OverrideInput.optional() };

/**
 * Every command and query that crosses a process. `input` is parsed by the engine, `output` by the caller. The screen,
 * the command line, the tests and the replay know the engine by this table alone.
 */
export const calls = {
  // session
  getSession: { input: none, output: SessionView, about: "Who is signed in, who may, settings, programme" },
  signIn: {
    input: z.object({ operatorId: Id, pin: z.string().max(12) }).strict(),
    output: SessionView,
    about: "Sign in with a PIN; switching operators keeps the basket",
  },
  signOut: { input: none, output: SessionView, about: "Lock the terminal; the basket stays" },
  createFirstOperator: {
    input: z.object({ name: PersonName, pin: NewPin, programme: Id.optional() }).strict(),
    output: SessionView,
    about: "First run only: the administrator, signed in at once, and the programme that the terminal runs",
  },
  saveOperator: {
    input: OperatorInput,
    output: SessionView,
    about: "Add an operator, or change name, role or PIN of one; `active: false` takes the right to sign in",
  },
  setLocale: {
    input: z.object({ locale: LocaleName }).strict(),
    output: SessionView,
    about: "Language of screens and receipts",
  },
  saveSettings: {
    input: z.object({ settings: Settings.partial().extend({ programme: Id.nullable().optional() }) }).strict(),
    output: SessionView,
    about: "Change terminal settings; `programme: null`: nothing is sold here, `beside`: what applies here besides",
  },
  chooseWorkplace: {
    input: z.object({ id: Id }).strict(),
    output: SessionView,
    about: "Demo only: make this terminal another workplace, between shifts and receipts",
  },
  getStatus: { input: none, output: StatusView, about: "Connection, storage, clock, devices, journal" },

  // basket
  getBasket: { input: none, output: BasketView, about: "The open basket, priced" },
  scan: {
    input: z
      .object({ code: z.string().min(1).max(512), aim: z.string().max(3).optional(), typed: z.boolean().optional() })
      .strict(),
    output: ScanOutcome,
    about: "A code: card, blank, goods or weight label; `typed` by hand, which shows no original card",
  },
  scanCard: {
    input: z.object({ number: CardNumberText, presentation: z.enum(["original", "photo", "number"]) }).strict(),
    output: ScanOutcome,
    about: "Show a card; a typed number is `number`",
  },
  clearCard: { input: none, output: BasketView, about: "Take the shown card off the basket" },
  addLine: {
    input: z.object({ sku: Id, qtyMilli: QtyMilli.optional() }).strict(),
    output: ScanOutcome,
    about: "Add an article by sku; quantity in thousandths",
  },
  issueCard: {
    input: z.object({ number: CardNumberText }).strict(),
    output: ScanOutcome,
    about: "Put a blank on the basket: sold, or given when earned",
  },
  changeQuantity: {
    input: z.object({ lineId: Id, qtyMilli: QtyMilli }).strict(),
    output: BasketView,
    about: "Set a line's quantity",
  },
  removeLine: { input: z.object({ lineId: Id }).strict(), output: BasketView, about: "Remove a line" },
  undo: { input: none, output: BasketView, about: "Take back the last basket change" },
  declineOffer: {
    input: z.object({ rule: Id }).strict(),
    output: BasketView,
    about: "The customer turned the offer down",
  },
  suspendBasket: { input: none, output: BasketView, about: "Put the basket aside and start an empty one" },
  listSuspended: { input: none, output: z.array(SuspendedView), about: "Baskets put aside" },
  recallBasket: {
    input: z.object({ id: Id }).strict(),
    output: BasketView,
    about: "Take a basket back; a non-empty open one is put aside",
  },
  voidBasket: {
    input: z.object({ reason: z.string().trim().min(1).max(200), ...overridable }).strict(),
    output: BasketView,
    about: "Give the purchase up before payment, recorded with its reason",
  },
  explain: {
    input: z.object({ lineId: Id.nullable(), readings: z.boolean().optional() }).strict(),
    output: Explanation,
    about: "Why a line (null: the receipt) costs what it costs; `readings`: under the other meanings of the document",
  },
  checkPrice: {
    input: z.object({ code: z.string().trim().min(1).max(64) }).strict(),
    output: PriceCheck,
    about: "Price of a barcode or sku without selling",
  },
  searchItems: {
    input: z.object({ text: z.string().max(80), limit: z.int().min(1).max(100).optional() }).strict(),
    output: z.array(ItemView),
    about: "Articles by name, sku or barcode",
  },

  // payment and receipts
  completeSale: {
    input: z
      .object({ requestId: Id, revision: z.int(), payableMinor: PositiveMinor, tenders: z.array(Tender).min(0).max(4) })
      .strict(),
    output: ReceiptView,
    about: "Pay and store the sale; the same requestId again answers the same receipt",
  },
  listReceipts: {
    input: z.object({ text: z.string().max(40).optional(), limit: z.int().min(1).max(200).optional() }).strict(),
    output: z.array(ReceiptRow),
    about: "Receipts, newest first; text is a number or the last digits of a card",
  },
  getReceipt: { input: z.object({ id: Id }).strict(), output: ReceiptView, about: "A stored receipt" },
  reprintReceipt: {
    input: z.object({ id: Id }).strict(),
    output: ReceiptView,
    about: "The receipt marked as a copy, recorded",
  },
  previewReturn: {
    input: z
      .object({
        receiptId: Id,
        lines: z
          .array(z.object({ lineId: Id, qtyMilli: QtyMilli }))
          .min(1)
          .max(1000),
      })
      .strict(),
    output: z.object({
      refundMinor: z.int(),
      cashMinor: z.int(),
      cardMinor: z.int(),
      lines: z.array(z.object({ lineId: z.string(), refundMinor: z.int() })),
    }),
    about: "What a return would pay back, to the kopeck, and by which tender",
  },
  returnLines: {
    input: z
      .object({
        requestId: Id,
        receiptId: Id,
        lines: z
          .array(z.object({ lineId: Id, qtyMilli: QtyMilli }))
          .min(1)
          .max(1000),
        reason: z.string().trim().min(1).max(200),
        ...overridable,
      })
      .strict(),
    output: ReceiptView,
    about: "Return lines or the whole receipt",
  },

  // cards
  findCard: {
    input: z.object({ number: CardNumberText }).strict(),
    output: CardView,
    about: "A card by number: status, history, allowed moves",
  },
  blockCard: {
    input: z
      .object({
        number: CardNumberText,
        reason: z.enum(["lost", "damaged", "holder-request", "fraud"]),
        source: z.string().max(200),
        ...overridable,
      })
      .strict(),
    output: CardView,
    about: "Block a card; an open basket that holds it is re-priced",
  },
  moveCard: {
    input: z
      .object({ number: CardNumberText, move: Id, reason: z.string().trim().min(1).max(200), ...overridable })
      .strict(),
    output: CardView,
    about: "Any other move of the pack: withdraw, unblock, …",
  },
  importCards: {
    input: z.object({ csv: z.string().max(400_000_000) }).strict(),
    output: z.object({ cards: z.int() }),
    about: "Replace the card snapshot: CSV columns number,status[,since]",
  },

  // shift
  getShift: { input: none, output: ShiftView.nullable(), about: "The open shift: X figures" },
  openShift: {
    input: z.object({ floatMinor: PositiveMinor }).strict(),
    output: ShiftView,
    about: "Open a shift with the counted float",
  },
  moveCash: {
    input: z
      .object({
        kind: z.enum(["in", "out"]),
        amountMinor: PositiveMinor.min(1),
        reason: z.string().trim().min(1).max(200),
        ...overridable,
      })
      .strict(),
    output: ShiftView,
    about: "Cash into or out of the drawer",
  },
  openDrawer: {
    input: z.object({ reason: z.string().trim().min(1).max(200), ...overridable }).strict(),
    output: ShiftView,
    about: "Open the drawer without a sale, recorded with its reason",
  },
  checkClose: { input: none, output: CloseCheck, about: "What is left to do before the Z report" },
  closeShift: {
    input: z.object({ countedMinor: PositiveMinor, ...overridable }).strict(),
    output: ShiftView,
    about: "Close the shift with counted cash: Z report",
  },
  listShifts: {
    input: z.object({ limit: z.int().min(1).max(100).optional() }).strict(),
    output: z.array(ShiftView),
    about: "Closed shifts, newest first",
  },
  listJournal: {
    input: z.object({ before: z.int().optional(), limit: z.int().min(1).max(200).optional() }).strict(),
    output: z.array(JournalRow),
    about: "Audit journal, newest first",
  },

  // catalogue
  previewCatalogue: {
    input: z.object({ csv: z.string().max(200_000_000) }).strict(),
    output: ImportPreview,
    about: "Check a catalogue CSV row by row; nothing is changed",
  },
  importCatalogue: {
    input: z.object({ token: Id }).strict(),
    output: z.object({ items: z.int() }),
    about: "Replace the catalogue by the previewed file, all or nothing; progress comes as `importProgress`",
  },
  cancelImport: {
    input: none,
    output: z.object({ cancelled: z.boolean() }),
    about: "Stop an import that is under way",
  },

  // reception
  ...deskCalls,
  ...memberCalls,
  ...feeCalls,

  // head office
  ...linkCalls,

  // programme and storage
  ...storageCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<K extends CallName> = z.input<Calls[K]["input"]>;
export type CallOutput<K extends CallName> = z.output<Calls[K]["output"]>;
