import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodeText, type Slip } from "../../../core/print/index.ts";
import { PrinterSource } from "../../../electron/devices/printer-source.ts";
import { say } from "../../../electron/devices/words.ts";
import { hasSocat, PtyScanner, until } from "./pty.ts";
import { VirtualPrinter } from "./virtual-printer.ts";

const drawer = "1b700032fa";
const textOf = (text: string) => Buffer.from(encodeText(text, "cp866").subarray(3)).toString("hex");
const slip = (number: number, change: Partial<Slip> = {}): Slip => ({
  id: `receipt ${number} copy 0`,
  title: `Чек ${number}`,
  lines: [`Чек ${number}`, "Молоко"],
  drawer: false,
  ...change,
});

let printer: VirtualPrinter;
let source: PrinterSource | null = null;
let told: string[] = [];

function start(address = printer.address): PrinterSource {
  source = new PrinterSource(
    { address, codePage: "cp866", pollMs: 40 },
    {
      state: (_id, state, saying) => {
        const text = `${state}: ${say(saying, "ru")}`;
        if (told.at(-1) !== text) told.push(text);
      },
      forget: (id) => told.push(`forgotten ${id}`),
    },
  );
  return source;
}

const times = (text: string) => printer.printed.split(textOf(text)).length - 1;

beforeEach(async () => {
  told = [];
  printer = await new VirtualPrinter().switchOn();
});
afterEach(async () => {
  await source?.stop();
  source = null;
  await printer.switchOff();
});

describe("a receipt printer on the network", () => {
  it("prints a slip once however often it is asked for, opens the drawer first and cuts last", async () => {
    const till = start();
    for (let time = 0; time < 3; time += 1) till.print(slip(1, { drawer: true }));
    await until(() => printer.printed.endsWith("1d564200"));
    await wait(120);
    expect(printer.printed).toBe(`1b40${drawer}1b7411${textOf("Чек 1\nМолоко\n")}1d564200`);
    expect(told).toEqual(["ready: Принтер чеков готов"]);
  });

  it("opens the drawer alone without moving the paper", async () => {
    start().print({ id: "drawer 7", title: "", lines: [], drawer: true });
    await until(() => printer.printed !== "");
    expect(printer.printed).toBe(`1b40${drawer}`);
  });

  it.each([
    ["out of paper", { 1: 0x1a, 2: 0x32, 4: 0x72 }, "error: Принтер: нет бумаги"],
    ["with its cover open", { 1: 0x1a, 2: 0x16, 4: 0x12 }, "error: Принтер: открыта крышка"],
    ["offline", { 1: 0x1a, 2: 0x12, 4: 0x12 }, "error: Принтер не готов"],
  ])(
    "%s gets nothing, says so, and prints what waited in its order when it is well again",
    async (_what, status, said) => {
      printer.status = status;
      const till = start();
      till.print(slip(1));
      till.print(slip(2));
      await until(() => told.includes(said));
      await wait(100);
      expect(printer.printed).toBe("");
      printer.status = { 1: 0x12, 2: 0x12, 4: 0x12 };
      await until(() => times("Чек 2\n") === 1);
      expect(printer.printed.indexOf(textOf("Чек 1\n"))).toBeLessThan(printer.printed.indexOf(textOf("Чек 2\n")));
      await until(() => told.at(-1) === "ready: Принтер чеков готов");
      expect(times("Чек 1\n")).toBe(1);
    },
  );

  it("low on paper prints and says so", async () => {
    printer.status = { 1: 0x12, 2: 0x12, 4: 0x1e };
    start().print(slip(1));
    await until(() => times("Чек 1\n") === 1);
    await until(() => told.at(-1) === "error: Принтер: бумага кончается");
  });

  it("that answers no question is printed on unseen", async () => {
    printer.status = null;
    start().print(slip(1));
    await until(() => times("Чек 1\n") === 1);
    await until(() => told.at(-1) === "ready: Принтер чеков готов");
  });

  it("that is switched off is a line of words, and prints by itself when it is back", async () => {
    const till = start();
    await until(() => told.length === 1);
    await printer.switchOff();
    await until(() => told.at(-1) === "absent: Принтер: нет связи");
    till.print(slip(1));
    await wait(100);
    await printer.switchOn();
    await until(() => times("Чек 1\n") === 1);
    await until(() => told.at(-1) === "ready: Принтер чеков готов");
    expect(times("Чек 1\n")).toBe(1);
  });

  it("that hangs up between two slips is called again at once, and nobody is alarmed", async () => {
    const till = start();
    await until(() => told.length === 1);
    for (const number of [1, 2, 3]) {
      printer.hangUp();
      till.print(slip(number));
      await until(() => times(`Чек ${number}\n`) === 1);
      await wait(100);
    }
    expect(told).toEqual(["ready: Принтер чеков готов"]);
  });

  it("that breaks off in mid-slip never prints it twice: the cashier is told, the next slip comes out", async () => {
    printer.breaksAfter = 5;
    const till = start();
    till.print(slip(1));
    await until(() => told.at(-1)?.startsWith("error: Чек 1: печать прервалась") === true);
    printer.breaksAfter = Number.POSITIVE_INFINITY;
    await wait(150);
    expect([times("Чек 1\n"), told.at(-1)]).toEqual([
      1,
      "error: Чек 1: печать прервалась. Если его нет, напечатайте копию",
    ]);
    till.print(slip(2));
    await until(() => times("Чек 2\n") === 1);
    await until(() => told.at(-1) === "ready: Принтер чеков готов");
    expect(times("Чек 1\n")).toBe(1);
  });

  it("is forgotten when the till no longer has one, also in the middle of waiting for it", async () => {
    await printer.switchOff();
    const till = start();
    till.print(slip(1));
    await till.stop();
    source = null;
    expect(told.at(-1)).toBe(`forgotten printer:${printer.address}`);
  });
});

describe("a receipt printer as a raw device", () => {
  it("gets the same bytes and is asked in vain how it is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "printer-"));
    const device = join(folder, "lp0");
    start(device).print(slip(1, { drawer: true }));
    const got = () => (existsSync(device) ? readFileSync(device, "hex").replaceAll(/1004(0[1-4])/g, "") : "");
    await until(() => got().endsWith("1d564200"));
    expect(got()).toBe(`1b40${drawer}1b7411${textOf("Чек 1\nМолоко\n")}1d564200`);
    await until(() => told.at(-1) === "ready: Принтер чеков готов");
    await source?.stop();
    source = null;
    rmSync(folder, { recursive: true });
  });
});

describe.skipIf(!hasSocat)("a receipt printer on a serial port (needs socat)", () => {
  it("gets the same bytes", async () => {
    const line = new PtyScanner();
    await line.plug();
    let got = "";
    createReadStream(line.devicePath)
      .on(
        "data",
        (chunk) =>
          (got += Buffer.from(chunk)
            .toString("hex")
            .replaceAll(/1004(0[1-4])/g, "")),
      )
      .on("error", () => undefined);
    start(line.hostPath).print(slip(1, { drawer: true }));
    await until(() => got.endsWith("1d564200"));
    await source?.stop();
    source = null;
    await line.remove();
    expect(got).toBe(`1b40${drawer}1b7411${textOf("Чек 1\nМолоко\n")}1d564200`);
  });
});
