import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDesk, order, type DeskInput } from "./desk-till.ts";
import { people, type TestTill } from "./test-till.ts";

let desk: TestTill;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk.remove());

/** Figures and clauses do not break over lines. */
const tight = (text: string): string => text.replaceAll(/ (?=%)|(?<=п\.|№) /g, "\u00a0");

const consent = { override: people.manager };
const line = (sku: string, holder: string, id = sku) => ({ id, sku, qty: 1, facts: { "line.holder": holder } });

/** Two club cards of one family: pool for three months, 9 000.00 each. */
const family: DeskInput = {
  form: "services",
  facts: {
    "client.id": "Антонов С.",
    "household.members": ["Антонов С.", "Антонова М."],
    "household.documents": true,
  },
  lines: [line("CARD-POOL-03", "Антонов С.", "1"), line("CARD-POOL-03", "Антонова М.", "2")],
};

describe("002 4.2: club cards for members of one family, by the director's order and with proof", () => {
  beforeEach(async () => {
    await desk.call("recordOrder", { requestId: "o", order: order("4.2", { rateBp: 1000 }), ...consent });
  });

  it("10 % of 9 000.00 twice; each line says why, and the order is named", async () => {
    const quote = await desk.call("quoteDesk", family);
    expect(quote.totals).toEqual({ grossMinor: 1_800_000, discountMinor: 180_000, payableMinor: 1_620_000 });
    expect(quote.lines.map(({ reasons }) => reasons)).toEqual([
      [{ text: tight("10 %"), clause: "4.2" }],
      [{ text: tight("10 %"), clause: "4.2" }],
    ]);
    expect(quote.orders).toMatchObject([{ kind: "4.2", number: "27-р", value: tight("10 %"), state: "in-force" }]);
    expect(quote.blocked).toBeNull();
  });

  it("without the documents nothing is taken off, and the quote says what showing them would save", async () => {
    const quote = await desk.call("quoteDesk", { ...family, facts: { ...family.facts, "household.documents": false } });
    expect(quote.totals.discountMinor).toBe(0);
    expect(quote.evidence).toEqual([
      { fact: "household.documents", text: "Документ о родстве предъявлен", clause: "4.2", savesMinor: 180_000 },
    ]);
    expect(quote.why).toContainEqual(
      expect.objectContaining({
        kind: "refused",
        rule: "4.2",
        code: "EVIDENCE_MISSING",
        text: "Нужен документ",
        line: null,
      }),
    );
  });

  it("one card of the family is too few", async () => {
    const quote = await desk.call("quoteDesk", { ...family, lines: family.lines.slice(0, 1) });
    expect(quote.why).toContainEqual(expect.objectContaining({ rule: "4.2", code: "HOUSEHOLD_TOO_SMALL" }));
  });

  it("is sold into the same journal: receipt, shift figures, and a return to the kopeck", async () => {
    const tenders = [{ kind: "cash" as const, amountMinor: 2_000_000 }];
    const sale = { requestId: "a", quote: family, payableMinor: 1_620_000, tenders };
    const receipt = await desk.call("sellDesk", sale);
    expect(receipt).toMatchObject({ kind: "sale", payableMinor: 1_620_000, changeMinor: 380_000, currency: "RUB" });
    expect(receipt.lines.map(({ name, reason }) => [name, reason])).toEqual([
      ["Клубная карта: бассейн, 3 месяца", tight("10 %, п. 4.2")],
      ["Клубная карта: бассейн, 3 месяца", tight("10 %, п. 4.2")],
    ]);
    expect(await desk.call("getShift")).toMatchObject({
      sales: { count: 1, grossMinor: 1_800_000, discountMinor: 180_000, payableMinor: 1_620_000 },
      cashMinor: 1_620_000,
      discounts: [{ clause: "4.2", receipts: 1, amountMinor: 180_000 }],
    });
    await desk.call("signIn", people.manager);
    const back = {
      requestId: "r",
      receiptId: receipt.id,
      lines: [{ lineId: "2", qtyMilli: 1000 }],
      reason: "передумали",
    };
    expect(await desk.call("returnLines", back)).toMatchObject({ kind: "return", payableMinor: 810_000 });
    expect((await desk.call("listJournal", {})).map(({ text }) => text.replaceAll("\u00a0", " "))).toContain(
      "Приказ № 27-р записан, п. 4.2",
    );
  });

  it("the same request again answers the same receipt, also after a restart; another request sells again", async () => {
    const tenders = [{ kind: "card" as const, amountMinor: 1_620_000 }];
    const sale = { requestId: "twice", quote: family, payableMinor: 1_620_000, tenders };
    const first = await desk.call("sellDesk", sale);
    expect(await desk.call("sellDesk", sale)).toEqual(first);
    desk = await desk.restart();
    await desk.call("signIn", people.receptionist);
    expect(await desk.call("sellDesk", sale)).toEqual(first);
    expect(await desk.call("sellDesk", { ...sale, requestId: "next" })).toMatchObject({ number: first.number + 1 });
    expect(await desk.call("getShift")).toMatchObject({ sales: { count: 2 } });
  });

  it("a quote that has changed since is not sold: nothing is recorded", async () => {
    const [known] = await desk.call("listOrders", {});
    await desk.call("withdrawOrder", { id: known?.id ?? "", reason: "ошибка", ...consent });
    const tenders = [{ kind: "card" as const, amountMinor: 1_620_000 }];
    const refused = await desk.refused("sellDesk", { requestId: "a", quote: family, payableMinor: 1_620_000, tenders });
    expect(refused).toMatchObject({ kind: "desk-quote-changed", details: { payableMinor: 1_800_000 } });
    expect(await desk.call("getShift")).toMatchObject({ sales: { count: 0 } });
  });
});

