import { describe, expect, it } from "vitest";
import {
  administrator,
  appsPerTest,
  cashier,
  demoData,
  expectAccessible,
  expectQuiet,
  goods,
  manager,
  openShop,
  shells,
  tillOf,
  type Till,
} from "./harness/index.ts";

const receptionist = { operatorId: "lapko", pin: "2222" } as const;
const daily = ["sale", "services", "stays", "members", "fees", "cards", "returns", "shift"] as const;

/** The sections in the bar, in their order. */
async function tabsOf(till: Till): Promise<string[]> {
  const shown = await Promise.all(daily.map((id) => till.at(`section-${id}`).count()));
  return daily.filter((_, index) => shown[index] === 1);
}

describe.each(shells)("one installation, several desks, in $name", (shell) => {
  const apps = appsPerTest(shell);

  it("the demo takes the place of a school's desk, with its tabs for each role", async () => {
    const app = await apps.launch(await demoData());
    const till = tillOf(app.page);
    await till.says("login-place", "Касса 2");
    await expectAccessible(app.page);
    await till.at("workplace-school").click();
    await till.says("login-place", "Спортшкола");
    await till.signIn(receptionist);
    await till.at("screen-services").waitFor();
    expect(await tabsOf(till)).toEqual(["services", "stays", "returns", "shift"]);
    await till.go("stays");
    await till.at("screen-stays").waitFor();
    await till.lock();
    await till.signIn(cashier);
    expect(await tabsOf(till)).toEqual(["returns", "shift"]);
    expectQuiet(app);
  });

  it("and of an office where nothing is sold, and is a till again", async () => {
    const app = await apps.launch(await demoData());
    const till = tillOf(app.page);
    await till.at("workplace-association").click();
    await till.says("login-place", "Приёмная");
    await till.signIn(receptionist);
    await till.at("screen-members").waitFor();
    expect(await tabsOf(till)).toEqual(["members", "fees"]);
    await till.lock();
    await till.at("workplace-shop").click();
    await till.says("login-place", "Касса 2");
    await till.signIn(cashier);
    expect(await tabsOf(till)).toEqual(["sale", "cards", "returns", "shift"]);
    expectQuiet(app);
  });

  it("not while a shift is open: it says what to finish first", async () => {
    const { app, till } = await apps.open(await openShop());
    await till.lock();
    await till.at("workplace-school").click();
    await till.says("problem", "Открыта смена 1: сначала закройте её");
    await till.says("login-place", "Касса 2");
    expectQuiet(app);
  });

  it("an administrator lets a programme apply beside the till's, and its tab is there at once", async () => {
    const app = await apps.launch(await demoData());
    const till = tillOf(app.page);
    await till.signIn(administrator);
    await till.at("section-more").click();
    await app.page.getByText("Настройки", { exact: true }).first().click();
    await till.at("settings-programme").click();
    await till.at("beside-ruslom").waitFor();
    expect(await till.at("beside-ruslom").getAttribute("aria-checked")).toBe("false");
    await till.at("beside-ruslom").click();
    await till.at("section-members").waitFor();
    expect(await till.at("beside-ruslom").getAttribute("aria-checked")).toBe("true");
    await expectAccessible(app.page);
    await till.at("beside-ruslom").click();
    await till.at("section-members").waitFor({ state: "detached" });
    expectQuiet(app);
  });

  it("a code that is read while a PIN is asked for is neither a PIN nor sold", async () => {
    const app = await apps.launch(await demoData());
    const till = tillOf(app.page);
    await till.at("pin").waitFor();
    for (let times = 0; times < 6; times += 1) await till.scan(goods.milk.code);
    await till.says("login", "Сейчас нужен PIN");
    expect(await till.at("pin").inputValue()).toBe("");
    // A hand needs a moment from the reader to the keys: an Enter sooner than that ends a scan.
    await app.page.waitForTimeout(500);
    await till.signIn(manager);
    expect(await till.at("line").count()).toBe(0);
    expectQuiet(app);
  });

  it("and a PIN that is typed while a setting changes is typed whole", async () => {
    const app = await apps.launch(await demoData());
    const till = tillOf(app.page);
    await till.at("pin").waitFor();
    await app.page.keyboard.type("111");
    // No pointer goes down: it would end the burst of keys that is waited for.
    await app.page.getByText("Тёмный").dispatchEvent("click");
    await app.page.locator("html[data-theme=dark]").waitFor();
    await expect.poll(() => till.at("pin").inputValue()).toBe("111");
    expectQuiet(app);
  });
});
