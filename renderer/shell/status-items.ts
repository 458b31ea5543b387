import type { StatusView } from "../../core/contract/index.ts";

/** How much a part of the till's state asks for: a dot, words, a pill. */
export type StatusTone = "quiet" | "amber" | "red";
export type StatusItem = {
  readonly id: "link" | "scanner" | "printer" | "storage" | "clock";
  readonly tone: StatusTone;
  readonly key:
    | "online"
    | "alone"
    | "offline"
    | "offlineShort"
    | "offlinePending"
    | "connecting"
    | "revoked"
    | "linkStopped"
    | "scanner"
    | "scannerAbsent"
    | "scannerError"
    | "printer"
    | "storageLow"
    | "storageFull"
    | "storageRecovered"
    | "clock";
  readonly ageMs: number;
  /** Facts that wait to be sent; only of the link. */
  readonly pending?: number;
  /** What it means and what to do, in the engine's words; null where the words on the mark say all. */
  readonly detail: string | null;
};

const minute = 60_000;
const offlineAmberMs = 15 * minute;
const offlineRedMs = 24 * 60 * minute;
/** A shift should end within 24 hours; from here on there is time to close it. */
export const shiftAmberMs = 22 * 60 * minute;

/** What the top bar says about the terminal, quiet parts first as they stand: connection, scanner, trouble. */
export function statusItems(status: StatusView, nowMs: number): StatusItem[] {
  return [
    linkItem(status.link, nowMs),
    ...scannerItem(status.devices.filter(({ kind }) => kind !== "printer")),
    ...printerItem(status.devices),
    ...storageItem(status.storage),
    ...clockItem(status),
  ];
}

const quietLinks: Partial<Readonly<Record<StatusView["link"]["state"], StatusItem["key"]>>> = {
  none: "alone",
  online: "online",
  connecting: "connecting",
};

function linkItem(link: StatusView["link"], nowMs: number): StatusItem {
  const said = quietLinks[link.state];
  if (said !== undefined) return { id: "link", tone: "quiet", key: said, ageMs: 0, detail: null };
  const { pending } = link;
  const ageMs = Math.max(0, nowMs - (link.since ?? nowMs));
  if (link.state !== "offline") {
    const key = link.state === "revoked" ? "revoked" : "linkStopped";
    return { id: "link", tone: "amber", key, ageMs, detail: null };
  }
  if (ageMs < offlineAmberMs) return { id: "link", tone: "quiet", key: "offlineShort", ageMs, detail: null };
  const tone = ageMs < offlineRedMs ? "amber" : "red";
  return pending === 0
    ? { id: "link", tone, key: "offline", ageMs, detail: null }
    : { id: "link", tone, key: "offlinePending", ageMs, pending, detail: null };
}

function scannerItem(devices: StatusView["devices"]): StatusItem[] {
  const worst = devices.find(({ state }) => state === "error") ?? devices.find(({ state }) => state === "absent");
  if (worst === undefined) return [{ id: "scanner", tone: "quiet", key: "scanner", ageMs: 0, detail: null }];
  const key = worst.state === "error" ? "scannerError" : "scannerAbsent";
  return [{ id: "scanner", tone: "amber", key, ageMs: 0, detail: worst.message || null }];
}

/** One that is well is quiet; else its own words: no paper, cover open, no connection. */
function printerItem(devices: StatusView["devices"]): StatusItem[] {
  const printer = devices.find(({ kind }) => kind === "printer");
  if (printer === undefined) return [];
  const tone = printer.state === "ready" ? "quiet" : "amber";
  return [{ id: "printer", tone, key: "printer", ageMs: 0, detail: printer.message }];
}

function storageItem({ state, message: detail }: StatusView["storage"]): StatusItem[] {
  if (state === "ok") return [];
  if (state === "recovered") return [{ id: "storage", tone: "amber", key: "storageRecovered", ageMs: 0, detail }];
  return [
    state === "full"
      ? { id: "storage", tone: "red", key: "storageFull", ageMs: 0, detail }
      : { id: "storage", tone: "amber", key: "storageLow", ageMs: 0, detail },
  ];
}

function clockItem({ clock, clockMessage: detail }: StatusView): StatusItem[] {
  return clock === "behind" ? [{ id: "clock", tone: "amber", key: "clock", ageMs: 0, detail }] : [];
}
