import { makeContext, tellTopic } from "../../core/commands/index.ts";
import type { RefusalKind, Settings, StatusView, WireMessage } from "../../core/contract/index.ts";
import { createAnnouncer, type Announcer } from "./announcer.ts";
import { createBackupSchedule } from "./backup-schedule.ts";
import { createDispatch } from "./dispatch.ts";
import type { Slip } from "../../core/print/index.ts";
import type { RunningLink } from "../link/index.ts";
import { createHouse, type House, type HouseTools } from "./house.ts";
import { createLinkDesk } from "./link-desk.ts";
import { createPrintOrders } from "./print-orders.ts";
import type { Running } from "./running.ts";

type DeviceScan = { readonly code: string; readonly aim?: string | undefined };

export type Engine = {
  /** Answers one message of the contract. Never throws; long imports answer when they are done. */
  handle(message: unknown): WireMessage | Promise<WireMessage>;
  /** Every event as it goes on the wire. Answers how to stop listening. */
  onEvent(listener: (message: WireMessage) => void): () => void;
  /**
   * A scan from a device of this machine. `screen` gets it as `deviceScan`: it alone knows whether a card is looked up,
   * a price checked or a PIN asked for. Without one it goes onto the basket, if somebody is signed in, and is told as
   * `scanned`: a page that loads anew loses nothing.
   */
  deviceScan(scan: DeviceScan, screen?: (message: WireMessage) => void): void;
  /** A device read something that it may not hand on: told to every screen as `scanned`. */
  deviceRefused(kind: Extract<RefusalKind, "bank-card-refused" | "barcode-damaged">): void;
  /** The terminal's settings as they are now, for the shell that runs the devices. */
  settings(): Settings;
  /** What the devices report about themselves, for the status. */
  setDevices(devices: StatusView["devices"]): void;
  /** What is to go to the receipt printer. */
  onPrint(listener: (slip: Slip) => void): void;
  /** Housekeeping now; it also runs by itself when nobody has called for a while. */
  idle(): void;
  /** Stops imports and closes the files. */
  close(): Promise<void>;
};

export type EngineTools = HouseTools & {
  readonly keeper: { close(): Promise<void> };
  readonly link: Pick<RunningLink, "start" | "lookAfter" | "close">;
};

/** Quiet time after which housekeeping may take a moment, and how often that is looked at. */
const quietMs = 5000;
const idleCheckMs = 10_000;

export function createEngine(first: Running, tools: EngineTools): Engine {
  const house = createHouse(first, tools);
  const announcer = createAnnouncer(house);
  const orders = createPrintOrders(house);
  const dispatch = createDispatch({ house, announcer, done: orders.done });
  const schedule = createBackupSchedule({ house, announcer, log: tools.log });
  let lastCallMs = performance.now();

  const idle = (): void => {
    if (!house.down()) lookAfter(house);
    if (!house.down()) schedule.look();
  };
  const timer = setInterval(() => {
    if (performance.now() - lastCallMs >= quietMs) idle();
  }, idleCheckMs);
  timer.unref();
  const handle = (message: unknown): WireMessage | Promise<WireMessage> => {
    lastCallMs = performance.now();
    const answered = dispatch.handle(message);
    tools.link.lookAfter(answered);
    return answered;
  };
  tools.link.start(createLinkDesk(house, announcer));
  return {
    handle,
    idle,
    onEvent: announcer.listen,
    onPrint: orders.listen,
    deviceScan(input, screen) {
      if (screen) return screen({ event: "deviceScan", view: input });
      const answered = handle({ id: "device", command: "scan", input });
      if (!(answered instanceof Promise)) announcer.emit({ event: "scanned", view: scannedView(answered) });
    },
    deviceRefused: (kind) => tellRefused(house, announcer, kind),
    settings: () => house.current().terminal.settings,
    setDevices(devices) {
      house.current().terminal.devices = devices;
      if (!house.down()) announcer.emit(tellTopic(house.current(), "status"));
    },
    async close() {
      clearInterval(timer);
      await tools.link.close();
      await tools.keeper.close();
      await Promise.all([dispatch.stop(), schedule.settled()]);
      house.current().ports.health.close();
      tools.log("info", "closed");
    },
  };
}

function tellRefused(house: House, announcer: Announcer, kind: RefusalKind): void {
  const message = makeContext(house.current()).say(`refusal.${kind}`);
  announcer.emit({ event: "scanned", view: { outcome: null, refusal: { kind, message } } });
}

function lookAfter(house: House): void {
  try {
    house.current().ports.health.idle();
  } catch (error) {
    house.fault(error);
  }
}

function scannedView(message: WireMessage) {
  if ("ok" in message) return { outcome: message.ok, refusal: null };
  if ("refused" in message) return { outcome: null, refusal: message.refused };
  return { outcome: null, refusal: { kind: "storage-failed", message: "error" in message ? message.error : "" } };
}
