import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  brest,
  cardAt,
  cardsAt,
  centre,
  idOf,
  lapko,
  minsk,
  moroz,
  openStock,
  programme,
  receiveLot,
  sendTo,
  type StockOffice,
} from "./stock-story.ts";

const offices: StockOffice[] = [];
const office = (): StockOffice => {
  const [first] = offices;
  if (!first) throw new Error("no office is open");
  return first;
};

beforeAll(async () => void offices.push(await openStock()), 60_000);
beforeEach(() => office().begin());
afterAll(() => office().close());

const said = (body: unknown): unknown => (body as { readonly code?: string }).code;

const jan = { organisation: idOf("alpha"), place: idOf("minsk"), period: "2025-H1", paper: "справка 7", version: 0 };

/** Minsk's organisations with their revenue of the first half of 2025: 50 000.00, 123 456.78 and 49 999.99. */
async function stateRevenues(): Promise<void> {
  for (const [id, name, minor] of [
    ["alpha", "ООО «Альфа»", 5_000_000],
    ["beta", "ООО «Бета»", 12_345_678],
    ["gamma", "ООО «Гамма»", 4_999_999],
  ] as const) {
    await office().done("saveStockOrganisation", { programme, id: idOf(id), version: 0, name, resident: true });
    await office().done("stateStockRevenue", { programme, ...jan, organisation: idOf(id), minor });
  }
}

const toAlpha = {
  route: "organisation",
  organisation: idOf("alpha"),
  period: "2025-H1",
  service: "складские услуги",
} as const;

/** Annex 1 of the branch in Minsk. */
async function request(): Promise<void> {
  const paper = { programme, id: idOf("r1"), no: "З-1", on: "2025-07-04", place: idOf("minsk"), person: idOf("lapko") };
  await office().done("requestStock", { ...paper, period: "2025-H1", addressee: "Ковалёву А. А." });
}

/** The seven cards that are due have come to the responsible person in Minsk. */
async function arrive(): Promise<void> {
  await receiveLot(office());
  await stateRevenues();
  await request();
  const w = { programme, id: idOf("w1"), no: "1", on: "2025-07-05", from: centre, to: lapko, ground: "заявка З-1" };
  await office().done("sendWaybill", { ...w, numbers: cardsAt(0, 7), request: idOf("r1") });
  const count = { programme, id: idOf("w1"), version: 1, on: "2025-07-07", receiver: "Лапко" };
  await office().done("receiveWaybill", { ...count, numbers: cardsAt(0, 7) });
}

async function giveAll(): Promise<void> {
  const give = { programme, on: "2025-07-08", person: idOf("lapko") };
  await office().done("handOut", { ...give, id: idOf("h1"), numbers: cardsAt(0, 3), for: toAlpha });
  const beta = { ...toAlpha, organisation: idOf("beta"), service: "услуги таможенного представителя" };
  await office().done("handOut", { ...give, id: idOf("h2"), numbers: cardsAt(3, 4), for: beta });
}

const firstHalf = { person: idOf("lapko"), for: { route: "organisation", period: "2025-H1" } } as const;
const report = { programme, id: idOf("rep"), no: "О-1", on: "2025-07-09" };

