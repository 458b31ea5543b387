import { describe, expect, it } from "vitest";
import {
  appOfJourney,
  cards,
  cashier,
  demoData,
  expectAccessible,
  expectQuiet,
  goods,
  says,
  shells,
  tillOf,
  weightLabel,
} from "./harness/index.ts";

describe.each(shells)("the first sale of a day in $name", ({ launch }) => {
  const opened = appOfJourney(async () => {
    const app = await launch(await demoData());
    return { app, till: tillOf(app.page) };
  });

  it("begins with a PIN, and a wrong one says how many tries are left", async () => {
    const { app, till } = opened();
    await till.at(`operator-${cashier.operatorId}`).click();
    await till.type("9999");
    await till.press("Enter");
    await says(app.page.getByRole("alert"), "PIN не подошёл. Ещё 4 попытки");
    await expectAccessible(app.page);
    await till.signIn(cashier);
  });

  it("needs a shift, which opens with the counted drawer", async () => {
    const { till } = opened();
    await till.go("shift");
    await till.at("shift-float").fill("100");
    await till.press("F9");
    await till.says("shift-figures", "Выручка смены 1");
    await till.go("sale");
  });

  it("takes goods by scanner and shows what a card would make of each", async () => {
    const { till } = opened();
    await till.scan(goods.milk.code);
    await says(till.line(goods.milk.sku), "С картой 2,40");
    await till.scan(weightLabel(goods.beef.sku, 1_196));
    await says(till.line(goods.beef.sku), /1,196 кг.*26,30/);
    await till.scan(goods.beer.code);
    await says(till.line(goods.beer.sku), "Пиво: скидка не действует, п. 1");
    await till.says("total", "32,04");
  });

  it("discounts every line but the excluded one when the card is scanned, under a Russian layout too", async () => {
    const { app, till } = opened();
    await till.scan(cards.active, "ru");
    await till.says("card-banner", "5 %");
    await says(till.line(goods.milk.sku), "−0,12");
    await says(till.line(goods.beef.sku), "−1,32");
    await says(till.line(goods.beer.sku), "без скидки");
    await till.says("total", "30,60");
    await till.says("saving", "1,44");
    await expectAccessible(app.page);
  });

  it("says on F4 why a line costs what it costs, with the clause", async () => {
    const { app, till } = opened();
    await till.line(goods.beef.sku).click();
    await till.press("F4");
    await says(app.page.getByRole("complementary"), /26,30.*п\. 18\.2.*24,98/);
    await till.press("F4");
  });

  it("gives change for cash and stores one receipt, however often Enter is pressed", async () => {
    const { app, till } = opened();
    await till.press("F9");
    await till.press("F5");
    await till.type("50");
    await till.says("change", "19,40");
    await expectAccessible(app.page);
    await Promise.all([till.press("Enter"), till.press("Enter"), till.press("Enter")]);
    await till.says("receipt", "19,40");
    await expectAccessible(app.page);
    await till.go("shift");
    await till.says("shift-figures", /30,60.*1,44/);
    await till.go("returns");
    await expect.poll(() => till.at("receipt-row").count()).toBe(1);
  });

  it("leaves an empty basket for the next customer", async () => {
    const { till } = opened();
    await till.go("sale");
    await till.scan(goods.milk.code);
    await expect.poll(() => till.at("line").count()).toBe(1);
    await till.says("total", "2,45");
  });

  it("logs no errors", () => expectQuiet(opened().app));
});
