import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeText } from "../../core/print/index.ts";
import { VirtualPrinter } from "../unit/devices/virtual-printer.ts";
import {
  appsPerTest,
  cashier,
  demoData,
  expectAccessible,
  expectQuiet,
  goods,
  manager,
  shells,
} from "./harness/index.ts";

const inBytes = (text: string) => Buffer.from(encodeText(text, "cp866").subarray(3)).toString("hex");
const well = { 1: 0x12, 2: 0x12, 4: 0x12 };
const withoutPaper = { 1: 0x1a, 2: 0x32, 4: 0x72 };

describe.each(shells)("a receipt printer on the network, in $name", (shell) => {
  const apps = appsPerTest(shell);
  const state = { printer: new VirtualPrinter() };
  beforeEach(async () => {
    state.printer = await new VirtualPrinter().switchOn();
  });
  afterEach(() => state.printer.switchOff());

  it("is set up, prints each sale and opens the drawer; without paper it holds up no sale and catches up", async () => {
    const { printer } = state;
    const data = await demoData([
      ["signIn", cashier],
      ["openShift", { floatMinor: 0 }],
    ]);
    const { app, till } = await apps.open(data);
    await till.lock();
    await till.signIn(manager);
    await till.at("section-more").click();
    await app.page.getByText("Настройки", { exact: true }).first().click();
    await till.at("settings-printer").click();
    await app.page.getByText("Касса сама").click();
    await till.at("set-printer-address").fill(printer.address);
    await till.press("Enter");
    await expect.poll(() => app.page.getByTitle("Принтер чеков готов").count(), { timeout: 15_000 }).toBe(1);
    await expectAccessible(app.page);
    await till.go("sale");

    const sell = async (number: number): Promise<void> => {
      await till.scan(goods.milk.code);
      await till.says("total", "2,45");
      await till.press("F9");
      await till.press("Enter");
      await till.says("receipt", `Чек ${number}`);
    };
    const printed = (text: string) => expect.poll(() => printer.printed.includes(inBytes(text)), { timeout: 15_000 });
    await sell(1);
    await printed("Чек 1\n").toBe(true);
    expect(printer.printed.startsWith("1b401b700032fa")).toBe(true);
    await till.press("Control+p");
    await printed("*** Копия 1 ***").toBe(true);

    printer.status = withoutPaper;
    await till.press("F9");
    await expect.poll(() => app.page.getByText("Принтер: нет бумаги").count(), { timeout: 15_000 }).toBe(1);
    await sell(2);
    printer.status = well;
    await printed("Чек 2\n").toBe(true);
    expectQuiet(app);
  }, 90_000);
});
