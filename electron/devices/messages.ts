export type { Slip } from "../../core/print/index.ts";
import { z } from "../../core/kernel/index.ts";
import { LocaleName, type Settings, StatusView } from "../../core/contract/index.ts";

/** What the devices process is to read, as the settings have it. */
export const DeviceConfig = z.strictObject({
  /** Path of a serial reader; empty for none. */
  serialPath: z.string().max(120),
  /** Whether barcode and stripe readers in HID mode are read. */
  hid: z.boolean(),
  prefix: z.string().max(8),
  suffix: z.string().max(8),
  cardRanges: z
    .array(z.strictObject({ prefix: z.string(), length: z.int(), check: z.enum(["gtin", "luhn", "none"]) }))
    .max(20),
  /** A receipt printer that is spoken to directly; null for none. */
  printer: z
    .strictObject({ address: z.string().min(1).max(120), codePage: z.enum(["cp866", "cp855", "cp1251"]) })
    .nullable(),
  locale: LocaleName,
});
export type DeviceConfig = z.infer<typeof DeviceConfig>;

const SlipMessage = z.strictObject({
  id: z.string(),
  title: z.string(),
  lines: z.array(z.string()).max(10_000),
  drawer: z.boolean(),
});

/** From the shell to the devices process. */
export const ToDevices = z.union([
  z.strictObject({ print: SlipMessage }),
  z.strictObject({ config: DeviceConfig }),
  z.strictObject({ close: z.literal(true) }),
]);
export type ToDevices = z.infer<typeof ToDevices>;

const DeviceStatus = StatusView.shape.devices.element;
export type DeviceStatus = z.infer<typeof DeviceStatus>;

/** A code that a reader brought. `t` is the wall clock in epoch milliseconds. */
const DeviceScan = z.strictObject({
  source: z.enum(["serial", "hid"]),
  data: z.string().max(8192),
  aim: z.string().max(3).optional(),
  deviceId: z.string(),
  t: z.int(),
});
export type DeviceScan = z.infer<typeof DeviceScan>;

const DeviceRefusal = z.strictObject({ reason: z.enum(["bank-card", "unreadable"]), deviceId: z.string(), t: z.int() });

/** From the devices process. A refused card comes without its number; `gone` takes a device off the status. */
export const FromDevices = z.union([
  z.strictObject({ scan: DeviceScan }),
  z.strictObject({ refused: DeviceRefusal }),
  z.strictObject({ device: DeviceStatus }),
  z.strictObject({ gone: z.string() }),
]);
export type FromDevices = z.infer<typeof FromDevices>;

/** The part of the settings that concerns the devices process. */
export function deviceConfigOf(settings: Settings): DeviceConfig {
  const { serialPath, hid, prefix, suffix } = settings.scanner;
  const { kind, address, codePage } = settings.printer;
  const printer = kind === "escpos" && address !== "" ? { address, codePage } : null;
  return { serialPath, hid, prefix, suffix, cardRanges: settings.cardRanges, printer, locale: settings.locale };
}

/** Whether anything is set up that needs the process at all. */
export function needsDevices(config: DeviceConfig): boolean {
  return config.serialPath !== "" || config.hid || config.printer !== null;
}
