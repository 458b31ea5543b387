import { describe, expect, it } from "vitest";
import type { Settings } from "../../../core/contract/index.ts";
import { createDeviceRelay, type FromDevices } from "../../../electron/devices/index.ts";

const ready = { id: "serial:/dev/ttyACM0", kind: "serial", state: "ready", message: "Готов" } as const;

function settingsWith(serialPath: string): Settings {
  return {
    ...({ theme: "system", locale: "ru", zoom: 100, keyCaps: true, soundVolume: 50 } as const),
    ...({ terminalName: "1", siteName: "1", weightPrefix: "22", shopKind: "shop" } as const),
    ...({ shopOpenedOn: "2019-05-01", idleLockMinutes: 0, cardRanges: [], beside: [] } as const),
    printer: { kind: "none", address: "", columns: 42, codePage: "cp866" },
    scanner: { layout: "us", slow: false, prefix: "", suffix: "", serialPath, hid: false },
  };
}

/** A relay over a devices' process driven by hand. */
function relayByHand() {
  const told: FromDevices[] = [];
  const posted: unknown[] = [];
  const listeners: ((message: unknown) => void)[] = [];
  const start = () => ({
    post: (message: unknown) => void posted.push(message),
    onMessage: (listener: (message: unknown) => void) => void listeners.push(listener),
    onExit: () => undefined,
  });
  const relay = createDeviceRelay(start, (word) => void told.push(word));
  return { relay, told, posted, says: (message: unknown) => listeners.at(-1)?.(message) };
}

describe("between readers and engine", () => {
  it("no process runs until the settings name a reader", () => {
    const { relay, posted } = relayByHand();
    relay.settled(settingsWith(""));
    expect(posted).toEqual([]);
    relay.settled(settingsWith("/dev/ttyACM0"));
    expect(posted).toEqual([{ config: expect.objectContaining({ serialPath: "/dev/ttyACM0" }) }]);
  });

  it("an engine that starts anew is told again what is plugged in", () => {
    const { relay, told, says } = relayByHand();
    relay.settled(settingsWith("/dev/ttyACM0"));
    says({ device: ready });
    relay.settled(settingsWith("/dev/ttyACM0"));
    expect(told).toEqual([{ device: ready }, { device: ready }]);
  });

  it("a reader that is set up no longer leaves the status", () => {
    const { relay, told, posted, says } = relayByHand();
    relay.settled(settingsWith("/dev/ttyACM0"));
    says({ device: ready });
    relay.settled(settingsWith(""));
    expect(told.at(-1)).toEqual({ gone: ready.id });
    expect(posted.at(-1)).toEqual({ close: true });
  });
});
