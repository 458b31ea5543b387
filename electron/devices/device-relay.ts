import type { Settings } from "../../core/contract/index.ts";
import type { Slip } from "../../core/print/index.ts";
import { createDeviceHost, type DevicesChild } from "./device-host.ts";
import { deviceConfigOf, type DeviceStatus, type FromDevices, needsDevices } from "./messages.ts";

export type DeviceRelay = {
  /** The engine has opened, or its settings have changed. */
  settled(settings: Settings): void;
  print(slip: Slip): void;
  close(): void;
};

/** Stands between readers and engine for either shell, and brings them together again when one of them starts anew. */
export function createDeviceRelay(start: () => DevicesChild, tell: (word: FromDevices) => void): DeviceRelay {
  const known = new Map<string, DeviceStatus>();
  const host = createDeviceHost(start, (word) => {
    if ("device" in word) known.set(word.device.id, word.device);
    if ("gone" in word) known.delete(word.gone);
    tell(word);
  });
  return {
    settled(settings) {
      const config = deviceConfigOf(settings);
      host.configure(config);
      for (const [id, device] of known) tell(needsDevices(config) ? { device } : { gone: id });
      if (!needsDevices(config)) known.clear();
    },
    print: host.print,
    close: host.close,
  };
}
