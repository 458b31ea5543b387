import { describe, expect, it } from "vitest";
import {
  appOfJourney,
  cards,
  cashier,
  expectAccessible,
  expectQuiet,
  goods,
  manager,
  openShop,
  openTill,
  says,
  shells,
  type Till,
} from "./harness/index.ts";

describe.each(shells)("a day at the till in $name", ({ launch }) => {
  const opened = appOfJourney(async () => openTill({ launch }, await openShop()));

  it("puts a basket aside for the next customer and takes it back, by keys alone", async () => {
    const { till } = opened();
    await till.scan(goods.coffee.code);
    await till.scan(cards.active);
    await till.says("total", "13,29");
    await till.press("F6");
    await expect.poll(() => till.at("line").count()).toBe(0);
    await till.scan(goods.milk.code);
    await pay(till, "F6");
    await till.press("F9");
    await till.press("F6");
    await till.says("suspended-row", "Кофе молотый");
    await till.press("Enter");
    await till.says("total", "13,29");
    await till.says("card-banner", "5 %");
  });

  it("changes a quantity, removes a line and brings it back with Ctrl+Z", async () => {
    const { till } = opened();
    await till.scan(goods.beer.code);
    await till.press("F3");
    await till.type("3");
    await till.press("Enter");
    await says(till.line(goods.beer.sku), "3 шт.");
    await till.press("Delete");
    await expect.poll(() => till.line(goods.beer.sku).count()).toBe(0);
    await till.says("undo-line", "Пиво бутылочное");
    await till.press("Control+z");
    await says(till.line(goods.beer.sku), "3 шт.");
    await till.says("total", "23,16");
  });

  it("takes part by card and the rest in cash", async () => {
    const { till } = opened();
    await till.press("F9");
    await till.press("F7");
    await till.at("card-part").fill("20");
    await till.at("received").fill("5");
    await till.says("change", "1,84");
    await till.at("accept-payment").click();
    await till.says("receipt", /Чек 2/);
  });

  it("gives a purchase up with a reason", async () => {
    const { app, till } = opened();
    await till.press("F9");
    await till.scan(goods.brandy.code);
    await till.press("Control+k");
    await app.page.getByText("Отменить покупку").first().click();
    await till.at("void-reason-refused").click();
    await till.press("Control+Enter");
    await expect.poll(() => till.at("line").count()).toBe(0);
  });

  it("takes a line back and pays to the kopeck what was paid for it", async () => {
    const { app, till } = opened();
    await till.go("returns");
    await till.at("receipt-row").first().click();
    await till.says("receipt-view", "23,16");
    await till.press("F9");
    await till.at("return-line").first().getByRole("button").last().click();
    await till.at("return-reason-quality").click();
    await till.says("refund-total", "13,29");
    await expectAccessible(app.page);
    await till.press("F9");
    await giveConsent(till);
    await till.says("return-done", "13,29");
  });

  it("closes the shift with the counted drawer and keeps the Z report", async () => {
    const { app, till } = opened();
    await till.lock();
    await till.signIn(manager);
    await till.go("shift");
    await till.says("shift-figures", /Чеков ?2/);
    await expectAccessible(app.page);
    await till.press("F8");
    await till.at("count-sum").click();
    await till.at("counted-sum").fill("103,16");
    await till.at("z-report").click();
    await says(app.page.locator("body"), /Z-отчёт № 1.*Должно быть ?103,16Пересчитано ?103,16/);
    await till.lock();
    await till.signIn(cashier);
    await till.scan(goods.milk.code);
    await says(app.page.getByRole("main"), "Смена не открыта");
  });

  it("logs no errors", () => expectQuiet(opened().app));
});

async function pay(till: Till, tender: string): Promise<void> {
  await till.press("F9");
  await till.press(tender);
  await till.press("Enter");
  await till.at("receipt").waitFor();
}

/** Where the operator may not do it alone, the manager's PIN is asked for. */
async function giveConsent(till: Till): Promise<void> {
  const dialog = till.at("override");
  await dialog.or(till.at("return-done")).first().waitFor();
  if ((await dialog.count()) === 0) return;
  await till.at(`override-${manager.operatorId}`).click();
  await till.at("override-pin").fill(manager.pin);
  await till.press("Enter");
}
