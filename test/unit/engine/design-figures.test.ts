import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cards, openSellingTill, weightLabel, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill({ at: "2025-11-20T12:00:00+03:00" });
});
afterEach(() => till.remove());

async function enter(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [item] = await till.call("searchItems", { text: name });
    if (!item) throw new Error(`no ${name}`);
    await till.call("addLine", { sku: item.sku });
  }
}

describe("the figures of the drawn screens come out of the till", () => {
  it("a sale: 21,27 less 0,17 with the card, 1,25 missing to 5 %", async () => {
    await enter(["Молоко цельное", "Макароны", "Пиво бутылочное", "Пиво бутылочное"]);
    await till.call("scan", { code: weightLabel("1111", 742) });
    await enter(["Шоколад", "Хлеб ржаной", "Пакет-майка"]);
    await till.call("scan", { code: weightLabel("1125", 1196) });
    await till.call("scan", { code: cards.active });
    const { lines, totals, hint } = await till.call("getBasket");
    expect(lines.map((line) => line.netMinor)).toEqual([195, 215, 658, 239, 389, 169, 35, 210]);
    expect(totals).toMatchObject({
      positions: 8,
      grossMinor: 2127,
      excludedMinor: 1251,
      discountMinor: 17,
      payableMinor: 2110,
    });
    expect(totals.discountLabel).toBe("Скидка по карте 2\u00a0%");
    expect(hint).toMatchObject({ missingMinor: 125, discountNowMinor: 17, discountThenMinor: 50, clause: "18.2" });
    expect(hint?.title).toBe("До 5\u00a0% не хватает");
    expect(hint?.text).toBe("Скидка станет 0,50 вместо 0,17");
  });

  it("a card as a gift: 103,44 reached, 118,96 instead of 124,13 with it", async () => {
    await till.call("scan", { code: weightLabel("1010", 1284) });
    await till.call("scan", { code: weightLabel("1071", 846) });
    await enter(["Кофе молотый"]);
    await till.call("scan", { code: weightLabel("1054", 652) });
    await enter([
      "Стиральный порошок",
      "Масло сливочное",
      "Масло сливочное",
      "Вино красное",
      "Пакет-майка",
      "Пакет-майка",
    ]);
    const { lines, totals, offer } = await till.call("getBasket");
    expect(totals).toMatchObject({ payableMinor: 12_413, withCardDiscountMinor: 517 });
    expect(lines.map((line) => line.withCardMinor)).toEqual([2683, 1767, 1329, 1486, 1424, 1138, null, null]);
    expect(offer).toMatchObject({ actualMinor: 10_344, payableThenMinor: 11_896, discountThenMinor: 517 });
    expect(offer?.steps[1]).toEqual({ title: "Карта заработает в этом чеке", text: "К оплате станет 118,96" });
    await till.call("scan", { code: cards.blank });
    expect((await till.call("getBasket")).totals.payableMinor).toBe(11_896);
  });
});
