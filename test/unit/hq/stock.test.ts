import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readFeed } from "../../../hq/ledger/index.ts";
import {
  cardAt,
  cardsAt,
  centre,
  idOf,
  lapko,
  minsk,
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

describe("003 §32: blanks come from the printer and go to branches by waybill", () => {
  it("receives a lot once, however often it is sent, and only in the count that is stated", async () => {
    await receiveLot(office());
    await receiveLot(office());
    expect(await office().cardsOf(centre)).toBe(100);
    const again = { programme, id: idOf("lot 2"), no: "ТН-2", on: "2025-07-01", place: idOf("centre"), quantity: 10 };
    const twice = await office().call("receiveStock", { ...again, numbers: cardsAt(95, 10), check: "gtin" });
    expect([twice.status, said(twice.body)]).toEqual([409, "received-before"]);
    const short = await office().call("receiveStock", { ...again, numbers: cardsAt(100, 9), check: "gtin" });
    expect(short.body).toMatchObject({ code: "count-differs", said: { number: "9", detail: "10", clause: "32" } });
    const later = { ...again, on: "2025-07-11", numbers: cardsAt(100, 10), check: "gtin" } as const;
    expect(said((await office().call("receiveStock", later)).body)).toBe("in-future");
  });

  it("moves cards that are counted as sent, and tells every till that they are blanks of a shop", async () => {
    await receiveLot(office());
    await office().ledger.query("INSERT INTO shard (shard) VALUES ('main')");
    await office().done("sendWaybill", {
      programme,
      id: idOf("w1"),
      no: "1",
      on: "2025-07-02",
      from: centre,
      to: minsk,
      numbers: cardsAt(0, 10),
      ground: "",
      request: null,
    });
    expect([await office().cardsOf(centre), await office().cardsOf(`way:${idOf("w1")}`)]).toEqual([90, 10]);
    const early = { programme, id: idOf("m1"), kind: "entrust", on: "2025-07-03", note: "" } as const;
    const way = await office().call("moveStock", { ...early, from: minsk, to: lapko, numbers: cardAt(3) });
    expect(way.body).toMatchObject({ code: "on-the-way", said: { number: cardAt(3), holder: { name: "№ 1" } } });
    const counted = { programme, id: idOf("w1"), on: "2025-07-03", numbers: cardsAt(0, 10), receiver: "Лапко" };
    expect(await office().done("receiveWaybill", { ...counted, version: 1 })).toEqual({ missing: 0, surplus: 0 });
    const second = await office().call("receiveWaybill", { ...counted, version: 1 });
    expect([second.status, said(second.body)]).toEqual([409, "changed-meanwhile"]);
    expect(await office().cardsOf(minsk)).toBe(10);
    const lines = await readFeed(office().ledger, { shard: "main", pos: 0 }, 100);
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatchObject({ kind: "card-changed", body: { number: cardAt(0), status: "stocked", epoch: 1 } });
  });

  it("keeps what was missing and what was too much for a person, who says where it is", async () => {
    await receiveLot(office());
    // Ten sent: 0 to 9. Counted: 0 to 7, and 20, which is in the trade office's store by the books.
    const counted = `${cardsAt(0, 8)}, ${cardAt(20)}`;
    expect(await sendTo(office(), minsk, { name: "w1", numbers: cardsAt(0, 10), counted })).toEqual({
      missing: 2,
      surplus: 1,
    });
    expect(await office().cardsOf(minsk)).toBe(8);
    expect(await office().cardsOf(`lost:${idOf("w1")}`)).toBe(2);
    const { differences } = await office().done("listStockDifferences", { programme, open: true });
    expect(differences.map(({ kind, numbers, choices }) => [kind, numbers, choices.map(({ name }) => name)])).toEqual([
      ["short", `${cardAt(8)}–${cardAt(9)}`, ["Минский филиал", "УТИМ"]],
      ["surplus", cardAt(20), ["Минский филиал"]],
    ]);
    const [short, surplus] = differences;
    const settle = { programme, note: "Нашли в коробке" };
    await office().done("settleStockDifference", { ...settle, id: short?.id ?? "", to: centre });
    await office().done("settleStockDifference", { ...settle, id: surplus?.id ?? "", to: minsk });
    expect([await office().cardsOf(minsk), await office().cardsOf(centre)]).toEqual([9, 91]);
    const twice = await office().call("settleStockDifference", { ...settle, id: surplus?.id ?? "", to: minsk });
    expect(said(twice.body)).toBe("changed-meanwhile");
    expect((await office().stock())?.differences).toBe(0);
    const printed = await office().done("stockPaper", { programme, id: idOf("w1") });
    expect(printed.row.state).toBe("differs");
    expect(printed.printed.after[0]).toContain("недостача 2");
    expect(printed.printed.table?.rows[0]).toEqual([
      "1",
      "Скидочная карта РУП «Белтаможсервис»",
      `${cardAt(0)}–${cardAt(9)}`,
      "шт.",
      "10",
      "8",
    ]);
  });

  it("lets one of two clerks take the same cards, and says to the other who has them", async () => {
    await receiveLot(office());
    await sendTo(office(), minsk, { name: "w1", numbers: cardsAt(0, 10) });
    const move = {
      programme,
      kind: "entrust",
      on: "2025-07-04",
      from: minsk,
      to: lapko,
      numbers: cardsAt(0, 5),
      note: "",
    } as const;
    const both = await Promise.all([
      office().call("moveStock", { ...move, id: idOf("a") }),
      office().call("moveStock", { ...move, id: idOf("b") }, "administrator"),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      code: "other-holder",
      said: { holder: { name: "Лапко Н. И." } },
    });
    expect([await office().cardsOf(minsk), await office().cardsOf(lapko)]).toEqual([5, 5]);
    const place = { programme, id: idOf("minsk"), name: "Минск", kind: "branch", head: "" } as const;
    expect((await office().call("saveStockPlace", { ...place, version: 1 })).status).toBe(200);
    expect(said((await office().call("saveStockPlace", { ...place, version: 1 })).body)).toBe("changed-meanwhile");
  });
});

describe("what is spoiled or lost", () => {
  it("waits under whoever had it and goes by an act, whatever it is", async () => {
    await receiveLot(office());
    await sendTo(office(), minsk, { name: "w1", numbers: cardsAt(0, 10) });
    const move = { programme, on: "2025-07-04", from: minsk, to: "", note: "залиты водой" } as const;
    await office().done("moveStock", { ...move, id: idOf("m1"), kind: "spoil", numbers: cardsAt(0, 2) });
    const spoiled = `spoiled:place/${idOf("minsk")}`;
    const holding = (await office().stock())?.holdings.find(({ holder }) => holder === spoiled);
    expect(holding).toEqual({ holder: spoiled, name: "Минский филиал", cards: 2 });
    const act = { programme, id: idOf("a1"), no: "А-1", on: "2025-07-09", report: null, person: idOf("lapko") };
    await office().done("writeOffStock", { ...act, holder: spoiled, reason: "залиты водой" });
    expect([await office().cardsOf(spoiled), await office().cardsOf("written-off:")]).toEqual([0, 2]);
    const printed = await office().done("stockPaper", { programme, id: idOf("a1") });
    expect(printed.printed.table?.rows[0]?.at(-1)).toBe("залиты водой");
    const { moves, more } = await office().done("listStockMoves", {
      programme,
      holder: spoiled,
      text: "",
      before: null,
    });
    expect([moves.map(({ kind, cards }) => [kind, cards]), more]).toEqual([
      [
        ["writeOff", 2],
        ["spoil", 2],
      ],
      false,
    ]);
  });
});

describe("the rights", () => {
  it("let who only looks see everything and change nothing, and leave a row of every change", async () => {
    await receiveLot(office());
    const lot = { programme, id: idOf("x"), no: "ТН", on: "2025-07-01", place: idOf("centre"), quantity: 1 };
    for (const role of ["viewer", "cards"] as const) {
      const refused = await office().call("receiveStock", { ...lot, numbers: cardAt(200), check: "gtin" }, role);
      expect([refused.status, said(refused.body)]).toEqual([403, "not-permitted"]);
      expect((await office().call("readStock", { programme }, role)).status).toBe(200);
    }
    const { rows } = await office().done("searchAudit", { text: "stock-receive", before: null });
    expect(rows).toMatchObject([{ who: "Зубко Т.", action: "stock-receive", subject: "ТН-1" }]);
  });
});
