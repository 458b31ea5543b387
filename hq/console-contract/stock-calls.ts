import * as z from "zod";
import { paperKinds } from "../../core/stock/index.ts";
import {
  Day,
  PlaceKind,
  PrintedPaper,
  StockCards,
  StockDifference,
  StockDue,
  StockDutyCase,
  StockMove,
  StockOrganisation,
  StockPaperRow,
  StockView,
} from "./stock-views.ts";

const Programme = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
/** Made by the page: what is sent twice is done once. */
const Id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const Name = z.string().trim().min(1).max(200);
const Remark = z.string().trim().max(500);
const PaperNo = z.string().trim().min(1).max(64);
const Numbers = z.string().max(20_000);
const Count = z.int().min(1).max(1_000_000);
const Holder = z.string().max(200);
/** 0: new; else what the person saw. */
const Version = z.int().min(0);
const Period = z.string().regex(/^\d{4}-[A-Za-z0-9]{1,16}$/);
const Done = z.object({ id: z.string() });
const Saved = z.object({ version: z.int() });

const Paper = { programme: Programme, id: Id, no: PaperNo, on: Day };

/** What the cards are handed out for: an organisation's half-year, or an event's order. */
const HandOutFor = z.discriminatedUnion("route", [
  z.strictObject({ route: z.literal("organisation"), organisation: Id, period: Period, service: Name }),
  z.strictObject({ route: z.literal("event"), order: Id }),
]);
export type HandOutFor = z.infer<typeof HandOutFor>;

/** Which hand-outs a report is about. */
const ReportOn = z.discriminatedUnion("route", [
  z.strictObject({ route: z.literal("organisation"), period: Period }),
  z.strictObject({ route: z.literal("event"), order: Id }),
]);
export type ReportOn = z.infer<typeof ReportOn>;

const look = "look";
const keep = "stock.keep";

