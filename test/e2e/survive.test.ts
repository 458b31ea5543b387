import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import {
  appsPerTest,
  ask,
  cards,
  cashier,
  expectAccessible,
  goods,
  openShop,
  says,
  shells,
  tillOf,
  type Data,
} from "./harness/index.ts";

describe.each(shells)("bad luck in $name", ({ launch }) => {
  const apps = appsPerTest({ launch });

  async function halfSale(data: Data) {
    const opened = await apps.open(data);
    await opened.till.scan(goods.milk.code);
    await opened.till.scan(cards.active);
    await opened.till.says("total", "2,40");
    return opened;
  }

  it("the engine is killed amid a sale: the basket is back and the sale goes on", async () => {
    const { app, till } = await halfSale(await openShop());
    const killed = app.enginePid();
    process.kill(killed, "SIGKILL");
    await expect.poll(app.enginePid, { timeout: 10_000 }).not.toBe(killed);
    await till.signIn(cashier);
    await till.says("total", "2,40");
    await till.scan(goods.beer.code);
    await till.says("total", "5,69");
    await till.press("F9");
    await till.press("F6");
    await till.press("Enter");
    await till.says("receipt", "5,69");
  });

  it("everything is killed amid a sale: the next start finds the basket, the card and who worked", async () => {
    const data = await openShop();
    const before = await halfSale(data);
    await apps.kill(before.app);
    const { till } = await apps.open(data);
    await till.says("total", "2,40");
    await till.says("card-banner", "2 %");
    await expect.poll(() => till.at("line").count()).toBe(1);
  });

  it("everything is killed while Enter pays: the sale is stored once or still open, never both", async () => {
    const data = await openShop();
    const before = await halfSale(data);
    await before.till.press("F9");
    await before.till.press("F6");
    // The page dies under the key: whether the press was answered says nothing.
    await Promise.allSettled([before.till.press("Enter"), apps.kill(before.app)]);
    const [sold, basket] = [await ask(data, "listReceipts", {}), await ask(data, "getBasket", {})];
    expect(sold.length + basket.lines.length).toBe(1);
  });

  it("data of a newer version is left alone, and the page says so instead of a sale", async () => {
    const data = await openShop();
    const journal = new Database(join(data.dir, "journal.db"));
    journal.pragma("user_version = 999");
    journal.exec("ALTER TABLE meta RENAME TO meta_as_a_newer_version_has_it");
    journal.close();
    const { page } = await apps.launch(data);
    await says(page.getByRole("alert"), "Данные записаны более новой версией. Обновите приложение");
    await expectAccessible(page);
  });

  it("a second copy on the same data says what to do, and works when the first has closed", async () => {
    const data = await openShop();
    const first = await halfSale(data);
    // Electron brings its own first window forward instead, so the second copy is the other shell.
    const second = await apps.launch(
      data,
      shells.find((shell) => shell.name === "browser"),
    );
    await says(second.page.getByRole("alert"), "Касса уже открыта в другом окне");
    await expectAccessible(second.page);
    await first.till.says("total", "2,40");
    await apps.close(first.app);
    await second.page.getByRole("button", { name: "Попробовать снова" }).click();
    const till = tillOf(second.page);
    await till.signIn(cashier);
    await till.says("total", "2,40");
  });
});