describe("003 chapter 5: from the revenue to the write-off", () => {
  it("counts by §28 what organisations are due: 3, 4 and none", async () => {
    await stateRevenues();
    const due = await office().done("listStockDue", { programme, place: idOf("minsk"), period: "2025-H1" });
    expect(due.rows.map(({ name, due: cards }) => [name, cards])).toEqual([
      ["ООО «Альфа»", 3],
      ["ООО «Бета»", 4],
      ["ООО «Гамма»", 0],
    ]);
    expect(due.due).toBe(7);
    const open = await office().call("stateStockRevenue", { programme, ...jan, period: "2025-H2", minor: 1 });
    expect(open.body).toMatchObject({ code: "period-open", said: { clause: "27", day: "2025-12-31" } });
  });

  it("asks by annex 1 for what is due, once", async () => {
    await stateRevenues();
    await request();
    const annex1 = await office().done("stockPaper", { programme, id: idOf("r1") });
    expect(annex1.printed.paragraphs[0]).toContain("в адрес филиала «Минский филиал» скидочных карт: 7.");
    expect(annex1.printed.signatures).toEqual([
      { who: "МОЛ", name: "Лапко Н. И." },
      { who: "Начальник СП", name: "Гончар С. П." },
    ]);
    await request();
    const { papers } = await office().done("listStockPapers", { programme, kind: "request", text: "", before: null });
    expect(papers.map(({ no, cards, state }) => [no, cards, state])).toEqual([["З-1", 7, "open"]]);
  });

  it("hands out no more than is due, to none that is due nothing, and not before the half-year is over", async () => {
    await arrive();
    const give = { programme, id: idOf("h0"), on: "2025-07-08", person: idOf("lapko"), for: toAlpha };
    const four = await office().call("handOut", { ...give, numbers: cardsAt(0, 4) });
    const more = { clause: "28", number: "3", detail: "ООО «Альфа»" };
    expect(four.body).toMatchObject({ code: "over-allotment", said: more });
    const gamma = { ...give, for: { ...toAlpha, organisation: idOf("gamma") }, numbers: cardAt(0) };
    expect(said((await office().call("handOut", gamma)).body)).toBe("nothing-due");
    const june = await office().call("handOut", { ...give, on: "2025-06-30", numbers: cardAt(0) });
    expect(june.body).toMatchObject({ code: "period-open", said: { day: "2025-07-01" } });
  });

  it("reports by annex 2 what was handed out, and nothing twice", async () => {
    await arrive();
    await giveAll();
    const draft = await office().done("draftStockReport", { programme, ...firstHalf });
    expect(draft).toMatchObject({ cards: 7, left: 0 });
    expect(draft.printed.table?.rows.map((row) => row.slice(1))).toEqual([
      ["ООО «Альфа»", `${cardAt(0)}–${cardAt(2)}`, "3", "складские услуги"],
      ["ООО «Бета»", `${cardAt(3)}–${cardAt(6)}`, "4", "услуги таможенного представителя"],
    ]);
    expect(draft.printed.after).toEqual(["За период с 01.01.2025 по 30.06.2025 передано скидочных карт: 7"]);
    await office().done("fileReport", { ...report, ...firstHalf });
    const again = await office().call("fileReport", { ...report, id: idOf("rep2"), no: "О-2", ...firstHalf });
    expect(said(again.body)).toBe("no-cards");
  });

  it("writes off by the act on a report, once, and then nothing is left to do", async () => {
    await arrive();
    await giveAll();
    const act = { programme, id: idOf("act"), no: "А-1", on: "2025-07-09", person: idOf("lapko"), reason: "" };
    const handed = `handed:${idOf("lapko")}`;
    const early = await office().call("writeOffStock", { ...act, report: null, holder: handed });
    expect(early.body).toMatchObject({ code: "no-report", said: { clause: "34, 39" } });
    await office().done("fileReport", { ...report, ...firstHalf });
    await office().done("writeOffStock", { ...act, report: idOf("rep"), holder: "" });
    await office().done("writeOffStock", { ...act, report: idOf("rep"), holder: "" });
    expect([await office().cardsOf(handed), await office().cardsOf("written-off:")]).toEqual([0, 7]);
    const { cases } = await office().done("listStockDuties", { programme });
    expect(cases.filter(({ place, subject }) => place === idOf("minsk") && subject === "2025-H1")).toEqual([]);
  });

  it("tells on the tenth of July what has to be done by when", async () => {
    await stateRevenues();
    const { today, cases } = await office().done("listStockDuties", { programme });
    expect(today).toBe("2025-07-10");
    const steps = cases.find(({ place }) => place === idOf("minsk"))?.duties ?? [];
    expect(steps.map(({ step, due, state }) => [step, due, state])).toEqual([
      ["revenue-statement", "2025-07-31", "done"],
      ["request", "2025-07-31", "later"],
      ["move-cards", "2025-07-31", "later"],
      ["hand-over", "2025-07-31", "later"],
      ["report", "2025-09-09", "later"],
      ["write-off-act", "2025-09-09", "later"],
    ]);
    await office().wait(8);
    expect((await office().stock())?.soon).toBe(7);
    await office().wait(20);
    // Minsk: request, move, hand-over; Brest has not even its revenue.
    expect((await office().stock())?.overdue).toBe(7);
  });

  it("names no person whose order is over, and none of another branch", async () => {
    await receiveLot(office());
    await sendTo(office(), minsk, { name: "w1", numbers: cardsAt(0, 10) });
    const over = { programme, id: idOf("lapko"), version: 1, place: idOf("minsk"), name: "Лапко Н. И.", order: "12-к" };
    await office().done("saveStockPerson", { ...over, from: "2025-01-09", until: "2025-07-03" });
    const move = { programme, kind: "entrust", on: "2025-07-04", from: minsk, numbers: cardAt(0), note: "" } as const;
    const late = await office().call("moveStock", { ...move, id: idOf("m"), to: lapko });
    expect(late.body).toMatchObject({ code: "not-appointed", said: { clause: "29", holder: { name: "Лапко Н. И." } } });
    expect(said((await office().call("moveStock", { ...move, id: idOf("m"), to: moroz })).body)).toBe("no-such-way");
  });
});

