import { describe, expect, it } from "vitest";
import {
  appOfJourney,
  cards,
  expectQuiet,
  goods,
  openShop,
  openTill,
  scanLate,
  shells,
  weightLabel,
  withCheckDigit,
} from "./harness/index.ts";

describe.each(shells)("bad input in $name", ({ launch }) => {
  const opened = appOfJourney(async () => openTill({ launch }, await openShop([["scan", { code: goods.milk.code }]])));

  it.each([
    ["an unknown barcode", withCheckDigit("481000000001"), /такого товара нет/i],
    ["a barcode read in part", "4817000010028", /не прочитан целиком/i],
    [
      "a weight label of goods that are not weighed",
      weightLabel(goods.milk.sku, 500),
      /не подходит|такого товара нет/i,
    ],
    ["an unknown card", cards.unknown, /Карты ··\d{4} нет/, "Enter"],
    ["a payment card", "4111111111111111", /банковская карта/i],
  ])("%s is refused in words, and the basket stays", async (_what, code, words, key = "Escape") => {
    const { till } = opened();
    await till.scan(code);
    await till.says("refusal", words);
    await till.says("total", "2,45");
    await till.press(key);
    await expect.poll(() => till.at("refusal").count()).toBe(0);
  });

  it("never shows the number of a payment card", async () => {
    const { app, till } = opened();
    await till.scan("4111111111111111");
    await till.says("refusal", /банковская карта/i);
    expect(await app.page.content()).not.toContain("4111111111111111");
    await till.press("Escape");
  });

  it("what a person types is searched for, not taken for a scan", async () => {
    const { till } = opened();
    await till.typeRussian("кофе мол");
    await till.says("search-results", "Кофе молотый");
    await till.press("Enter");
    await till.says("total", "16,44");
  });

  it("a scan while a person types leaves their text alone", async () => {
    const { till } = opened();
    await till.press("F2");
    await till.typeRussian("мол");
    await till.scan(goods.beer.code);
    await till.says("total", "19,73");
    await expect.poll(() => till.at("search").inputValue()).toBe("мол");
  });

  it.each([
    [1, "59,72"],
    [2, "99,71"],
  ])("a scan whose first %i keys came long before the rest is read whole, and types nothing", async (keys, total) => {
    const { app, till } = opened();
    await scanLate(app.page, goods.brandy.code, { keys, ms: 400 });
    await till.says("total", total);
    await expect.poll(() => till.at("search").inputValue()).toBe("мол");
    expect(await till.at("refusal").count()).toBe(0);
  });

  it("logs no errors", () => expectQuiet(opened().app));
});
