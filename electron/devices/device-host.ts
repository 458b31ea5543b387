import type { Slip } from "../../core/print/index.ts";
import { type DeviceConfig, FromDevices, needsDevices, type ToDevices } from "./messages.ts";

/** The devices process as its parent holds it, whichever shell started it. */
export type DevicesChild = {
  post(message: ToDevices): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: () => void): void;
};

export type DeviceHost = {
  /** Starts the process when something is set up, tells it the settings, ends it when nothing is. */
  configure(config: DeviceConfig): void;
  /** For the printer, where one is set up. */
  print(slip: Slip): void;
  close(): void;
};

/** A driver that crashes at once must not keep the machine busy. */
const firstRestartMs = 1000;
const lastRestartMs = 30_000;

/** Keeps the devices process running while a reader is set up. `onMessage` gets what it says, parsed. */
export function createDeviceHost(start: () => DevicesChild, onMessage: (message: FromDevices) => void): DeviceHost {
  let child: DevicesChild | null = null;
  let config: DeviceConfig | null = null;
  let restartMs = firstRestartMs;
  let timer: NodeJS.Timeout | undefined;

  const run = (): void => {
    if (config === null || child !== null) return;
    const started = start();
    child = started;
    started.onMessage((message) => {
      restartMs = firstRestartMs;
      onMessage(FromDevices.parse(message));
    });
    started.onExit(() => {
      if (child !== started) return;
      child = null;
      timer = setTimeout(run, restartMs);
      restartMs = Math.min(lastRestartMs, 2 * restartMs);
    });
    started.post({ config });
  };
  const close = (): void => {
    clearTimeout(timer);
    const last = child;
    child = null;
    config = null;
    last?.post({ close: true });
  };
  return {
    configure(next) {
      if (!needsDevices(next)) return close();
      config = next;
      if (child === null) run();
      else child.post({ config });
    },
    print: (slip) => child?.post({ print: { ...slip, lines: [...slip.lines] } }),
    close,
  };
}
