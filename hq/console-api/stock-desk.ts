import { randomUUID } from "node:crypto";
import { Fault } from "../api/index.ts";
import type { ConsoleInput, ConsoleOutput, stockCalls } from "../console-contract/index.ts";
import { writeAudit } from "../console-store/index.ts";
import {
  cardsWith,
  changedMeanwhile,
  dayIn,
  draftReport,
  fileReport,
  findOrganisations,
  findPaper,
  followTills,
  handOut,
  inBook,
  listDifferences,
  listDue,
  listDuties,
  listMoves,
  listPapers,
  moveSimply,
  orderHandOut,
  paperNumbers,
  placeTill,
  printPaper,
  readStock,
  receiveLot,
  receiveWaybill,
  requestCards,
  saveOrganisation,
  savePerson,
  savePlace,
  sayRefusal,
  sendWaybill,
  settleDifference,
  stateRevenue,
  takeUses,
  writeOff,
  type Book,
  type Entered,
  type StockProgramme,
} from "../stock/index.ts";
import type { Desk } from "./house.ts";

type Name = keyof typeof stockCalls;
type Handlers = { readonly [K in Name]: (desk: Desk, input: ConsoleInput<K>) => Promise<ConsoleOutput<K>> };

const pageOf = 100;

/** What the signed-in may ask of the stock of card blanks. */
export const stockHandlers: Handlers = {
  readStock: async (desk, { programme: id }) => {
    const programme = id === "" ? desk.stock[0] : desk.stock.find((each) => each.id === id);
    if (!programme) return { stock: null };
    await follow(desk, programme);
    return { stock: await readStock(desk.sql, { programme, all: desk.stock, now: desk.now() }) };
  },
  stockCardsOf: async (desk, { programme: id, holder, after }) => {
    return cardsWith({ sql: desk.sql, id: await followed(desk, id) }, { holder, after, limit: pageOf });
  },
  listStockMoves: async (desk, { programme: id, ...query }) => {
    const place = { sql: desk.sql, id: await followed(desk, id) };
    const found = await listMoves(place, { ...query, limit: pageOf + 1 });
    return { moves: found.slice(0, pageOf), more: found.length > pageOf };
  },
  findStockOrganisations: async (desk, { programme, text, after }) => {
    const place = { sql: desk.sql, id: programmeOf(desk, programme).id };
    const found = await findOrganisations(place, { text, after, limit: pageOf + 1 });
    return { organisations: found.slice(0, pageOf), more: found.length > pageOf };
  },
  listStockDue: async (desk, { programme: id, ...which }) => {
    const rows = await listDue(desk.sql, programmeOf(desk, id), which);
    const sum = (of: "due" | "given"): number => rows.reduce((total, row) => total + row[of], 0);
    return { rows, due: sum("due"), given: sum("given") };
  },
  listStockPapers: async (desk, { programme: id, ...query }) => {
    const found = await listPapers(desk.sql, programmeOf(desk, id).id, { ...query, limit: pageOf + 1 });
    return { papers: found.slice(0, pageOf), more: found.length > pageOf };
  },
  stockPaper: async (desk, { programme: id, id: paperId }) => {
    const programme = programmeOf(desk, id);
    const paper = await findPaper(desk.sql, programme.id, paperId);
    if (!paper) throw new Fault(404, changedMeanwhile, { message: "no such paper" });
    const { body, ...row } = paper;
    return { row, printed: await printPaper(desk.sql, programme, paper), numbers: paperNumbers(body) };
  },
  listStockDuties: async (desk, { programme: id }) => {
    const programme = programmeOf(desk, id);
    const now = desk.now();
    return { today: dayIn(programme, now), cases: await listDuties(desk.sql, programme, now) };
  },
  listStockDifferences: async (desk, { programme: id, open }) => {
    const programme = programmeOf(desk, id);
    await follow(desk, programme);
    const found = await listDifferences(desk.sql, programme, { open, limit: pageOf + 1 });
    return { differences: found.slice(0, pageOf), more: found.length > pageOf };
  },
  draftStockReport: async (desk, { programme: id, ...about }) => {
    const programme = programmeOf(desk, id);
    const draft = await draftReport(desk.sql, programme, about);
    if (!draft) throw new Fault(404, changedMeanwhile, { message: "no such person, period or order" });
    const { rows, cards, left, person, subject, fromDay, toDay } = draft;
    const body = { rows, fromDay, toDay };
    const on = dayIn(programme, desk.now());
    const paper = { kind: "report", no: "", on, place: person.place, person: person.id, subject, cards, body } as const;
    return { printed: await printPaper(desk.sql, programme, paper), cards, left };
  },
  saveStockPlace: (desk, { programme, ...place }) =>
    enter(desk, { programme, action: "stock-place", subject: place.name }, (book) => savePlace(book, place)),
  saveStockPerson: (desk, { programme, ...person }) =>
    enter(desk, { programme, action: "stock-person", subject: person.name, details: person.order }, (book) =>
      savePerson(book, person),
    ),
  saveStockOrganisation: (desk, { programme, ...organisation }) =>
    enter(desk, { programme, action: "stock-organisation", subject: organisation.name }, (book) =>
      saveOrganisation(book, organisation),
    ),
  placeStockTill: (desk, { programme, ...till }) =>
    enter(desk, { programme, action: "stock-till", subject: till.terminal }, (book) => placeTill(book, till)),
  stateStockRevenue: (desk, { programme, ...stated }) =>
    enter(desk, { programme, action: "stock-revenue", subject: stated.period, details: stated.paper }, (book) =>
      stateRevenue(book, stated),
    ),
  receiveStock: (desk, { programme, ...lot }) =>
    enter(desk, { programme, action: "stock-receive", subject: lot.no, details: lot.numbers }, (book) =>
      receiveLot(book, lot),
    ),
  sendWaybill: (desk, { programme, ...waybill }) =>
    enter(desk, { programme, action: "stock-send", subject: waybill.no, details: waybill.numbers }, (book) =>
      sendWaybill(book, waybill),
    ),
  receiveWaybill: (desk, { programme, ...count }) =>
    enter(desk, { programme, action: "stock-arrive", subject: count.receiver, details: count.numbers }, (book) =>
      receiveWaybill(book, count),
    ),
  moveStock: (desk, { programme, ...move }) =>
    enter(desk, { programme, action: "stock-move", subject: move.numbers, details: move.note }, (book) =>
      moveSimply(book, move),
    ),
  handOut: (desk, { programme, ...given }) =>
    enter(desk, { programme, action: "stock-hand-out", subject: given.numbers }, (book) => handOut(book, given)),
  requestStock: (desk, { programme, ...request }) =>
    enter(desk, { programme, action: "stock-request", subject: request.no, details: request.period }, (book) =>
      requestCards(book, request),
    ),
  orderHandOut: (desk, { programme, ...order }) =>
    enter(desk, { programme, action: "stock-order", subject: order.no, details: order.event }, (book) =>
      orderHandOut(book, order),
    ),
  fileReport: (desk, { programme, ...report }) =>
    enter(desk, { programme, action: "stock-report", subject: report.no }, (book) => fileReport(book, report)),
  writeOffStock: (desk, { programme, ...act }) =>
    enter(desk, { programme, action: "stock-write-off", subject: act.no, details: act.reason }, (book) =>
      writeOff(book, act),
    ),
  settleStockDifference: (desk, { programme, ...settled }) =>
    enter(desk, { programme, action: "stock-settled", subject: settled.id, details: settled.note }, (book) =>
      settleDifference(book, settled),
    ),
};

