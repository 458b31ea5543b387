import { describe, expect, it } from "vitest";
import {
  appsPerTest,
  cards,
  cashier,
  expectAccessible,
  expectQuiet,
  goods,
  manager,
  openShop,
  says,
  shells,
  type Step,
} from "./harness/index.ts";

describe.each(shells)("cards at the till in $name", ({ launch }) => {
  const apps = appsPerTest({ launch });
  const open = async (steps: readonly Step[] = []) => apps.open(await openShop(steps));

  /** Eight packs of coffee at 13,99: above the 100,00 that earn a card. */
  const plenty: readonly Step[] = [["addLine", { sku: goods.coffee.sku, qtyMilli: 8_000 }]];

  it("offers a free card when earned, and the card given works in the same receipt", async () => {
    const { app, till } = await open(plenty);
    await till.says("offer", "п. 7");
    await expectAccessible(app.page);
    await till.scan(cards.blank);
    await till.says("card-banner", "5 %");
    await till.says("total", "106,32");
    await till.press("F9");
    await till.press("F6");
    await till.press("Enter");
    await till.says("receipt", /Чек 1/);
    await till.press("F9");
    await till.scan(goods.milk.code);
    await till.scan(cards.blank);
    await till.says("card-banner", "2 %");
    expectQuiet(app);
  });

  it("lets the customer turn the free card down with one key", async () => {
    const { till } = await open(plenty);
    await till.says("offer", "п. 7");
    await till.press("Escape");
    await expect.poll(() => till.at("offer").count()).toBe(0);
    await till.says("total", "111,92");
  });

  it("sells a blank for 2,00 that no discount touches", async () => {
    const { till } = await open();
    await till.scan(goods.milk.code);
    await till.scan(cards.blank);
    await expect.poll(() => till.at("line").count()).toBe(2);
    await till.says("total", "4,40");
  });

  it.each([
    ["lost", cards.lost, /Карта ··2395 не действует/, "п. 17"],
    ["withdrawn", cards.withdrawn, /Карта не действует/, "п. 11"],
  ])("refuses a %s card with the clause and what to do, and the sale goes on", async (_name, number, title, clause) => {
    const { app, till } = await open();
    await till.scan(goods.milk.code);
    await till.scan(number);
    await till.says("refusal", title);
    await till.says("refusal", clause);
    await expectAccessible(app.page);
    await till.scan(goods.beer.code);
    await till.says("total", "5,74");
    await till.press("Enter");
    await expect.poll(() => till.at("refusal").count()).toBe(0);
  });

  it("re-prices the open basket at once when the manager blocks its card", async () => {
    const { app, till } = await open([
      ["scan", { code: goods.milk.code }],
      ["scan", { code: cards.active }],
    ]);
    await till.says("total", "2,40");
    await till.lock();
    await till.signIn(manager);
    await till.go("cards");
    await till.scan(cards.active);
    await till.says("card-view", "Действует");
    await till.at("reason-lost").click();
    await till.at("block-source").fill("Позвонил владелец");
    await till.press("Control+Enter");
    await till.says("card-state", "Заблокирована");
    await till.go("sale");
    await till.says("total", "2,45");
    await till.says("refusal", "п. 17");
    expectQuiet(app);
  });

  it("asks a cashier who blocks a card for the manager's PIN", async () => {
    const { app, till } = await open();
    await till.go("shift");
    await till.scan(cards.another);
    await till.at("reason-lost").click();
    await till.at("block-source").fill("Позвонил владелец");
    await till.press("Control+Enter");
    await till.says("override", "разрешение старшего смены");
    await expectAccessible(app.page);
    await till.at(`override-${manager.operatorId}`).click();
    await till.at("override-pin").fill(manager.pin);
    await till.press("Enter");
    await says(app.page.getByTestId("card-state"), "Заблокирована");
    await till.lock();
    await till.signIn(cashier);
  });
});
