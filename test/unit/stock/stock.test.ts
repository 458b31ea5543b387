import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CalendarSchema, type Calendar } from "../../../core/calendar/index.ts";
import { parsePack, type Pack } from "../../../core/programme/index.ts";
import {
  changed,
  countOf,
  dutiesOf,
  endedPeriods,
  fillPaper,
  judgeUse,
  moveCards,
  numbersText,
  outside,
  readNumbers,
  stockRefusals,
  type DutyCase,
  type Holder,
  type Movement,
  type Stock,
} from "../../../core/stock/index.ts";

const read = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const calendar: Calendar = CalendarSchema.parse(read("resources/calendars/by.json"));

function shopPack(): Pack {
  const parsed = parsePack(read("resources/packs/beltamozh.json"));
  if (!parsed.ok) throw new Error("the pack is not sound");
  return parsed.value;
}
const pack = shopPack();

const north: Holder = { kind: "place", id: "north" };
const person: Holder = { kind: "person", id: "p" };
const way: Holder = { kind: "way", id: "w1" };
const handed: Holder = { kind: "handed", id: "p" };

/** A hundred cards of the printer: bodies 290000006441 to …540, check digits by hand for the first and the last. */
const lot = { first: "2900000064416", last: "2900000065406", check: "gtin" } as const;

function after(...movements: readonly Movement[]): Stock {
  return movements.reduce<Stock>((stock, one) => {
    const moved = moveCards(stock, one);
    if (!moved.ok) throw new Error(JSON.stringify(moved.refusal));
    return changed(stock, moved.value);
  }, []);
}

const received: Movement = { kind: "receive", on: "2025-07-01", from: outside, to: north, ranges: [lot] };
const ten = { first: "2900000064416", last: "2900000064508", check: "gtin" } as const;

function refusalOf(stock: Stock, movement: Movement): unknown {
  const moved = moveCards(stock, movement);
  return moved.ok ? "moved" : moved.refusal;
}

describe("numbers of cards", () => {
  it("counts without the check digit", () => {
    expect(countOf(lot)).toBe(100);
    expect(countOf(ten)).toBe(10);
    expect(countOf({ first: "3001", last: "3005", check: "none" })).toBe(5);
  });

  it("reads what people write and says what is no number", () => {
    expect(readNumbers("29 0000 0064 416 – 2900000064508; 3001,3002\n3005..3007")).toEqual({
      ok: true,
      value: [
        { first: "2900000064416", last: "2900000064508" },
        { first: "3001", last: "3001" },
        { first: "3002", last: "3002" },
        { first: "3005", last: "3007" },
      ],
    });
    const refusal = (text: string): unknown => {
      const numbers = readNumbers(text);
      return numbers.ok ? "read" : numbers.refusal;
    };
    expect(refusal(" ,;")).toEqual({ kind: "no-cards" });
    expect(refusal("30O1")).toEqual({ kind: "unreadable", number: "30O1" });
    expect(refusal("3005-3001")).toEqual({ kind: "unreadable", number: "3005-3001" });
    expect(refusal("999-1001")).toEqual({ kind: "unreadable", number: "999-1001" });
    expect(refusal("3001-3005, 3004")).toEqual({ kind: "number-twice", number: "3004" });
    expect(refusal(Array.from({ length: 501 }, (_, at) => String(1000 + at)).join())).toMatchObject({
      kind: "too-many",
    });
    expect(numbersText([ten, { first: "3001", last: "3001" }])).toBe("2900000064416–2900000064508, 3001");
  });
});

