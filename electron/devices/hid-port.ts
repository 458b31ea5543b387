import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { devicesAsync, HIDAsync } from "node-hid";

/** A HID device as the system lists it. */
export type HidListed = {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage: number;
  readonly name: string;
};

export type HidHandle = {
  onReport(listener: (report: Uint8Array) => void): void;
  onError(listener: (error: Error) => void): void;
  sendFeatureReport(bytes: readonly number[]): Promise<void>;
  close(): Promise<void>;
};

/** The system's HID devices. */
export type HidPort = {
  list(): Promise<readonly HidListed[]>;
  open(path: string): Promise<HidHandle>;
  /** Report descriptor; null where the system does not show it. */
  descriptor(path: string): Promise<Uint8Array | null>;
};

/** HID devices through hidapi. */
export const systemHid: HidPort = {
  async list() {
    const found = await devicesAsync();
    return found.flatMap(({ path, vendorId, productId, usagePage, product }) =>
      path === undefined || usagePage === undefined
        ? []
        : [{ path, vendorId, productId, usagePage, name: product ?? `${hex(vendorId)}:${hex(productId)}` }],
    );
  },
  async open(path) {
    const device = await HIDAsync.open(path);
    return {
      onReport: (listener) => device.on("data", (report: Buffer) => listener(report)),
      onError: (listener) => device.on("error", (error: Error) => listener(error)),
      sendFeatureReport: async (bytes) => void (await device.sendFeatureReport([...bytes])),
      close: () => device.close(),
    };
  },
  async descriptor(path) {
    if (!path.startsWith("/dev/hidraw")) return null;
    const file = `/sys/class/hidraw/${basename(path)}/device/report_descriptor`;
    return readFile(file).then(
      (bytes) => bytes,
      // Older systems keep it for root; the first report tells the layout then.
      () => null,
    );
  },
};

function hex(id: number): string {
  return id.toString(16).padStart(4, "0");
}
