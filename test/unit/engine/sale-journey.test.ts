import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cards, goods, openSellingTill, openTestTill, payCash, people, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

describe("a sale with a card, an excluded beer, weighed goods and a free card", () => {
  it("discounts by 2 % up to 10.00 of eligible goods, excludes the beer, and is paid with change", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: goods.beer.code });
    await till.call("scan", { code: goods.roots.code });
    expect(await till.call("scan", { code: cards.active })).toMatchObject({ kind: "card-shown", lineId: null });
    const basket = await till.call("getBasket");
    expect(basket.lines.map(({ state, discountMinor, netMinor }) => [state, discountMinor, netMinor])).toEqual([
      ["discounted", 5, 240],
      ["excluded", 0, 329],
      ["discounted", 4, 210],
    ]);
    expect(basket.lines[1]?.reason).toEqual({ text: "Пиво: скидка не действует", clause: "1" });
    expect(basket.card).toMatchObject({ masked: "··7208", state: "serves", rateBp: 200 });
    expect(basket.totals).toMatchObject({ grossMinor: 788, excludedMinor: 329, discountMinor: 9, payableMinor: 779 });
    const tenders = [{ kind: "cash" as const, amountMinor: 1000 }];
    const sale = { requestId: "a", revision: basket.revision, payableMinor: 779, tenders };
    const receipt = await till.call("completeSale", sale);
    expect(receipt).toMatchObject({
      number: 1,
      payableMinor: 779,
      receivedMinor: 1000,
      changeMinor: 221,
      card: "··7208",
    });
    expect(receipt.lines.map((line) => line.reason)).toEqual([
      "2\u00a0% по карте, п.\u00a018.2",
      "Пиво: скидка не действует, п.\u00a01",
      "2\u00a0% по карте, п.\u00a018.2",
    ]);
    expect((await till.call("getBasket")).lines).toEqual([]);
  });

  it("003 §18: above 10.00 of eligible goods the rate is 5 %, and beer does not help to get there", async () => {
    await till.call("addLine", { sku: "1010", qtyMilli: 455 });
    await till.call("scan", { code: cards.active });
    expect((await till.call("getBasket")).card?.rateBp).toBe(500);
    await till.call("removeLine", { lineId: "1" });
    for (let count = 0; count < 4; count++) await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: goods.beer.code });
    expect((await till.call("getBasket")).card?.rateBp).toBe(200);
  });

  it("003 §7: from 100.00 a blank is free, works at once and is active afterwards", async () => {
    for (const [sku, qtyMilli] of [
      ["1010", 2000],
      ["1071", 2000],
      ["1058", 1000],
    ] as const) {
      await till.call("addLine", { sku, qtyMilli });
    }
    const before = await till.call("getBasket");
    expect(before.offer).toMatchObject({ clause: "7", actualMinor: 10_145 });
    expect(before.offer).toMatchObject({
      title: "Карта в подарок",
      text: "Покупка от 100,00 — карта бесплатно",
      reached: "Без алкоголя, табака, пива и упаковки набрано 101,45",
    });
    expect(before.offer?.steps.map((step) => step.title)).toEqual([
      "Возьмите бланк и считайте его",
      "Карта заработает в этом чеке",
      "Отдайте карту с чеком",
    ]);
    expect(before.offer?.steps.at(-1)?.text).toBe("Анкета не нужна");
    expect(await till.call("scan", { code: cards.blank })).toMatchObject({ kind: "blank-added" });
    const basket = await till.call("getBasket");
    expect(basket.offer).toBeNull();
    expect(basket.totals.payableMinor).toBe(before.offer?.payableThenMinor);
    expect(basket.card).toMatchObject({ masked: "··1013", state: "activates", rateBp: 500 });
    expect(basket.lines.at(-1)).toMatchObject({ state: "card", netMinor: 0, reason: { clause: "7" } });
    const receipt = await payCash(till, "free");
    expect(receipt.notes.join()).toContain("··1013");
    expect(await till.call("findCard", { number: cards.blank })).toMatchObject({ status: "active" });
  });

  it("003 §7: in a shop's first three days 1.00 is enough, and the offer says so", async () => {
    await till.call("signIn", people.manager);
    await till.call("saveSettings", { settings: { shopOpenedOn: "2025-01-01" } });
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("getBasket")).offer).toMatchObject({
      text: "Покупка от 1,00 — карта бесплатно",
      reached: "Без алкоголя, табака, пива и упаковки набрано 2,45",
    });
    await till.call("addLine", { sku: "1010", qtyMilli: 5000 });
    expect((await till.call("getBasket")).offer?.text).toBe("Покупка от 100,00 — карта бесплатно");
  });

  it("003 §6: below 100.00 the same blank costs 2.00", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.blank });
    const basket = await till.call("getBasket");
    expect(basket.lines.at(-1)).toMatchObject({ state: "card", netMinor: 200, reason: { clause: "6" } });
    expect((await till.call("getShift"))?.cards.sold).toBe(0);
    await payCash(till, "sold");
    expect((await till.call("getShift"))?.cards).toMatchObject({ sold: 1, given: 0, activated: 1, soldMinor: 200 });
  });

  it("003 §8: a blank sold with beer alone stays issued until it serves", async () => {
    await till.call("scan", { code: goods.beer.code });
    await till.call("scan", { code: cards.blank });
    await payCash(till, "beer");
    expect(await till.call("findCard", { number: cards.blank })).toMatchObject({ status: "issued" });
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.blank });
    expect((await till.call("getBasket")).card).toMatchObject({ state: "activates", rateBp: 200 });
    await payCash(till, "first");
    expect(await till.call("findCard", { number: cards.blank })).toMatchObject({ status: "active" });
  });

  it("shows what a card would save while none serves", async () => {
    await till.call("scan", { code: goods.beef.code });
    const { lines, totals } = await till.call("getBasket");
    expect(lines[0]).toMatchObject({ state: "eligible", netMinor: 2824, withCardMinor: 2683 });
    expect(totals.withCardDiscountMinor).toBe(141);
  });

  it("hints at 5 % only within reach: from 70 % of 10.01", async () => {
    await till.call("scan", { code: cards.active });
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("getBasket")).hint).toBeNull();
    for (let count = 0; count < 2; count++) await till.call("scan", { code: goods.milk.code });
    expect((await till.call("getBasket")).hint).toMatchObject({
      actualMinor: 735,
      requiredMinor: 1001,
      missingMinor: 266,
    });
  });

  it("003 §18: the rate is that of the moment of settlement, across midnight of the new year", async () => {
    await till.remove();
    till = await openSellingTill({ at: "2024-12-31T23:58:00+03:00" });
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    const seen = await till.call("getBasket");
    expect(seen.card?.rateBp).toBe(500);
    till.passTime(3 * 60_000);
    const { revision, totals } = seen;
    const tenders = [{ kind: "cash" as const, amountMinor: totals.payableMinor }];
    const late = { requestId: "late", revision, payableMinor: totals.payableMinor, tenders };
    expect((await till.refused("completeSale", late)).kind).toBe("basket-changed");
    expect(till.last("basketChanged").card?.rateBp).toBe(200);
    expect((await payCash(till, "late")).payableMinor).toBe(240);
  });
});