describe("003 §32: cards are moved with a waybill, and counted at its end", () => {
  const sent: Movement = { kind: "send", on: "2025-07-02", from: north, to: way, ranges: [ten] };

  it("refuses a lot that was received before, and a number with a wrong last digit", () => {
    expect(refusalOf(after(received), received)).toEqual({ kind: "received-before", number: lot.first });
    const slip = { ...received, ranges: [{ ...lot, last: "2900000065407" }] };
    expect(refusalOf([], slip)).toEqual({ kind: "check-digit", number: "2900000065407" });
  });

  it("refuses cards that nobody received, that another has, that are under way, or that were moved later", () => {
    const stock = after(received, sent);
    const other = { ...sent, ranges: [{ first: "2900000065413", last: "2900000065413", check: "gtin" as const }] };
    expect(refusalOf(stock, other)).toEqual({ kind: "not-in-stock", number: "2900000065413" });
    expect(refusalOf(stock, sent)).toEqual({ kind: "on-the-way", number: ten.first, holder: "way:w1" });
    const rest = { first: "2900000064515", last: "2900000064515", check: "gtin" as const };
    const south = { kind: "place", id: "south" } as const;
    const elsewhere = { ...sent, from: south, ranges: [rest] };
    expect(refusalOf(stock, elsewhere)).toEqual({ kind: "other-holder", number: rest.first, holder: "place:north" });
    const early: Movement = { kind: "arrive", on: "2025-07-01", from: way, to: south, ranges: [ten] };
    expect(refusalOf(stock, early)).toEqual({ kind: "moved-later", number: ten.first, day: "2025-07-02" });
  });

  it("admits no way past a waybill or an act", () => {
    const jump: Movement = { kind: "entrust", on: "2025-07-02", from: north, to: handed, ranges: [ten] };
    expect(refusalOf(after(received), jump)).toEqual({ kind: "no-such-way", holder: "handed:p" });
    const act: Movement = { ...jump, kind: "writeOff", to: { kind: "written-off", id: "a" } };
    expect(refusalOf(after(received), act)).toEqual({ kind: "no-such-way", holder: "written-off:a" });
  });

  it("refuses to hand out once more what was handed out", () => {
    const given: Movement = { kind: "entrust", on: "2025-07-02", from: north, to: person, ranges: [ten] };
    const out: Movement = { kind: "handOut", on: "2025-07-03", from: person, to: handed, ranges: [ten] };
    const stock = after(received, given, out);
    expect(refusalOf(stock, out)).toEqual({ kind: "gone", number: ten.first, holder: "handed:p" });
  });
});

describe("003 §7, §8, §30: what tills do with cards", () => {
  const held = (holder: Holder) => ({ holder, since: "2025-07-01" });
  const sale = { what: "sold", on: "2025-07-05", place: "north" } as const;
  const activation = { what: "activated", on: "2025-07-05", place: "north" } as const;

  it.each([
    [
      "follows a sale out of its own store",
      judgeUse(held(north), sale),
      { kind: "sell", to: { kind: "sold", id: "north" } },
    ],
    [
      "asks where the till stands",
      judgeUse(held(north), { ...sale, place: undefined }),
      { line: "till-without-place", to: null },
    ],
    ["asks about a card never received", judgeUse(undefined, sale), { line: "not-in-stock", to: null }],
    [
      "asks about another's card",
      judgeUse(held(person), sale),
      { line: "other-holder", to: { kind: "sold", id: "north" } },
    ],
    ["asks about a card under way", judgeUse(held(way), sale), { line: "on-the-way" }],
    [
      "asks about a card sold before",
      judgeUse(held({ kind: "sold", id: "north" }), sale),
      { line: "gone-before", to: null },
    ],
    [
      "asks about a sale before the last paper",
      judgeUse({ holder: north, since: "2025-07-06" }, sale),
      { line: "moved-later" },
    ],
    ["expects the first use of a card handed out", judgeUse(held(handed), activation), { kind: "expected" }],
    [
      "expects it after the write-off, too: that is bookkeeping",
      judgeUse(held({ kind: "written-off", id: "a" }), activation),
      { kind: "expected" },
    ],
    [
      "waits for the report of a card used before it",
      judgeUse(held(person), activation),
      { line: "before-report", to: handed },
    ],
    [
      "asks about a card used that nobody was given",
      judgeUse(held(north), activation),
      { line: "not-handed-out", to: null },
    ],
  ])("%s", (_, verdict, expected) => {
    expect(verdict).toMatchObject(expected);
  });
});

function half(more: Partial<DutyCase>) {
  const { steps } = pack.workflows["half-year"] ?? { steps: [] };
  const remindDaysBefore = pack.stock?.remindDaysBefore ?? [];
  const base = { steps, deadlines: pack.deadlines, events: { "half-year-end": "2025-06-30" }, done: {} };
  const all = dutiesOf({ ...base, remindDaysBefore, calendar, today: "2025-07-10", ...more });
  return Object.fromEntries(all.map((duty) => [duty.step, duty]));
}

