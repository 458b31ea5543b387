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
  shells,
} from "./harness/index.ts";

describe.each(shells)("why it costs what it costs, in $name", ({ launch }) => {
  const apps = appsPerTest({ launch });

  it("what matters at once, every other rule by one more key, the receipt by the next", async () => {
    const { app, till } = await apps.open(await openShop());
    await till.scan(goods.milk.code);
    await till.scan(cards.active);
    await till.says("total", "2,40");
    await till.press("F4");
    await till.says("why", /2 % по карте.*п\. 18\.2.*5 % по карте.*Нужно от 10,01, сейчас 2,45/);
    await till.says("why", "До 5 % не хватает");
    expect(await till.at("why-folded").count()).toBe(0);
    expect(await till.at("why-compare").count()).toBe(0);
    await till.press("Shift+F4");
    await till.says("why-folded", "В этот день не действует");
    await expectAccessible(app.page);
    await till.press("Shift+F4");
    await till.at("why-folded").waitFor({ state: "detached" });
    await till.at("why-receipt").click();
    await till.says("why", "Товары по ценам на полке");
    expectQuiet(app);
  });

  it("a manager sees the receipt under the other readings of the document", async () => {
    const beer = { sku: goods.beer.sku, qtyMilli: 3_000 };
    const { app, till } = await apps.open(await openShop([["addLine", beer]]));
    await till.scan(goods.milk.code);
    await till.scan(cards.active);
    await till.says("total", "12,27");
    await till.lock();
    await till.signIn(manager);
    await till.press("F4");
    await till.at("why-receipt").click();
    await till.at("why-compare").click();
    await till.says("why-readings", /все товары чека.*п\. 18.*12,20/);
    await till.lock();
    await till.signIn(cashier);
    expectQuiet(app);
  });
});