describe("002 4.12, 8.1: an order changes prices only inside the document's bounds", () => {
  const refusedOrder = (more: Parameters<typeof order>[1], kind = "4.1") => {
    return desk.refused("recordOrder", { requestId: "x", order: order(kind, { rateBp: 2000, ...more }), ...consent });
  };

  it.each([
    ["above 20 %", { rateBp: 2001 }, "RATE_OUT_OF_RANGE", "5"],
    ["without a signature", { signOffs: { economist: "2026-05-19" } }, "APPROVAL_MISSING", "4.12"],
    [
      "signed by a deputy who does not act for the director",
      { decision: { on: "2026-05-20", by: "deputy" } },
      "APPROVAL_MISSING",
      "4.12",
    ],
    ["with papers later than three working days before", { submittedOn: "2026-05-27" }, "SUBMITTED_TOO_LATE", "4.12"],
    ["longer than 21 days", { to: "2026-06-22" }, "DURATION_OUT_OF_RANGE", "5"],
    ["not published everywhere", { published: ["site"] }, "NOT_PUBLISHED", "8.1"],
    ["with nobody responsible", { responsible: "" }, "RESPONSIBLE_MISSING", "4.11"],
  ])("%s: refused with its clause", async (_, more, code, clause) => {
    const refused = await refusedOrder(more);
    expect(refused).toMatchObject({ kind: "order-refused", clause, details: { codes: code } });
    expect(refused.message).toContain(tight(`п. ${clause}`));
    expect(await desk.call("listOrders", {})).toEqual([]);
  });

  it("run out, or not signed yet: refused", async () => {
    const dates = { from: "2026-05-04", to: "2026-05-17", submittedOn: "2026-04-20", date: "2026-04-22" };
    expect(await refusedOrder({ ...dates, decision: { on: "2026-04-22", by: "director" } })).toMatchObject({
      kind: "order-refused",
      clause: "4.12, 8.1",
    });
    expect(await refusedOrder({ decision: { on: "2026-06-02", by: "director" } })).toMatchObject({
      kind: "order-refused",
    });
  });

  it("4.1 is held once a quarter; a withdrawn order does not count", async () => {
    const first = await desk.call("recordOrder", { requestId: "1", order: order("4.1", { rateBp: 2000 }), ...consent });
    const second = { from: "2026-06-15", to: "2026-06-28" };
    expect(await refusedOrder(second)).toMatchObject({ clause: "4.1", details: { codes: "ALREADY_THIS_QUARTER" } });
    await desk.call("withdrawOrder", { id: first.id, reason: "ошибка", ...consent });
    expect(
      await desk.call("recordOrder", { requestId: "2", order: order("4.1", { rateBp: 500, ...second }), ...consent }),
    ).toMatchObject({ state: "coming", value: tight("5 %") });
  });

  it("4.9 needs its report, 7.1 stays under the highest ceiling of the matrix", async () => {
    const pool = { services: ["pool"], slots: ["any"] };
    expect(await refusedOrder(pool, "4.9")).toMatchObject({ details: { codes: "EVIDENCE_MISSING" } });
    expect(await refusedOrder({ rateBp: 3501 }, "7.1")).toMatchObject({ details: { codes: "ORDER_OUT_OF_RANGE" } });
  });

  it("a receptionist needs a manager's PIN; both people are recorded", async () => {
    const input = { requestId: "o", order: order("4.1", { rateBp: 2000 }) };
    expect(await desk.refused("recordOrder", input)).toMatchObject({ kind: "override-needed" });
    const row = await desk.call("recordOrder", { ...input, ...consent });
    expect(await desk.call("recordOrder", { ...input, ...consent })).toEqual(row);
    expect(await desk.call("listOrders", {})).toEqual([row]);
  });
});