describe("003 §29, §33: the half-year's last days and their reminders", () => {
  it("counts hand-over to the end of July, report to 9 September; a step without a day has the next one's", () => {
    const duties = half({});
    expect(duties["hand-over"]).toMatchObject({
      from: "2025-07-01",
      due: "2025-07-31",
      clause: "29",
      by: "distributor",
    });
    expect(duties["request"]).toMatchObject({ due: "2025-07-31", form: "annex-1" });
    expect(duties["report"]).toMatchObject({ due: "2025-09-09", to: ["head-office", "branch-accounting"] });
    expect(duties["write-off-act"]).toMatchObject({ due: "2025-09-09" });
    expect(half({ events: { "half-year-end": "2024-12-31" } })["report"]?.due).toBe("2025-03-09");
  });

  it("reminds 14, 7, 3 and 1 days before, on the last worked day before a day off", () => {
    // 31 July less 14, 7, 3, 1: Thursday 17, Thursday 24, Monday 28, Wednesday 30.
    expect(half({})["hand-over"]?.reminders).toEqual(["2025-07-17", "2025-07-24", "2025-07-28", "2025-07-30"]);
    // 9 September less 3: Saturday 6, so Friday 5.
    expect(half({})["report"]?.reminders).toEqual(["2025-08-26", "2025-09-02", "2025-09-05", "2025-09-08"]);
  });

  it.each([
    ["2025-07-16", {}, "later", 15],
    ["2025-07-17", {}, "soon", 14],
    ["2025-07-31", {}, "soon", 0],
    ["2025-08-01", {}, "overdue", -1],
    ["2025-08-05", { "hand-over": "2025-07-31" }, "done", -5],
    ["2025-08-05", { "hand-over": "2025-08-01" }, "late", -5],
  ] as const)("on %s with %j done the hand-over is %s", (today, done, state, daysLeft) => {
    expect(half({ today, done })["hand-over"]).toMatchObject({ state, daysLeft });
  });

  it("knows the half-years that are over", () => {
    const periods = pack.allocations["half-year"]?.periods ?? {};
    expect(endedPeriods(periods, "2025-07-01", 3).map(({ period }) => period)).toEqual([
      "2025-H1",
      "2024-H2",
      "2024-H1",
    ]);
    expect(endedPeriods(periods, "2025-06-30", 2).map(({ period }) => period)).toEqual(["2024-H2", "2024-H1"]);
  });
});

describe("003 §35, §38: an event's order and report", () => {
  it("wants the order 10 days before and the report 5 working days after the hand-out", () => {
    const { steps } = pack.workflows["event"] ?? { steps: [] };
    const events = { event: "2025-05-09", "hand-out-end": "2025-05-09" };
    const given = { steps, deadlines: pack.deadlines, events, done: { order: "2025-04-30" }, calendar };
    const duties = dutiesOf({ ...given, remindDaysBefore: [3], today: "2025-05-12" });
    // 9 May less 10 days is 29 April; working days after 9 May (a Friday): 12, 13, 14, 15, 16.
    expect(duties.map(({ step, due, state }) => [step, due, state])).toEqual([
      ["order", "2025-04-29", "late"],
      ["hand-out", "2025-05-16", "later"],
      ["report", "2025-05-16", "later"],
      ["write-off-act", "2025-05-16", "later"],
    ]);
  });

  it("has no last day while the event is not known, or its year's days off are not entered", () => {
    const { steps } = pack.workflows["event"] ?? { steps: [] };
    const base = { steps, deadlines: pack.deadlines, done: {}, calendar, remindDaysBefore: [3], today: "2025-05-12" };
    expect(dutiesOf({ ...base, events: {} }).every(({ due, state }) => due === null && state === "later")).toBe(true);
    const far = dutiesOf({ ...base, events: { event: "2999-01-20", "hand-out-end": "2999-01-20" } });
    expect(far.map(({ due }) => due)).toEqual(["2999-01-10", null, null, null]);
  });
});

describe("003 annexes 1 and 2: papers", () => {
  it("words every refusal and every difference with its clause", () => {
    for (const kind of stockRefusals) expect(pack.stock?.refusals[kind].clause).toMatch(/\d/);
  });

  it("prints the request with its signatures, and a line where nothing is filled in", () => {
    const template = pack.stock?.papers.request;
    if (!template) throw new Error("no template");
    const paper = fillPaper(template, { values: { branch: "Брестский", quantity: "17" }, rows: [] });
    expect(paper.paragraphs[0]).toContain("прошу переместить в адрес филиала «Брестский» скидочных карт: 17.");
    expect(paper.corner.at(-1)).toBe("____________");
    expect(paper.signatures.map(({ who }) => who)).toEqual(["МОЛ", "Начальник СП"]);
    expect(paper.table).toBeNull();
  });

  it("prints the report's columns as annex 2 has them, its rows numbered", () => {
    const template = pack.stock?.papers.report;
    if (!template) throw new Error("no template");
    const rows = [{ entity: "ООО «А»", numbers: "3001, 3002", quantity: "2", service: "складские услуги" }];
    const values = { from: "01.01.2025", to: "30.06.2025", quantity: "2" };
    const paper = fillPaper(template, { values, rows });
    expect(paper.table?.columns).toHaveLength(5);
    expect(paper.table?.rows).toEqual([["1", "ООО «А»", "3001, 3002", "2", "складские услуги"]]);
    expect(paper.after).toEqual(["За период с 01.01.2025 по 30.06.2025 передано скидочных карт: 2"]);
  });
});