describe("003 chapter 6: an event", () => {
  const event = { event: "День Независимости", eventOn: "2025-07-03", from: "2025-07-03", to: "2025-07-04" };
  const plan = { places: "Магазин «Козловичи»", quantity: 12, decidedBy: "Директор филиала" };
  const give = { programme, on: "2025-07-03", for: { route: "event", order: idOf("o1") } } as const;

  beforeEach(async () => {
    await receiveLot(office());
    await sendTo(office(), brest, { name: "w1", numbers: cardsAt(0, 20) });
    const entrust = { programme, id: idOf("m1"), kind: "entrust", on: "2025-07-03", note: "" } as const;
    await office().done("moveStock", { ...entrust, from: brest, to: moroz, numbers: cardsAt(0, 20) });
    const order = { programme, id: idOf("o1"), no: "45", on: "2025-06-24", place: idOf("brest") };
    await office().done("orderHandOut", { ...order, person: idOf("moroz"), ...event, ...plan });
  });

  it("is handed out by whoever the order names, no more than it plans", async () => {
    const many = await office().call("handOut", {
      ...give,
      person: idOf("moroz"),
      id: idOf("h1"),
      numbers: cardsAt(0, 13),
    });
    expect(many.body).toMatchObject({ code: "over-allotment", said: { number: "12" } });
    const other = { ...give, person: idOf("lapko"), id: idOf("h2"), numbers: cardAt(12) };
    expect(said((await office().call("handOut", other)).body)).toBe("not-appointed");
  });

  it("wants its order 10 days before and its report in 5 working days", async () => {
    await office().done("handOut", { ...give, person: idOf("moroz"), id: idOf("h1"), numbers: cardsAt(0, 12) });
    const { cases } = await office().done("listStockDuties", { programme });
    const steps = cases.find(({ id }) => id === idOf("o1"))?.duties ?? [];
    // 3 July less 10 days is 23 June: the order of the 24th came late. Working days after 4 July: 7, 8, 9, 10, 11.
    expect(steps.map(({ step, due, state }) => [step, due, state])).toEqual([
      ["order", "2025-06-23", "late"],
      ["hand-out", "2025-07-11", "done"],
      ["report", "2025-07-11", "soon"],
      ["write-off-act", "2025-07-11", "soon"],
    ]);
  });
});