type Entry = {
  readonly programme: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: string;
};

/** One change of the book with its row in the audit; before it the book follows what the tills have told. */
async function enter<T extends object>(
  desk: Desk,
  { programme: id, action, subject, details = "" }: Entry,
  work: (book: Book) => Promise<Entered<T>>,
): Promise<T> {
  const programme = programmeOf(desk, id);
  const clerk = { by: desk.person.name, now: desk.now() };
  const auditId = randomUUID();
  const { value: entered, moved } = await inBook(desk.sql, { programme, clerk }, async (book) => {
    await takeUses(book);
    const done = await work(book);
    const row = { at: clerk.now, who: clerk.by, action, subject: shortened(subject), details: shortened(details) };
    if (done.ok) await writeAudit(book.sql, { id: auditId, ...row });
    return done;
  });
  tell(desk, moved);
  if (entered.ok) return entered.value;
  const { refusal } = entered;
  if (refusal === changedMeanwhile) throw new Fault(409, refusal, { message: "somebody was quicker, or it never was" });
  const said = await sayRefusal(desk.sql, programme, refusal);
  throw new Fault(409, refusal.kind, { message: "the stock does not allow it", said });
}

const shortened = (text: string): string => (text.length <= 500 ? text : `${text.slice(0, 499)}…`);

function tell(desk: Desk, moved: Book["moved"]): void {
  for (const { shard, pos } of moved) desk.moved(shard, pos);
}

async function follow(desk: Desk, programme: StockProgramme): Promise<void> {
  tell(desk, await followTills(desk.sql, programme, desk.now()));
}

async function followed(desk: Desk, id: string): Promise<string> {
  const programme = programmeOf(desk, id);
  await follow(desk, programme);
  return programme.id;
}

function programmeOf({ stock }: Desk, id: string): StockProgramme {
  const found = stock.find((each) => each.id === id);
  if (!found) throw new Fault(404, changedMeanwhile, { message: "no such programme" });
  return found;
}
