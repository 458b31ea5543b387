import { makeContext, tellTopic } from "../../core/commands/index.ts";
import type { RefusalKind, StatusView, WireMessage } from "../../core/contract/index.ts";
import { createAnnouncer } from "./announcer.ts";
import { createBackupSchedule } from "./backup-schedule.ts";
import { createDispatch } from "./dispatch.ts";
import { createHouse, type HouseTools } from "./house.ts";
import type { Running } from "./running.ts";

export type Engine = {
  /** Answers one message of the contract. Never throws; long imports answer when they are done. */
  handle(message: unknown): WireMessage | Promise<WireMessage>;
  /** Every event as it goes on the wire. Answers how to stop listening. */
  onEvent(listener: (message: WireMessage) => void): () => void;
  /** A scan from a device of this machine: acted on and told to every screen as `scanned`. */
  deviceScan(scan: { readonly code: string; readonly aim?: string | undefined }): void;
  /** A device read something that it may not hand on: told to every screen as `scanned`. */
  deviceRefused(kind: Extract<RefusalKind, "bank-card-refused" | "barcode-damaged">): void;
  /** What the devices report about themselves, for the status. */
  setDevices(devices: StatusView["devices"]): void;
  /** Housekeeping now; it also runs by itself when nobody has called for a while. */
  idle(): void;
  /** Stops imports and closes the files. */
  close(): Promise<void>;
};

export type EngineTools = HouseTools & { readonly keeper: { close(): Promise<void> } };

/** Quiet time after which housekeeping may take a moment, and how often that is looked at. */
const quietMs = 5000;
const idleCheckMs = 10_000;

export function createEngine(first: Running, tools: EngineTools): Engine {
  const house = createHouse(first, tools);
  const announcer = createAnnouncer(house);
  const dispatch = createDispatch({ house, announcer });
  const schedule = createBackupSchedule({ house, announcer, log: tools.log });
  let lastCallMs = performance.now();

  const idle = (): void => {
    if (house.down()) return;
    try {
      house.current().ports.health.idle();
    } catch (error) {
      house.fault(error);
    }
    schedule.look();
  };
  const timer = setInterval(() => {
    if (performance.now() - lastCallMs >= quietMs) idle();
  }, idleCheckMs);
  timer.unref();
  const handle = (message: unknown): WireMessage | Promise<WireMessage> => {
    lastCallMs = performance.now();
    return dispatch.handle(message);
  };
  return {
    handle,
    idle,
    onEvent: announcer.listen,
    deviceScan(input) {
      const answered = handle({ id: "device", command: "scan", input });
      if (!(answered instanceof Promise)) announcer.emit({ event: "scanned", view: scannedView(answered) });
    },
    deviceRefused(kind) {
      const message = makeContext(house.current()).say(`refusal.${kind}`);
      announcer.emit({ event: "scanned", view: { outcome: null, refusal: { kind, message } } });
    },
    setDevices(devices) {
      house.current().terminal.devices = devices;
      if (!house.down()) announcer.emit(tellTopic(house.current(), "status"));
    },
    async close() {
      clearInterval(timer);
      await tools.keeper.close();
      await Promise.all([dispatch.stop(), schedule.settled()]);
      house.current().ports.health.close();
      tools.log("info", "closed");
    },
  };
}

function scannedView(message: WireMessage) {
  if ("ok" in message) return { outcome: message.ok, refusal: null };
  if ("refused" in message) return { outcome: null, refusal: message.refused };
  return { outcome: null, refusal: { kind: "storage-failed", message: "error" in message ? message.error : "" } };
}
