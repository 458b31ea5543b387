import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Explanation } from "../../../core/contract/index.ts";
import { parsePack, type Pack } from "../../../core/programme/index.ts";
import { cards, goods, openSellingTill, openTestTill, people, resourcesDir, type TestTill } from "./test-till.ts";

let till: TestTill;
afterEach(() => till.remove());

function packOf(id: string): Pack {
  const parsed = parsePack(readFileSync(join(resourcesDir, "packs", `${id}.json`), "utf8"));
  if (!parsed.ok) throw new Error(`the pack ${id} reads`);
  return parsed.value;
}

const plain = (text: string): string => text.replaceAll(/\s+/g, " ");
const told = ({ rows }: Explanation, isFolded: boolean) =>
  rows
    .filter(({ folded }) => folded === isFolded)
    .map(({ kind, title, detail, clause, amountMinor }) => [kind, plain(title), plain(detail), clause, amountMinor]);
const sellAll = async (...codes: string[]): Promise<void> => {
  for (const code of codes) await till.call("scan", { code });
};

describe("why a line costs what it costs", () => {
  beforeEach(async () => {
    till = await openSellingTill();
  });

  it("shelf price, what applies and its amount before rounding, the nearest threshold; the rest folded", async () => {
    await sellAll(goods.roots.code, cards.active);
    const why = await till.call("explain", { lineId: "1" });
    expect(told(why, false)).toEqual([
      ["shelf", "Цена на полке", "1,79 × 1,196 кг", null, 214],
      ["applied", "2 % по карте", "Точно 0,0428, округлено", "18.2", -4],
      ["refused", "5 % по карте", "Нужно от 10,01, сейчас 2,14", "18.2", null],
      ["result", "Сумма", "", null, 210],
    ]);
    expect(told(why, true)).toEqual([["refused", "5 % по карте", "В этот день не действует", "18.1", null]]);
    expect(why.document).toContain("437-ОД");
  });

  it("without a card: what a card would be needed for comes first", async () => {
    await sellAll(goods.milk.code);
    const why = await till.call("explain", { lineId: "1" });
    expect(told(why, false)[1]).toEqual(["refused", "5 % по карте", "Карта не показана", "19", null]);
    expect(told(why, true)).toHaveLength(2);
  });

  it("excluded goods say their ground once, and of each rule that it is not about them", async () => {
    await sellAll(goods.beer.code, cards.active);
    const why = await till.call("explain", { lineId: "1" });
    expect(told(why, false).map(([kind]) => kind)).toEqual(["shelf", "excluded", "result"]);
    expect(told(why, true).filter(([kind]) => kind === "excluded")).toEqual([
      ["excluded", "5 % по карте", "На этот товар не распространяется", "1", null],
      ["excluded", "2 % по карте", "На этот товар не распространяется", "1", null],
    ]);
  });

  it("a card on sale has its price's clause, and no rule is about it", async () => {
    await sellAll(goods.milk.code, cards.blank);
    const why = await till.call("explain", { lineId: "2" });
    expect(told(why, false)[0]).toEqual(["shelf", "Новая карта", "", "6", 200]);
    expect(told(why, true).filter(([kind]) => kind === "not-matching")).toHaveLength(2);
  });

  it("a rule that lost names the winner and the difference, and pricing without the winner proves it", async () => {
    await sellAll(goods.beef.code, goods.roots.code, cards.active);
    const why = await till.call("explain", { lineId: "2" });
    expect(told(why, false)[2]).toEqual([
      "displaced",
      "2 % по карте",
      "Вытеснена: «5 % по карте» выгоднее на 0,07",
      "18.2",
      -4,
    ]);
    const [question] = why.questions;
    expect(question).toMatchObject({ kind: "why-not", clause: "18.2", differenceMinor: 92 });
    expect(plain(question?.text ?? "")).toBe("Без «5 % по карте» к оплате 29,78: на 0,92 дороже");
    const basket = await till.call("getBasket");
    expect(basket.totals.payableMinor + 92).toBe(2978);
  });

  it("a line that is not there is refused", async () => {
    expect((await till.refused("explain", { lineId: "5" })).kind).toBe("line-unknown");
  });
});

