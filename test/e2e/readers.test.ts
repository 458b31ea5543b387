import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasSocat, PtyScanner } from "../unit/devices/pty.ts";
import { administrator, appsPerTest, cards, cashier, demoData, expectQuiet, goods, shells } from "./harness/index.ts";

describe.each(shells)("a reader that is no keyboard, in $name", (shell) => {
  describe.skipIf(!hasSocat)("on a serial port (needs socat)", () => {
    const apps = appsPerTest(shell);
    const state = { scanner: new PtyScanner() };
    beforeEach(async () => {
      state.scanner = new PtyScanner();
      await state.scanner.plug();
    });
    afterEach(() => state.scanner.remove());

    it("is read once it is set up, wherever the focus is, and found again when plugged in anew", async () => {
      const { scanner } = state;
      const settings = { scanner: { ...readerSettings, serialPath: scanner.hostPath } };
      const data = await demoData([
        ["signIn", administrator],
        ["saveSettings", { settings }],
        ["signIn", cashier],
        ["openShift", { floatMinor: 0 }],
      ]);
      const { app, till } = await apps.open(data);
      await scan(scanner, goods.milk.code, () => till.at("line").count());
      await till.says("total", "2,45");
      await till.press("F2");
      await scanner.send(`${cards.active}\r\n`);
      await till.says("total", "2,40");
      expect(await till.at("search").inputValue()).toBe("");
      await scanner.unplug();
      await scanner.plug();
      await scan(scanner, goods.beer.code, async () => (await till.at("line").count()) - 1);
      await till.says("total", "5,69");
      await till.go("cards");
      await scanner.send(`${cards.lost}\r\n`);
      await till.says("card-state", "блокирован");
      await till.go("sale");
      await till.says("total", "5,69");
      expectQuiet(app);
    });
  });
});

const readerSettings = { layout: "us", slow: false, prefix: "", suffix: "", serialPath: "", hid: false } as const;

/** Reads until it is taken: a port that has just come is opened within seconds. */
async function scan(scanner: PtyScanner, code: string, taken: () => Promise<number>): Promise<void> {
  for (let attempt = 0; attempt < 20 && (await taken()) === 0; attempt += 1) {
    await scanner.send(`${code}\r\n`);
    await new Promise((done) => setTimeout(done, 1_300));
  }
  expect(await taken()).toBe(1);
}
