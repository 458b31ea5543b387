import { describe, expect, it } from "vitest";
import { appsPerTest, cashier, emptyData, expectAccessible, expectQuiet, shells, tillOf } from "./harness/index.ts";

describe.each(shells)("the first start on an empty folder in $name", (shell) => {
  const apps = appsPerTest(shell);

  it("fills the demo shop and shows who may sign in, each with their PIN", async () => {
    const app = await apps.launch(emptyData());
    const till = tillOf(app.page);
    for (const pin of ["PIN 1111", "PIN 2222", "PIN 3333", "PIN 4444"]) await till.says("login", pin);
    await till.signIn(cashier);
    expectQuiet(app);
  });

  it("without the demo asks for the first administrator, who is then at work with no PIN on show", async () => {
    const data = emptyData(false);
    const app = await apps.launch(data);
    const till = tillOf(app.page);
    await till.at("first-name").fill("Хозяйка");
    await till.at("first-pin").fill("482913");
    await till.at("first-pin-again").fill("482913");
    const programmes = app.page.getByRole("complementary").getByRole("radio");
    if ((await programmes.count()) > 1) await programmes.first().click();
    await expectAccessible(app.page);
    await till.at("first-create").click();
    await expect.poll(() => app.page.getByRole("banner").textContent()).toContain("Хозяйка");
    await apps.close(app);
    const again = tillOf((await apps.launch(data)).page);
    await again.says("login", "Хозяйка");
    expect(await again.at("login").textContent()).not.toMatch(/PIN \d/);
  });
});