describe("a stay night by night", () => {
  /** The example of the design: four nights from Thursday, third visit. */
  const stay: DeskInput = {
    form: "stay",
    facts: {
      "client.id": "Антонов Сергей Павлович",
      "stay.checkIn": "2026-06-04",
      "stay.nights": 4,
      "stay.visit": 3,
      "stay.contract": true,
    },
    lines: [{ id: "room", sku: "V-STD", qty: 1, facts: {} }],
  };

  it("002 6.11: 40 % and 60 % save 3 600.00; weekend and third visit lose by 2 520.00 and 2 648.00", async () => {
    const quote = await desk.call("quoteDesk", stay);
    expect(quote.totals).toEqual({ grossMinor: 1_360_000, discountMinor: 360_000, payableMinor: 1_000_000 });
    expect(quote.lines.map(({ date, grossMinor, netMinor }) => [date, grossMinor, netMinor])).toEqual([
      ["2026-06-04", 320_000, 320_000],
      ["2026-06-05", 320_000, 320_000],
      ["2026-06-06", 360_000, 216_000],
      ["2026-06-07", 360_000, 144_000],
    ]);
    expect(quote.offers.map(({ rules, clause, savedMinor, state }) => [rules, clause, savedMinor, state])).toEqual([
      [["6.1", "6.2"], "6.1, 6.2", 360_000, "applied"],
      [["6.4"], "6.4", 108_000, "lost"],
      [["6.6"], "6.6", 95_200, "lost"],
    ]);
    expect(quote.lines[2]?.offers).toEqual([
      { amountMinor: 144_000, rateBp: 4000 },
      { amountMinor: 54_000, rateBp: 1500 },
      { amountMinor: 25_200, rateBp: 700 },
    ]);
    expect(quote.why.filter(({ kind }) => kind === "lost").map(({ lessMinor }) => lessMinor)).toEqual([
      252_000, 264_800,
    ]);
    expect(quote.why).toContainEqual(
      expect.objectContaining({ rule: "6.3", text: "15 % — от 5 ночей", clause: "6.3" }),
    );
    expect(quote.why[0]).toMatchObject({ kind: "rule", clause: "6.11" });
  });

  it("002 4.8, 6.8: the guest may give the discount up for sports", async () => {
    const { choices } = await desk.call("quoteDesk", stay);
    expect(choices.map(({ name, payableMinor, chosen }) => [name, payableMinor, chosen])).toEqual([
      ["discount", 1_000_000, true],
      ["bonus", 1_360_000, false],
    ]);
    const quote = await desk.call("quoteDesk", { ...stay, choice: "bonus" });
    expect(quote.totals.payableMinor).toBe(1_360_000);
    expect(quote.bonuses).toMatchObject([{ clause: "4.8, 6.8" }]);
    expect(quote.offers.map(({ state }) => state)).toEqual(["given-up", "given-up", "given-up"]);
  });

  it("is booked as quoted, once for a request, and its hash is the quote's", async () => {
    const { hash } = await desk.call("quoteDesk", stay);
    const input = { requestId: "b", quote: stay, payableMinor: 1_000_000 };
    const booking = await desk.call("bookStay", input);
    expect(booking).toMatchObject({
      number: 1,
      guest: "Антонов Сергей Павлович",
      from: "2026-06-04",
      to: "2026-06-08",
      hash,
    });
    expect(await desk.call("bookStay", input)).toEqual(booking);
    expect(await desk.call("listBookings", {})).toEqual([booking]);
  });

  it("made longer it is another stay: 15 % of five nights may win, and is quoted anew", async () => {
    const longer = { ...stay, facts: { ...stay.facts, "stay.nights": 7 } };
    expect((await desk.call("quoteDesk", longer)).offers[0]).toMatchObject({
      rules: ["6.1", "6.2"],
      savedMinor: 360_000,
    });
  });

  it.each([
    ["no guest", { facts: { ...stay.facts, "client.id": "" } }, "Заполните: Гость"],
    ["no room", { lines: [] }, "Выберите номер"],
    ["no day", { facts: { "client.id": "Антонов" } }, "Заполните: Заезд"],
  ])("%s: said, quoted as far as it goes, not booked", async (_, more, reason) => {
    const quote = { ...stay, ...more };
    expect(await desk.call("quoteDesk", quote)).toMatchObject({ blocked: reason });
    const refused = await desk.refused("bookStay", { requestId: "b", quote, payableMinor: 0 });
    expect(refused).toMatchObject({ kind: "desk-not-ready" });
  });

  it.each([
    ["a day that the calendar does not have", { "stay.checkIn": "2026-02-30" }, "desk-answer-invalid"],
    ["more nights than the form allows", { "stay.nights": 91 }, "desk-answer-invalid"],
    ["a question that nobody asks", { "line.months": 3 }, "invalid-input"],
  ])("%s is refused", async (_, facts, kind) => {
    expect(await desk.refused("quoteDesk", { ...stay, facts: { ...stay.facts, ...facts } })).toMatchObject({ kind });
  });
});

describe("rights and shifts at the desk", () => {
  it("a cashier neither quotes nor sells here; without a shift nothing is sold", async () => {
    await desk.call("signIn", people.cashier);
    expect(await desk.refused("quoteDesk", family)).toMatchObject({ kind: "not-permitted" });
    await desk.call("signIn", people.manager);
    await desk.call("closeShift", { countedMinor: 100_000 });
    const tenders = [{ kind: "card" as const, amountMinor: 1_800_000 }];
    const sale = { requestId: "a", quote: family, payableMinor: 1_800_000, tenders };
    expect(await desk.refused("sellDesk", sale)).toMatchObject({ kind: "shift-not-open" });
  });
});
