import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  cards,
  goods,
  openSellingTill,
  openTestTill,
  payCash,
  people,
  weightLabel,
  type TestTill,
} from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

describe("the open basket", () => {
  it("raises the line when a piece comes again, but never merges weighed goods", async () => {
    for (const code of [goods.milk.code, goods.roots.code, goods.milk.code, goods.roots.code])
      await till.call("scan", { code });
    const { lines } = await till.call("getBasket");
    expect(lines.map((line) => line.qtyMilli)).toEqual([2000, 1196, 1196]);
    expect(lines.map((line) => line.weighed)).toEqual([false, true, true]);
  });

  it("changes a quantity, but not a weight from a label, a part of a piece or nothing", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: goods.roots.code });
    expect((await till.call("changeQuantity", { lineId: "1", qtyMilli: 3000 })).totals.payableMinor).toBe(735 + 214);
    expect((await till.refused("changeQuantity", { lineId: "2", qtyMilli: 2000 })).kind).toBe("line-weighed");
    expect((await till.refused("changeQuantity", { lineId: "1", qtyMilli: 1500 })).kind).toBe("quantity-invalid");
    expect((await till.refused("changeQuantity", { lineId: "1", qtyMilli: 0 })).kind).toBe("invalid-input");
    expect((await till.refused("changeQuantity", { lineId: "9", qtyMilli: 1000 })).kind).toBe("line-unknown");
  });

  it("undoes 20 steps, newest first, each with its name", async () => {
    for (let count = 0; count < 25; count++) await till.call("scan", { code: goods.roots.code });
    expect((await till.call("getBasket")).undo).toBe("Добавлено: Корнеплоды");
    for (let count = 0; count < 20; count++) await till.call("undo");
    expect((await till.call("getBasket")).lines).toHaveLength(5);
    expect((await till.refused("undo")).kind).toBe("nothing-to-undo");
  });

  it("never uses a line id or a revision twice, not even after an undo", async () => {
    await till.call("scan", { code: goods.roots.code });
    const before = await till.call("getBasket");
    await till.call("undo");
    await till.call("scan", { code: goods.roots.code });
    const after = await till.call("getBasket");
    expect(after.lines[0]?.id).not.toBe(before.lines[0]?.id);
    expect(after.revision).toBeGreaterThan(before.revision);
  });

  it("undoes over a restart what could be undone before it, in the same words", async () => {
    await till.call("scan", { code: goods.roots.code });
    for (let count = 0; count < 3; count++) await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    await till.call("removeLine", { lineId: "1" });
    const seen: unknown[] = [];
    for (let count = 0; count < 6; count++) {
      till = await till.restart();
      await till.call("signIn", people.cashier);
      const { undo } = await till.call("getBasket");
      const { lines, card } = await till.call("undo");
      seen.push([undo, lines.map(({ id, qtyMilli }) => [id, qtyMilli]), card?.masked ?? null]);
    }
    const lines = [
      [
        ["1", 1196],
        ["2", 3000],
      ],
      [
        ["1", 1196],
        ["2", 2000],
      ],
      [
        ["1", 1196],
        ["2", 1000],
      ],
      [["1", 1196]],
      [],
    ];
    expect(seen).toEqual([
      ["Убрано: Корнеплоды", lines[0], "··7208"],
      ["Карта ··7208 показана", lines[0], null],
      ["Добавлено: Молоко ультрапастеризованное", lines[1], null],
      ["Добавлено: Молоко ультрапастеризованное", lines[2], null],
      ["Добавлено: Молоко ультрапастеризованное", lines[3], null],
      ["Добавлено: Корнеплоды", lines[4], null],
    ]);
    expect((await till.refused("undo")).kind).toBe("nothing-to-undo");
  });

  it("takes a basket put aside out again, also after a restart", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("suspendBasket");
    till = await till.restart();
    await till.call("signIn", people.cashier);
    expect(await till.call("getBasket")).toMatchObject({ lines: [], suspended: 1, recovered: false });
    expect(await till.call("undo")).toMatchObject({ lines: [{ sku: "1002" }], suspended: 0, undo: null });
  });

  it("undoes a removal, a card and a turned-down offer", async () => {
    await till.call("addLine", { sku: "1010", qtyMilli: 5000 });
    await till.call("declineOffer", { rule: (await till.call("getBasket")).offer?.rule ?? "" });
    expect((await till.call("getBasket")).offer).toBeNull();
    expect((await till.call("undo")).offer).not.toBeNull();
    await till.call("scan", { code: cards.active });
    expect((await till.call("undo")).card).toBeNull();
    await till.call("removeLine", { lineId: "1" });
    expect((await till.call("undo")).lines).toHaveLength(1);
  });

  it("records a removed line: goods off a receipt are a classic way to steal", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("removeLine", { lineId: "1" });
    await till.call("signIn", people.manager);
    const texts = (await till.call("listJournal", {})).map((row) => row.text);
    expect(texts).toContain("Убрано из чека: Молоко ультрапастеризованное, 1\u00a0шт., 2,45");
  });

  it("is put aside, undone at once, and recalled in exchange for the open one", async () => {
    expect((await till.refused("suspendBasket")).kind).toBe("basket-empty");
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("suspendBasket")).lines).toEqual([]);
    expect((await till.call("undo")).lines).toHaveLength(1);
    await till.call("suspendBasket");
    await till.call("scan", { code: goods.beer.code });
    const [aside] = await till.call("listSuspended");
    expect(aside).toMatchObject({ positions: 1, payableMinor: 245, operator: "Ковалёва А." });
    const back = await till.call("recallBasket", { id: aside?.id ?? "" });
    expect(back.lines[0]?.sku).toBe("1002");
    expect(back.suspended).toBe(1);
    expect((await till.refused("recallBasket", { id: aside?.id ?? "" })).kind).toBe("basket-unknown");
  });

  it("is given up with a reason, which stays in the journal and the shift", async () => {
    expect((await till.refused("voidBasket", { reason: "пусто" })).kind).toBe("basket-empty");
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("voidBasket", { reason: "нет денег" })).lines).toEqual([]);
    expect((await till.call("getShift"))?.voids).toBe(1);
    await till.call("signIn", people.manager);
    expect((await till.call("listJournal", {}))[1]?.text).toBe("Чек аннулирован, 2,45: нет денег");
  });

  it("takes at most 1 000 lines and tells so", async () => {
    await till.remove();
    till = await openSellingTill({ deaf: true });
    const input = { sku: "1125", qtyMilli: 10 };
    for (let count = 0; count < 1000; count++) await till.call("addLine", input);
    expect((await till.refused("addLine", input)).kind).toBe("basket-full");
    expect((await till.call("getBasket")).lines).toHaveLength(1000);
  });

  it("checks a price without selling", async () => {
    expect(await till.call("checkPrice", { code: goods.beer.code })).toMatchObject({
      excluded: { clause: "1" },
      withCardMinor: null,
    });
    expect(await till.call("checkPrice", { code: weightLabel("1010", 500) })).toMatchObject({
      item: { sku: "1010", priceMinor: 2199 },
      withCardMinor: 2089,
    });
    expect((await till.refused("checkPrice", { code: "nothing" })).kind).toBe("item-unknown");
    expect((await till.call("getBasket")).lines).toEqual([]);
  });

  it("finds goods by the beginning of a word, by barcode and by sku", async () => {
    expect((await till.call("searchItems", { text: "пиво" })).map((item) => item.sku)).toEqual(["1022", "1013"]);
    expect((await till.call("searchItems", { text: "1002" }))[0]?.sku).toBe("1002");
    expect((await till.call("searchItems", { text: goods.milk.code }))[0]?.sku).toBe("1002");
    expect(await till.call("searchItems", { text: "  " })).toEqual([]);
  });
});

describe("after a crash", () => {
  it("the basket is there again, said once, with its card, and can be paid", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    // The copy that died never closed its files.
    const dead = till;
    await dead.engine.close();
    till = openTestTill({ dir: dead.dir });
    await till.call("signIn", people.cashier);
    const found = await till.call("getBasket");
    expect(found).toMatchObject({ recovered: true, card: { masked: "··7208" }, totals: { payableMinor: 240 } });
    expect((await till.call("getBasket")).recovered).toBe(false);
    expect((await payCash(till, "after")).number).toBe(1);
  });

  it("suspended baskets and the shift are there again, too", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("suspendBasket");
    till = await till.restart();
    await till.call("signIn", people.cashier);
    expect(await till.call("listSuspended")).toHaveLength(1);
    expect((await till.call("getShift"))?.number).toBe(1);
  });
});