export const stockCalls = {
  /** With an empty programme the first that has card blanks; none where head office knows of none. */
  readStock: {
    right: look,
    input: z.strictObject({ programme: Programme.or(z.literal("")) }),
    output: z.object({ stock: StockView.nullable() }),
  },
  stockCardsOf: {
    right: look,
    input: z.strictObject({ programme: Programme, holder: Holder, after: z.string().max(64) }),
    output: z.object({ ranges: z.array(StockCards), more: z.boolean() }),
  },
  /** The newest first; `text` anywhere in numbers, papers and names; an empty holder: of all. */
  listStockMoves: {
    right: look,
    input: z.strictObject({
      programme: Programme,
      holder: Holder,
      text: z.string().trim().max(100),
      before: z.int().nullable(),
    }),
    output: z.object({ moves: z.array(StockMove), more: z.boolean() }),
  },
  findStockOrganisations: {
    right: look,
    input: z.strictObject({ programme: Programme, text: z.string().trim().max(100), after: z.string().max(200) }),
    output: z.object({ organisations: z.array(StockOrganisation), more: z.boolean() }),
  },
  /** What the organisations of a branch earn by their revenue of a half-year. */
  listStockDue: {
    right: look,
    input: z.strictObject({ programme: Programme, place: Id, period: Period }),
    output: z.object({ rows: z.array(StockDue), due: z.int(), given: z.int() }),
  },
  listStockPapers: {
    right: look,
    input: z.strictObject({
      programme: Programme,
      kind: z.enum(paperKinds).nullable(),
      text: z.string().trim().max(100),
      before: z.strictObject({ on: Day, id: z.string() }).nullable(),
    }),
    output: z.object({ papers: z.array(StockPaperRow), more: z.boolean() }),
  },
  stockPaper: {
    right: look,
    input: z.strictObject({ programme: Programme, id: Id }),
    output: z.object({
      row: StockPaperRow,
      printed: PrintedPaper,
      /** As they stand in a field: what was sent, handed out or written off. */
      numbers: z.string(),
    }),
  },
  listStockDuties: {
    right: look,
    input: z.strictObject({ programme: Programme }),
    output: z.object({ today: Day, cases: z.array(StockDutyCase) }),
  },
  listStockDifferences: {
    right: look,
    input: z.strictObject({ programme: Programme, open: z.boolean() }),
    output: z.object({ differences: z.array(StockDifference), more: z.boolean() }),
  },
  /** The report as it would be filed now. */
  draftStockReport: {
    right: look,
    input: z.strictObject({ programme: Programme, person: Id, for: ReportOn }),
    output: z.object({
      printed: PrintedPaper,
      cards: z.int(),
      /** Cards still with the person. */
      left: z.int(),
    }),
  },
  saveStockPlace: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      id: Id,
      version: Version,
      name: Name,
      kind: PlaceKind,
      head: z.string().trim().max(200),
    }),
    output: Saved,
  },
  saveStockPerson: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      id: Id,
      version: Version,
      place: Id,
      name: Name,
      order: PaperNo,
      from: Day,
      until: Day.nullable(),
    }),
    output: Saved,
  },
  saveStockOrganisation: {
    right: keep,
    input: z.strictObject({ programme: Programme, id: Id, version: Version, name: Name, resident: z.boolean() }),
    output: Saved,
  },
  placeStockTill: {
    right: keep,
    input: z.strictObject({ programme: Programme, terminal: z.string().min(1).max(64), place: Id.nullable() }),
    output: z.object({}),
  },
  stateStockRevenue: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      organisation: Id,
      place: Id,
      period: Period,
      minor: z.int().min(0).max(1_000_000_000_000_000),
      paper: PaperNo,
      version: Version,
    }),
    output: Saved,
  },
  /** A new lot from the printer. */
  receiveStock: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      id: Id,
      no: PaperNo,
      on: Day,
      place: Id,
      numbers: Numbers,
      check: z.enum(["gtin", "luhn", "none"]),
      quantity: Count,
    }),
    output: Done,
  },
  sendWaybill: {
    right: keep,
    input: z.strictObject({
      ...Paper,
      from: Holder,
      to: Holder,
      numbers: Numbers,
      ground: Remark,
      request: Id.nullable(),
    }),
    output: Done,
  },
  /** What was counted at the end of the way, whether it is what was sent or not. */
  receiveWaybill: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      id: Id,
      version: Version,
      on: Day,
      numbers: Numbers,
      receiver: Name,
    }),
    output: z.object({ missing: z.int(), surplus: z.int() }),
  },
  /** Between a store and its responsible person, or put aside as spoiled or missing. */
  moveStock: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      id: Id,
      kind: z.enum(["entrust", "giveBack", "spoil", "miss"]),
      on: Day,
      from: Holder,
      to: Holder,
      numbers: Numbers,
      note: Remark,
    }),
    output: Done,
  },
  handOut: {
    right: keep,
    input: z.strictObject({ programme: Programme, id: Id, on: Day, person: Id, numbers: Numbers, for: HandOutFor }),
    output: Done,
  },
  requestStock: {
    right: keep,
    input: z.strictObject({ ...Paper, place: Id, person: Id, period: Period, addressee: z.string().trim().max(200) }),
    output: Done,
  },
  orderHandOut: {
    right: keep,
    input: z.strictObject({
      ...Paper,
      place: Id,
      person: Id,
      event: Name,
      eventOn: Day,
      from: Day,
      to: Day,
      places: Name,
      quantity: Count,
      decidedBy: Name,
    }),
    output: Done,
  },
  fileReport: {
    right: keep,
    input: z.strictObject({ ...Paper, person: Id, for: ReportOn }),
    output: Done,
  },
  /** By a report's rows, or of what a holder has put aside as spoiled or lost. */
  writeOffStock: {
    right: keep,
    input: z.strictObject({ ...Paper, report: Id.nullable(), holder: Holder, person: Id, reason: Remark }),
    output: Done,
  },
  /** `to`: one of the choices, or null where only the note stays. */
  settleStockDifference: {
    right: keep,
    input: z.strictObject({
      programme: Programme,
      id: z.string().min(1).max(200),
      to: Holder.nullable(),
      note: z.string().trim().min(3).max(500),
    }),
    output: z.object({}),
  },
} as const;
