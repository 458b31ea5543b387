import { fork, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createDeviceHost,
  type DeviceConfig,
  deviceConfigOf,
  type DevicesChild,
  FromDevices,
  needsDevices,
  type ToDevices,
} from "../../../electron/devices/index.ts";
import { faultOf } from "../../../electron/devices/device-fault.ts";
import { say } from "../../../electron/devices/words.ts";
import { hasSocat, PtyScanner, until } from "./pty.ts";

const config: DeviceConfig = {
  serialPath: "/dev/ttyACM0",
  hid: false,
  prefix: "",
  suffix: "",
  cardRanges: [],
  printer: null,
  locale: "ru",
};

describe("the devices process is kept running while a reader is set up", () => {
  let children: { posted: ToDevices[]; message: (message: unknown) => void; exit: () => void }[];
  const start = (): DevicesChild => {
    const child = { posted: [] as ToDevices[], message: (_: unknown): void => undefined, exit: (): void => undefined };
    children.push(child);
    return {
      post: (message) => child.posted.push(message),
      onMessage: (listener) => (child.message = listener),
      onExit: (listener) => (child.exit = listener),
    };
  };

  beforeEach(() => {
    vi.useFakeTimers();
    children = [];
  });
  afterEach(() => void vi.useRealTimers());

  it("starts with the first reader, hears each new setting, ends with the last one", () => {
    const host = createDeviceHost(start, () => undefined);
    host.configure({ ...config, serialPath: "" });
    expect(children).toHaveLength(0);
    host.configure(config);
    host.configure({ ...config, prefix: "*" });
    host.configure({ ...config, serialPath: "" });
    expect(children.map(({ posted }) => posted)).toEqual([
      [{ config }, { config: { ...config, prefix: "*" } }, { close: true }],
    ]);
  });

  it("starts another after a crash, each time later, with the settings in force", () => {
    const host = createDeviceHost(start, () => undefined);
    host.configure(config);
    for (const pause of [1000, 2000, 4000]) {
      children.at(-1)?.exit();
      vi.advanceTimersByTime(pause - 1);
      const before = children.length;
      vi.advanceTimersByTime(1);
      expect(children.length).toBe(before + 1);
    }
    expect(children.at(-1)?.posted).toEqual([{ config }]);
    host.close();
    children.at(-1)?.exit();
    vi.advanceTimersByTime(60_000);
    expect(children).toHaveLength(4);
  });

  it("hands on what the process says, and nothing that is no message of it", () => {
    const heard: FromDevices[] = [];
    createDeviceHost(start, (message) => heard.push(message)).configure(config);
    children[0]?.message({ gone: "serial:/dev/ttyACM0" });
    expect(heard).toEqual([{ gone: "serial:/dev/ttyACM0" }]);
    expect(() => children[0]?.message({ scan: { data: 1 } })).toThrow("Invalid input");
  });
});

describe("a fault is a sentence with its remedy", () => {
  it.each([
    ["Error: Error: Permission denied, cannot open /dev/ttyACM0", 'SUBSYSTEM=="tty", TAG+="uaccess"'],
    ["Error: No such file or directory, cannot open /dev/ttyACM0", "не найден: проверьте кабель"],
    ["Error Resource temporarily unavailable Cannot lock port", "занят другой программой: закройте её"],
    ["something new", "переподключите его (something new)"],
  ])("%s", async (cause, sentence) => {
    expect(say(await faultOf("/dev/ttyACM0", new Error(cause)), "ru")).toContain(sentence);
  });
});

describe("settings of the till", () => {
  it("give the process what concerns it, and start it only for a reader", () => {
    const scanner = { layout: "us", slow: false, prefix: "*", suffix: "", serialPath: "", hid: true } as const;
    const cardRanges = [{ prefix: "290", length: 13, check: "gtin" }] as const;
    const made = deviceConfigOf({
      ...({ theme: "system", locale: "be", zoom: 100, keyCaps: true, soundVolume: 50 } as const),
      ...({ terminalName: "1", siteName: "1", weightPrefix: "22", shopKind: "shop" } as const),
      ...({ shopOpenedOn: "2019-05-01", idleLockMinutes: 0, beside: [] } as const),
      printer: { kind: "escpos", address: "10.0.0.5:9100", columns: 42, codePage: "cp1251" },
      cardRanges: [...cardRanges],
      scanner,
    });
    const printer = { address: "10.0.0.5:9100", codePage: "cp1251" };
    expect(made).toEqual({ serialPath: "", hid: true, prefix: "*", suffix: "", cardRanges, printer, locale: "be" });
    expect(
      [{}, { hid: false }, { hid: false, printer: null }].map((change) => needsDevices({ ...made, ...change })),
    ).toEqual([true, true, false]);
  });
});

describe.skipIf(!hasSocat)("the process itself, as a Node child (needs socat)", () => {
  const entry = fileURLToPath(new URL("../../../electron/devices.ts", import.meta.url));

  it("reads, refuses a payment card without a digit in any output, and ends when told", async () => {
    const scanner = new PtyScanner();
    await scanner.plug();
    const child = fork(entry, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
    const heard: unknown[] = [];
    let output = "";
    let exitCode: number | null = null;
    child.on("message", (message) => heard.push(FromDevices.parse(message)));
    child.on("exit", (code) => (exitCode = code));
    child.stdout?.on("data", (text) => (output += String(text)));
    child.stderr?.on("data", (text) => (output += String(text)));
    child.send({ config: { ...config, serialPath: scanner.hostPath } });
    await until(() => JSON.stringify(heard).includes('"ready"'), 20_000);
    await scanner.send("%B4111111111111111^DOE/JANE^49121010000?;4111111111111111=49121010000?\r2900001234566\r");
    await until(() => JSON.stringify(heard).includes("2900001234566"));
    child.send({ close: true });
    await until(() => exitCode !== null);
    await scanner.remove();
    expect(exitCode).toBe(0);
    expect(JSON.stringify(heard)).toContain('"reason":"bank-card"');
    expect(JSON.stringify(heard) + output).not.toMatch(/4111|DOE|4912/);
    expect(output).toBe("");
  });

  it("ends by itself when the shell is gone", async () => {
    const child = fork(entry, { stdio: "ignore" });
    let exited = false;
    child.on("exit", () => (exited = true));
    child.send({ config: { ...config, serialPath: "/dev/none" } });
    await new Promise((resolve) => child.once("message", resolve));
    child.disconnect();
    await until(() => exited);
  });
});

describe("the door carries no driver", () => {
  it("so that main and engine start without them", () => {
    const door = new URL("../../../electron/devices/index.ts", import.meta.url);
    const script = `await import(${JSON.stringify(door.href)});
      const { createRequire } = await import("node:module");
      const cache = Object.keys(createRequire(import.meta.url).cache);
      console.log(cache.filter((path) => /serialport|node-hid/.test(path)).length);`;
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script], { encoding: "utf8" });
    expect(run.stdout.trim().split("\n").at(-1)).toBe("0");
  });
});
