import { hash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadTerminal, type Ports } from "../../../core/commands/index.ts";
import { ok, present, refuse } from "../../../core/kernel/index.ts";
import { openStorage, StorageError } from "../../../db/stores/index.ts";
import { createEngine, type Engine } from "../../../electron/engine/create-engine.ts";
import { prepareFirstRun } from "../../../electron/engine/first-run.ts";
import { createKeeper } from "../../../electron/engine/keeper.ts";
import { createLog, maskNumbers } from "../../../electron/engine/log.ts";
import { createPinHasher } from "../../../electron/engine/pins.ts";
import { createWorkplaces } from "../../../electron/engine/demo.ts";
import { createBundledPacks, createCalendars, readTexts } from "../../../electron/engine/resources.ts";
import type { Running } from "../../../electron/engine/running.ts";
import { openEngine } from "../../../electron/engine/index.ts";
import { createLink, isSigned, noSealer, type RunningLink } from "../../../electron/link/index.ts";
import { goods, openTestTill, people, resourcesDir } from "./test-till.ts";

/** Set to make the next write fail after the command's work, as a full disk does at the commit. */
const disk: { fault: Error | null } = { fault: null };
let dir = "";
let engine: Engine;
let reopened: (string | null)[] = [];
let link: RunningLink;

function keeper() {
  const entry = join(import.meta.dirname, "../../../electron/keeper.ts");
  return createKeeper({ dir, entry });
}

function start(): Running {
  const storage = openStorage(dir, { wall: () => Date.parse("2025-01-02T10:00:00+03:00") });
  const transaction = <T>(work: () => T): T =>
    storage.transaction(() => {
      const result = work();
      if (disk.fault) throw disk.fault;
      return result;
    });
  const digest = (text: string) => hash("sha256", text, "hex");
  const shipped = {
    bundled: createBundledPacks(resourcesDir),
    calendars: createCalendars(resourcesDir),
    workplaces: createWorkplaces(resourcesDir),
  };
  const shippedWith = { ...storage, ...shipped, transaction, pins: createPinHasher(), keeper: keeper() };
  const readPacks = { recall: () => undefined, keep: () => undefined };
  const ports: Ports = { ...shippedWith, link, digest, isSigned, readPacks };
  const demo = prepareFirstRun(ports, resourcesDir, { demo: true });
  const terminal = loadTerminal(ports, { demo, version: "test", recovery: null });
  if (!terminal.ok) throw new Error(terminal.refusal);
  return { ports, terminal: terminal.value, texts: readTexts(resourcesDir) };
}

const call = (command: string, input: unknown = {}) => engine.handle({ id: 1, command, input });

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "faults-"));
  disk.fault = null;
  reopened = [];
  const log = createLog(dir, () => 0);
  link = createLink({ dir, sealer: noSealer, app: "test", log, wall: () => 0, unpack: async () => null });
  engine = createEngine(start(), {
    log,
    keeper: keeper(),
    link,
    reopen(suspect) {
      reopened.push(suspect[0] ?? null);
      return disk.fault ? refuse({ kind: "storage-failed", message: "закрыто" }) : ok(start());
    },
  });
  await call("signIn", people.cashier);
  await call("openShift", { floatMinor: 0 });
});
afterEach(async () => {
  await engine.close();
  rmSync(dir, { recursive: true, force: true });
});

describe("a command that fails", () => {
  it("on a full disk is refused in words, and memory is what the disk has", async () => {
    await call("scan", { code: goods.milk.code });
    const before = await call("getBasket");
    disk.fault = new StorageError("storage-full", "disk full", "journal");
    const refused = await call("scan", { code: goods.beer.code });
    expect(refused).toMatchObject({ id: 1, refused: { kind: "storage-full", steps: ["Позвать администратора"] } });
    expect(await call("getBasket")).toEqual(before);
    disk.fault = null;
    expect(await call("scan", { code: goods.beer.code })).toMatchObject({ ok: { kind: "line-added", lineId: "2" } });
  });

  it("tells the administrator what to do and not to call himself", async () => {
    await call("signIn", people.administrator);
    const settings = { siteName: "Другой" };
    disk.fault = new StorageError("storage-full", "disk full", "journal");
    const full = await call("saveSettings", { settings });
    expect(full).toMatchObject({ refused: { steps: ["Освободить место на диске кассы"] } });
    disk.fault = new StorageError("no-permission", "cannot write", "journal");
    expect(JSON.stringify(await call("saveSettings", { settings }))).not.toContain("администратор");
    disk.fault = null;
  });

  it("never leaves half a sale: the receipt number, the basket and the shift are as before", async () => {
    await call("scan", { code: goods.milk.code });
    const shift = await call("getShift");
    disk.fault = new StorageError("storage-full", "disk full", "journal");
    const tenders = [{ kind: "cash", amountMinor: 245 }];
    const sale = { requestId: "r", revision: 1, payableMinor: 245, tenders };
    expect(await call("completeSale", sale)).toMatchObject({ refused: { kind: "storage-full" } });
    expect(await call("getShift")).toEqual(shift);
    disk.fault = null;
    expect(await call("completeSale", sale)).toMatchObject({ ok: { number: 1 } });
  });

  it("by a fault of ours answers an error, writes it to the log without numbers, and the till goes on", async () => {
    disk.fault = new Error("invariant: card 2900000007208 is present");
    const answer = await call("scan", { code: goods.milk.code });
    expect(answer).toMatchObject({ id: 1, error: expect.stringContaining("Внутренняя ошибка") });
    const log = readFileSync(join(dir, "log/engine.ndjson"), "utf8");
    expect(log).toContain("··7208");
    expect(log).not.toContain("2900000007208");
    disk.fault = null;
    expect(await call("scan", { code: goods.milk.code })).toMatchObject({ ok: { lineId: "1" } });
  });

  it("over damaged storage has it closed, looked through and opened again, with the same operator", async () => {
    disk.fault = new StorageError("storage-damaged", "bad checksum", "cache");
    expect(await call("scan", { code: goods.milk.code })).toMatchObject({ refused: { kind: "storage-failed" } });
    expect(reopened).toEqual(["cache"]);
    expect(await call("getBasket")).toMatchObject({ refused: { message: "закрыто" } });
    disk.fault = null;
    expect(await call("scan", { code: goods.milk.code })).toMatchObject({ ok: { lineId: "1" } });
    expect(await call("getSession")).toMatchObject({ ok: { operator: { id: "kovaleva" } } });
  });

  it("in telling a screen does not undo what was done", async () => {
    const stop = engine.onEvent(() => {
      throw new Error("this screen is gone");
    });
    expect(await call("scan", { code: goods.milk.code })).toMatchObject({ ok: { kind: "line-added" } });
    stop();
    expect(await call("getBasket")).toMatchObject({ ok: { lines: [{ sku: "1002" }] } });
  });
});

