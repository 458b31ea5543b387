import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { DeviceDesk } from "../../../electron/devices/device-desk.ts";
import type { HidHandle, HidListed, HidPort } from "../../../electron/devices/hid-port.ts";
import type { DeviceConfig, FromDevices } from "../../../electron/devices/index.ts";

const golden = new URL("../../golden/cases/devices.json", import.meta.url);
const { descriptors } = z
  .object({ descriptors: z.record(z.string(), z.object({ descriptorHex: z.string().optional() })) })
  .parse(JSON.parse(readFileSync(golden, "utf8")));

const pollMs = 1000;

type Listeners = { report?: (bytes: Uint8Array) => void; error?: (error: Error) => void };

/** A USB bus without hardware: what is plugged in, which handles are open, what was sent to them. */
class Bus implements HidPort {
  readonly devices = new Map<string, HidListed & { readonly descriptor: string | null }>();
  readonly listening = new Map<string, Listeners>();
  opened = 0;
  closed = 0;
  readonly features: number[][] = [];
  denies: Error | null = null;

  plug(device: Partial<HidListed> & { readonly descriptor?: string | null } = {}): void {
    const { path = "/dev/hidraw0", descriptor = "counted64", ...rest } = device;
    const listed = { vendorId: 0x05e0, productId: 1, usagePage: 0x8c, name: "Reader", ...rest };
    this.devices.set(path, { ...listed, path, descriptor });
  }

  unplug(path = "/dev/hidraw0"): void {
    this.devices.delete(path);
    this.listening.get(path)?.error?.(new Error("could not read from HID device"));
  }

  send(bytes: Uint8Array, path = "/dev/hidraw0"): void {
    this.listening.get(path)?.report?.(bytes);
  }

  list = (): Promise<HidListed[]> => Promise.resolve([...this.devices.values()]);

  descriptor = (path: string): Promise<Uint8Array | null> => {
    const name = this.devices.get(path)?.descriptor ?? null;
    return Promise.resolve(name === null ? null : Buffer.from(descriptors[name]?.descriptorHex ?? "", "hex"));
  };

  open = (path: string): Promise<HidHandle> => {
    if (this.denies) return Promise.reject(this.denies);
    this.opened += 1;
    const listeners: Listeners = {};
    this.listening.set(path, listeners);
    return Promise.resolve({
      onReport: (listener) => void (listeners.report = listener),
      onError: (listener) => void (listeners.error = listener),
      sendFeatureReport: (bytes) => Promise.resolve(void this.features.push([...bytes])),
      close: () => {
        this.closed += 1;
        this.listening.delete(path);
        return Promise.resolve();
      },
    });
  };
}

/** A 64-byte report as Honeywell's, Zebra's and Datalogic's readers send it. */
function report(aim: string, text: string): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([2, text.length, ...Buffer.from(aim + text, "latin1")]);
  return bytes;
}

function stripe(trackTwo: string): Uint8Array {
  const bytes = new Uint8Array(229);
  bytes[1] = trackTwo.length;
  bytes.set(Buffer.from(trackTwo, "latin1"), 3 + 79);
  return bytes;
}

