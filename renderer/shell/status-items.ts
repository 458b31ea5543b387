import type { StatusView } from "../../core/contract/index.ts";

/** How much a part of the till's state asks for: a dot, words, a pill. */
export type StatusTone = "quiet" | "amber" | "red";
export type StatusItem = {
  readonly id: "link" | "scanner" | "storage" | "clock";
  readonly tone: StatusTone;
  readonly key:
    | "online"
    | "alone"
    | "offline"
    | "offlineShort"
    | "scanner"
    | "scannerAbsent"
    | "scannerError"
    | "storageLow"
    | "storageFull"
    | "storageRecovered"
    | "clock";
  readonly ageMs: number;
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
    ...scannerItem(status.devices),
    ...storageItem(status.storage),
    ...clockItem(status),
  ];
}

function linkItem(link: StatusView["link"], nowMs: number): StatusItem {
  if (link.state === "none") return { id: "link", tone: "quiet", key: "alone", ageMs: 0 };
  if (link.state === "online") return { id: "link", tone: "quiet", key: "online", ageMs: 0 };
  const ageMs = Math.max(0, nowMs - (link.since ?? nowMs));
  if (ageMs < offlineAmberMs) return { id: "link", tone: "quiet", key: "offlineShort", ageMs };
  return { id: "link", tone: ageMs < offlineRedMs ? "amber" : "red", key: "offline", ageMs };
}

function scannerItem(devices: StatusView["devices"]): StatusItem[] {
  const worst = devices.find(({ state }) => state === "error") ?? devices.find(({ state }) => state === "absent");
  if (worst === undefined) return [{ id: "scanner", tone: "quiet", key: "scanner", ageMs: 0 }];
  const key = worst.state === "error" ? "scannerError" : "scannerAbsent";
  return [{ id: "scanner", tone: "amber", key, ageMs: 0 }];
}

function storageItem({ state }: StatusView["storage"]): StatusItem[] {
  if (state === "ok") return [];
  if (state === "recovered") return [{ id: "storage", tone: "amber", key: "storageRecovered", ageMs: 0 }];
  return [
    state === "full"
      ? { id: "storage", tone: "red", key: "storageFull", ageMs: 0 }
      : { id: "storage", tone: "amber", key: "storageLow", ageMs: 0 },
  ];
}

function clockItem({ clock }: StatusView): StatusItem[] {
  return clock === "behind" ? [{ id: "clock", tone: "amber", key: "clock", ageMs: 0 }] : [];
}
