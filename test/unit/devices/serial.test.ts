import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DeviceDesk } from "../../../electron/devices/device-desk.ts";
import type { DeviceConfig, FromDevices } from "../../../electron/devices/index.ts";
import { hasSocat, PtyScanner, until } from "./pty.ts";

const noHid = {
  list: () => Promise.resolve([]),
  open: () => Promise.reject(new Error("no HID here")),
  descriptor: () => Promise.resolve(null),
};

describe.skipIf(!hasSocat)("a serial reader over real pseudo-terminals (needs socat)", () => {
  let scanner: PtyScanner;
  let desk: DeviceDesk;
  let posted: FromDevices[];
  const config = (change: Partial<DeviceConfig> = {}): DeviceConfig => ({
    serialPath: scanner.hostPath,
    hid: false,
    prefix: "",
    suffix: "",
    cardRanges: [{ prefix: "6391", length: 16, check: "luhn" }],
    printer: null,
    locale: "ru",
    ...change,
  });
  const codes = () => posted.flatMap((message) => ("scan" in message ? [message.scan.data] : []));
  const states = () => posted.flatMap((message) => ("device" in message ? [message.device.state] : []));
  const isReady = () => states().at(-1) === "ready";

  beforeEach(async () => {
    posted = [];
    scanner = new PtyScanner();
    await scanner.plug();
    desk = new DeviceDesk({ post: (message) => posted.push(message), hid: noHid, now: () => 1_700_000_000_000 });
  });
  afterEach(async () => {
    await desk.close();
    await scanner.remove();
  });

  it("brings a code however the driver splits it, with its reader and time", async () => {
    await desk.configure(config());
    await until(isReady);
    for (const part of ["29000", "01234", "566\r"]) {
      await scanner.send(part);
      await wait(20);
    }
    await scanner.send("\n]E04006381333931\r\n");
    await until(() => codes().length === 2);
    const deviceId = `serial:${scanner.hostPath}`;
    const from = { source: "serial", deviceId, t: 1_700_000_000_000 };
    expect(posted.filter((message) => "scan" in message)).toEqual([
      { scan: { ...from, data: "2900001234566" } },
      { scan: { ...from, data: "4006381333931", aim: "]E0" } },
    ]);
  });

  it("ends a code without terminator by silence, and reads UTF-8 and Latin-1", async () => {
    await desk.configure(config());
    await until(isReady);
    await scanner.send("КАРТА-1");
    await until(() => codes().length === 1);
    await scanner.send(Uint8Array.of(0x43, 0xe9, 0x31, 0x0d));
    await until(() => codes().length === 2);
    expect(codes()).toEqual(["КАРТА-1", "Cé1"]);
  });

  it("says in a sentence when the reader is pulled, and reads on by itself when it is back", async () => {
    await desk.configure(config());
    await until(isReady);
    await scanner.send("29000");
    await scanner.unplug();
    await until(() => states().at(-1) === "absent");
    await scanner.plug();
    await until(isReady);
    await scanner.send("01234566\r2900001234566\r");
    await until(() => codes().length === 2);
    expect(codes()).toEqual(["01234566", "2900001234566"]);
    const absent = posted.find((message) => "device" in message && message.device.state === "absent");
    expect(absent).toMatchObject({ device: { message: expect.stringMatching(/не найден: проверьте кабель/) } });
  });

  it("waits for a reader that is not there when the till starts", async () => {
    await scanner.unplug();
    await desk.configure(config());
    await until(() => states().at(-1) === "absent");
    await scanner.plug();
    await until(isReady);
  });

  it("noise of a line at the wrong speed crashes nothing, is bounded, and the next code is read", async () => {
    await desk.configure(config());
    await until(isReady);
    const noise = Uint8Array.from({ length: 40_000 }, (_, at) => (at * 7919 + (at >> 3)) & 0xff);
    await scanner.send(noise);
    await wait(1200);
    expect(posted.filter((message) => "scan" in message || "refused" in message).length).toBeLessThanOrEqual(41);
    posted.length = 0;
    await scanner.send("\r\n2900001234566\r\n");
    await until(() => codes().includes("2900001234566"));
  });

  it("refuses a payment card and lets none of its digits out, whatever it is swiped or typed as", async () => {
    await desk.configure(config());
    await until(isReady);
    const cards = ["%B4111111111111111^DOE/JANE^49121010000?;4111111111111111=49121010000?", "5555555555554444"];
    for (const card of cards) await scanner.send(`${card}\r\n`);
    await until(() => posted.filter((message) => "refused" in message).length === 2);
    expect(JSON.stringify(posted)).not.toMatch(/4111|5555|DOE|JANE|4912/);
  });

  it("reads the programme's own card from a stripe", async () => {
    await desk.configure(config());
    await until(isReady);
    await scanner.send(";6391000000004204=49121010000000000?\r");
    await until(() => codes().length === 1);
    expect(codes()).toEqual(["6391000000004204"]);
  });

  it("one code read twice in a moment is one scan", async () => {
    await desk.configure(config());
    await until(isReady);
    await scanner.send("2900001234566\r2900001234566\r4006381333931\r");
    await until(() => codes().length === 2);
    await wait(350);
    await scanner.send("2900001234566\r");
    await until(() => codes().length === 3);
    expect(codes()).toEqual(["2900001234566", "4006381333931", "2900001234566"]);
  });

  it("another configuration closes the old reader and takes it off the status", async () => {
    await desk.configure(config());
    await until(isReady);
    const terminals = openTerminals();
    await desk.configure(config({ serialPath: "" }));
    expect(posted.at(-1)).toEqual({ gone: `serial:${scanner.hostPath}` });
    expect(openTerminals()).toBe(terminals - 1);
  });

  it("a hundred replugs leave no handle behind, and the reader still reads", { timeout: 90_000 }, async () => {
    await desk.configure(config());
    await until(isReady);
    const before = openFiles().length;
    const terminals = openTerminals();
    for (let round = 0; round < 100; round++) {
      await scanner.unplug();
      await until(() => states().at(-1) !== "ready");
      await scanner.plug();
      await until(isReady);
    }
    expect(openTerminals()).toBe(terminals);
    expect(openFiles().length).toBeLessThanOrEqual(before + 2);
    await scanner.send("2900001234566\r");
    await until(() => codes().length === 1);
  });
});

function openFiles(): readonly string[] {
  const folder = "/proc/self/fd";
  return readdirSync(folder).map((name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch (error) {
      // The handle of the listing itself is closed by now.
      return String(error);
    }
  });
}

function openTerminals(): number {
  return openFiles().filter((name) => name.includes("/pts/")).length;
}