describe("why the receipt costs what it costs", () => {
  beforeEach(async () => {
    till = await openSellingTill();
  });

  it("each rule once with how much of the receipt it is about, each ground of exclusion once", async () => {
    await sellAll(goods.beef.code, goods.roots.code, goods.beer.code, cards.active);
    const why = await till.call("explain", { lineId: null });
    expect(told(why, false)).toEqual([
      ["shelf", "Товары по ценам на полке", "3 позиции", null, 3367],
      ["applied", "5 % по карте", "2 позиции", "18.2", -152],
      ["displaced", "2 % по карте", "Вытеснена: «5 % по карте» выгоднее на 0,92. 2 позиции", "18.2", -60],
      ["result", "Сумма", "", null, 3215],
    ]);
    expect(told(why, true)).toEqual([
      ["refused", "5 % по карте", "В этот день не действует", "18.1", null],
      ["excluded", "Пиво: скидка не действует", "1 позиция", "1", null],
    ]);
  });

  it("a card that does not serve says why before any rule", async () => {
    await sellAll(goods.milk.code);
    await till.raw({ id: 1, command: "scan", input: { code: cards.lost } });
    const why = await till.call("explain", { lineId: null });
    expect(told(why, false)[1]?.[0]).toBe("refused");
    expect(told(why, false)[1]?.[3]).not.toBeNull();
  });

  it("the smallest change that saves more comes true", async () => {
    await sellAll(goods.roots.code, cards.active);
    const [question] = (await till.call("explain", { lineId: null })).questions;
    expect(question).toMatchObject({ kind: "saves-more", differenceMinor: -46 });
    expect(plain(question?.text ?? "")).toContain("Скидка станет 0,50 вместо 0,04");
    expect(plain(question?.title ?? "")).toBe("До 5 % не хватает 7,87");
    // 787 kopecks of the same goods: 4.397 kg at 1.79 are 7.87.
    await till.call("addLine", { sku: "1125", qtyMilli: 4397 });
    expect((await till.call("getBasket")).totals.discountMinor).toBe(50);
  });

  it("another reading of the document: for whoever answers for it, and only where it changes anything", async () => {
    await sellAll(goods.milk.code, goods.beer.code, goods.beer.code, goods.beer.code, cards.active);
    expect((await till.refused("explain", { lineId: null, readings: true })).kind).toBe("not-permitted");
    expect((await till.call("explain", { lineId: null })).readings).toBeNull();
    await till.call("signIn", people.manager);
    const { readings } = await till.call("explain", { lineId: null, readings: true });
    // 2.45 of eligible goods and 9.87 of beer: over 10.00 only where all goods count. 5 % of 2.45 is 0.12, 2 % 0.05.
    expect(readings).toEqual([
      expect.objectContaining({ clause: "18", text: "Вариант 2 из 2", payableMinor: 1220, differenceMinor: -7 }),
    ]);
    expect(readings?.[0]?.title).toContain("все товары чека");
    await till.call("removeLine", { lineId: "2" });
    expect((await till.call("explain", { lineId: null, readings: true })).readings).toEqual([]);
  });
});

describe("every rule of a programme is told, in every language", () => {
  it.each(["ru", "be", "en"] as const)("%s, under rules with tables, orders and choices too", async (locale) => {
    till = openTestTill({ at: "2026-03-02T10:00:00+03:00" });
    await till.call("chooseWorkplace", { id: "school" });
    await till.call("signIn", people.manager);
    await till.call("setLocale", { locale });
    await till.call("openShift", { floatMinor: 0 });
    await till.call("addLine", { sku: "CARD-POOL-12" });
    const pack = packOf("sport-school");
    const line = await till.call("explain", { lineId: "1" });
    const rules = new Set(line.rows.flatMap(({ rule }) => rule ?? []));
    expect([...rules].toSorted()).toEqual([...pack.offers, ...(pack.prices ?? [])].map(({ id }) => id).toSorted());
    const receipt = await till.call("explain", { lineId: null, readings: true });
    const words = [...line.rows, ...receipt.rows, ...receipt.questions].map((row) => JSON.stringify(row));
    expect(words.filter((text) => /\{\w|undefined|\[object/.test(text))).toEqual([]);
  });
});