describe("what keeps a sale from being made", () => {
  it("needs somebody signed in and an open shift", async () => {
    await till.remove();
    till = openTestTill();
    expect((await till.refused("scan", { code: goods.milk.code })).kind).toBe("not-signed-in");
    await till.call("signIn", people.cashier);
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("getBasket")).blocked).toBe("Смена не открыта");
    const sale = {
      requestId: "x",
      revision: 1,
      payableMinor: 245,
      tenders: [{ kind: "cash" as const, amountMinor: 245 }],
    };
    expect((await till.refused("completeSale", sale)).kind).toBe("shift-not-open");
    expect((await till.call("getBasket")).lines).toHaveLength(1);
  });

  it("takes double Enter for one sale: the same request answers the same receipt", async () => {
    await till.call("scan", { code: goods.milk.code });
    const { revision } = await till.call("getBasket");
    const tenders = [{ kind: "cash" as const, amountMinor: 245 }];
    const sale = { requestId: "twice", revision, payableMinor: 245, tenders };
    const [first, second] = await Promise.all([till.call("completeSale", sale), till.call("completeSale", sale)]);
    expect(second).toEqual(first);
    expect((await till.call("getShift"))?.sales.count).toBe(1);
    const again = await till.restart();
    await again.call("signIn", people.cashier);
    expect((await again.call("completeSale", sale)).number).toBe(first.number);
    expect((await again.call("listReceipts", {})).length).toBe(1);
    await again.close();
  });

  it("refuses a wrong amount, a short tender, too much by card, cash beside a full card part", async () => {
    await till.call("scan", { code: goods.milk.code });
    const { revision } = await till.call("getBasket");
    const pay = (payableMinor: number, tenders: { kind: "cash" | "card"; amountMinor: number }[]) =>
      till.refused("completeSale", { requestId: "r", revision, payableMinor, tenders });
    expect((await pay(244, [])).kind).toBe("basket-changed");
    expect(await pay(245, [{ kind: "cash", amountMinor: 200 }])).toMatchObject({
      kind: "tender-short",
      message: "Не хватает 0,45",
    });
    expect((await pay(245, [{ kind: "card", amountMinor: 300 }])).kind).toBe("tender-over");
    expect(
      (
        await pay(245, [
          { kind: "card", amountMinor: 245 },
          { kind: "cash", amountMinor: 5 },
        ])
      ).kind,
    ).toBe("tender-over");
    expect(
      (
        await pay(245, [
          { kind: "cash", amountMinor: 245 },
          { kind: "card", amountMinor: 0 },
        ])
      ).kind,
    ).toBe("tender-invalid");
    expect((await till.call("getShift"))?.sales.count).toBe(0);
  });

  it("sells the card article of the catalogue without a blank as ordinary excluded goods", async () => {
    await till.call("addLine", { sku: "9003" });
    expect((await till.call("getBasket")).lines[0]).toMatchObject({ state: "excluded", netMinor: 200 });
    const receipt = await payCash(till, "article");
    expect(receipt.lines[0]?.notReturnable).not.toBeNull();
  });
});