describe("messages that are none", () => {
  it.each([
    ["nothing", undefined, null],
    ["a text", "scan", null],
    ["a list", [], null],
    ["no command", { id: 7 }, 7],
    ["an unknown command", { id: "a", command: "drop", input: {} }, "a"],
    ["a name of every object", { id: 1, command: "constructor" }, 1],
    ["no id", { command: "getSession" }, null],
  ])("%s is refused with what was wrong", async (_, message, id) => {
    expect(await engine.handle(message)).toMatchObject({ id, refused: { kind: "invalid-input" } });
  });

  it("an input with a wrong field names it in the operator's language", async () => {
    const answer = await call("openShift", { floatMinor: "много" });
    expect(answer).toMatchObject({ refused: { message: expect.stringContaining("floatMinor: Неверный ввод") } });
    expect(await call("addLine", { sku: "1002", price: 1 })).toMatchObject({ refused: { kind: "invalid-input" } });
    expect(await call("signIn", { pin: "1" })).toMatchObject({
      refused: { message: "Запрос не понятен: operatorId: поля нет. Ничего не изменено" },
    });
  });
});

describe("devices", () => {
  it("a scan of a device with no screen to take it is acted on, and told", async () => {
    const heard: unknown[] = [];
    engine.onEvent((message) => heard.push(message));
    engine.deviceScan({ code: goods.milk.code, aim: "]E0" });
    engine.deviceScan({ code: "4819999999990" });
    engine.deviceRefused("bank-card-refused");
    const scanned = heard.filter((message) => JSON.stringify(message).includes('"scanned"'));
    expect(scanned).toMatchObject([
      { view: { outcome: { kind: "line-added" }, refusal: null } },
      { view: { outcome: null, refusal: { kind: "code-unknown" } } },
      { view: { outcome: null, refusal: { kind: "bank-card-refused" } } },
    ]);
  });

  it("what they report of themselves is in the status", async () => {
    const device = { id: "s1", kind: "serial" as const, state: "ready" as const, message: "Готов" };
    engine.setDevices([device]);
    expect(await call("getStatus")).toMatchObject({ ok: { devices: [device] } });
  });
});

describe("opening", () => {
  it("a folder that another copy uses is refused, not shared", async () => {
    const second = openEngine({ dataDir: dir, resourcesDir, demo: true, locale: "be" });
    expect(second).toMatchObject({
      ok: false,
      refusal: { kind: "data-in-use", message: expect.stringContaining("Каса ўжо адкрыта") },
    });
  });

  it("a place that is no folder is refused in words", () => {
    const file = join(dir, "file");
    writeFileSync(file, "");
    expect(openEngine({ dataDir: join(file, "data"), resourcesDir })).toMatchObject({ ok: false });
  });

  it("a real folder never becomes a demo", async () => {
    const real = openTestTill({ demo: false });
    await real.call("createFirstOperator", { name: "Анна", pin: "739154" });
    await real.close();
    const again = openTestTill({ demo: true, dir: real.dir });
    expect(await again.call("getSession")).toMatchObject({ demo: false });
    expect((await again.call("getStatus")).items).toBe(0);
    await again.remove();
  });
});

describe("the log", () => {
  it("keeps the last four of any long run of digits", () => {
    expect(maskNumbers("card 2900000007208, sku 1002")).toBe("card ··7208, sku 1002");
  });

  it("is rotated and never grows without bound", () => {
    const log = createLog(dir, () => 0);
    for (let count = 0; count < 5000; count++) log("info", "x", { text: "y".repeat(1000) });
    const size = present(readFileSync(join(dir, "log/engine.ndjson")).length, "size");
    expect(size).toBeLessThan(1_100_000);
    expect(() => readFileSync(join(dir, "log/engine.ndjson.3"))).toThrow("ENOENT");
    expect(readFileSync(join(dir, "log/engine.ndjson.2")).length).toBeLessThan(1_100_000);
  });
});