describe("readers in HID mode", () => {
  let bus: Bus;
  let desk: DeviceDesk;
  let posted: FromDevices[];
  const config: DeviceConfig = {
    serialPath: "",
    hid: true,
    prefix: "",
    suffix: "",
    cardRanges: [],
    printer: null,
    locale: "ru",
  };
  const look = () => vi.advanceTimersByTimeAsync(pollMs);
  const codes = () => posted.flatMap((message) => ("scan" in message ? [message.scan.data] : []));
  const sentences = () => posted.flatMap((message) => ("device" in message ? [message.device.message] : []));

  beforeEach(() => {
    vi.useFakeTimers();
    bus = new Bus();
    posted = [];
    desk = new DeviceDesk({ post: (message) => posted.push(message), hid: bus, now: () => 1_700_000_000_000 });
  });
  afterEach(async () => {
    await desk.close();
    vi.useRealTimers();
    expect(bus.closed).toBe(bus.opened);
  });

  it("are read by their own descriptor, with symbology and device", async () => {
    bus.plug();
    await desk.configure(config);
    await look();
    bus.send(report("]E0", "4006381333931"));
    expect(posted.at(-1)).toEqual({
      scan: {
        source: "hid",
        deviceId: "hid:/dev/hidraw0",
        data: "4006381333931",
        aim: "]E0",
        t: 1_700_000_000_000,
      },
    });
  });

  it("are told from their first report where the system shows no descriptor", async () => {
    bus.plug({ descriptor: null });
    await desk.configure(config);
    await look();
    bus.send(Uint8Array.of(2, 1, 2, 3));
    expect(sentences().at(-1)).toContain("неизвестный формат данных (layout unknown)");
    bus.send(report("]C0", "GOLD-0042"));
    expect(codes()).toEqual(["GOLD-0042"]);
  });

  it("of Honeywell are switched to HID mode", async () => {
    bus.plug({ vendorId: 0x0c2e });
    await desk.configure(config);
    await look();
    expect(bus.features).toEqual([[254, 1]]);
  });

  it("are left alone when they are none, and refused by name when nobody knows their layout", async () => {
    bus.plug({ path: "/dev/hidraw1", usagePage: 1, descriptor: "boot-keyboard" });
    bus.plug({ path: "/dev/hidraw2", descriptor: "boot-keyboard", name: "Odd One" });
    await desk.configure(config);
    await look();
    expect([bus.opened, sentences()]).toEqual([0, [expect.stringContaining("Odd One: неизвестный формат")]]);
  });

  it("say what is missing when there are none", async () => {
    await desk.configure(config);
    await look();
    expect(sentences()).toEqual([expect.stringContaining("Сканеров в режиме HID не найдено")]);
    bus.plug();
    await look();
    expect(posted).toContainEqual({ gone: "hid" });
  });

  it("that the system does not let us open name the rule to install", async () => {
    bus.plug({ vendorId: 0x0c2e });
    bus.denies = new Error("cannot open device: EACCES: permission denied");
    await desk.configure(config);
    await look();
    expect(sentences().at(-1)).toContain(
      'KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="0c2e", TAG+="uaccess"',
    );
    bus.denies = null;
    await look();
    expect(sentences().at(-1)).toBe("Сканер Reader готов");
  });

  it("come back under another path after unplugging, a hundred times, and leave no handle open", async () => {
    await desk.configure(config);
    for (let round = 0; round < 100; round++) {
      const path = `/dev/hidraw${round % 3}`;
      bus.plug({ path });
      await look();
      expect(bus.listening.size).toBe(1);
      bus.send(report("]E0", "2900001234566"), path);
      bus.unplug(path);
      await look();
      expect(bus.listening.size).toBe(0);
    }
    expect(codes()).toHaveLength(100);
  });

  it("for stripes refuse a payment card and let none of its digits out", async () => {
    bus.plug({ usagePage: 0x8e, descriptor: "msr8e-229" });
    await desk.configure({ ...config, cardRanges: [{ prefix: "6391", length: 16, check: "luhn" }] });
    await look();
    bus.send(stripe(";4111111111111111=49121010000?"));
    bus.send(stripe(";6391000000004204=4912?"));
    expect(codes()).toEqual(["6391000000004204"]);
    expect(posted.filter((message) => "refused" in message)).toHaveLength(1);
    expect(JSON.stringify(posted)).not.toContain("4111");
  });

  it("that flood the till are stopped at twenty codes a second, with a sentence", async () => {
    bus.plug();
    await desk.configure(config);
    await look();
    for (let each = 0; each < 100; each++) bus.send(report("]C0", `FLOOD-${each}`));
    expect(codes()).toHaveLength(20);
    expect(sentences().at(-1)).toContain("часть сканов потеряна");
  });
});
