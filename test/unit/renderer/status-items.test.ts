import { describe, expect, it } from "vitest";
import type { StatusView } from "../../../core/contract/index.ts";
import { statusItems } from "../../../renderer/shell/status-items.ts";

const now = 1_800_000_000_000;
const minute = 60_000;

const status = (change: Partial<StatusView> = {}): StatusView => ({
  now,
  clock: "ok",
  clockMessage: null,
  link: { state: "online", since: null, pending: 0 },
  storage: { state: "ok", freeBytes: 1, message: null },
  shift: null,
  cards: 0,
  items: 0,
  journal: { events: 0, generation: "g", verified: true },
  lastBackupAt: null,
  packs: [],
  devices: [],
  ...change,
});

const offline = (minutes: number): StatusView =>
  status({ link: { state: "offline", since: now - minutes * minute, pending: 3 } });

describe("a till that is well", () => {
  it.each([
    ["online", "online"],
    ["none", "alone"],
  ] as const)("with a link %s shows two quiet marks: %s and scanner", (state, key) => {
    const items = statusItems(status({ link: { state, since: null, pending: 0 } }), now);
    expect(items.map((item) => [item.key, item.tone])).toEqual([
      [key, "quiet"],
      ["scanner", "quiet"],
    ]);
  });
});

describe("a till without its office", () => {
  it.each([
    [0, "quiet"],
    [14, "quiet"],
    [15, "amber"],
    [24 * 60 - 1, "amber"],
    [24 * 60, "red"],
  ])("for %i min is %s", (minutes, tone) => {
    expect(statusItems(offline(minutes), now)[0]).toMatchObject({ id: "link", tone });
  });
});

describe("trouble earns words", () => {
  it.each([
    ["absent", "scannerAbsent"],
    ["error", "scannerError"],
  ] as const)("scanner %s", (state, key) => {
    const devices: StatusView["devices"] = [{ id: "1", kind: "serial", state, message: "" }];
    expect(statusItems(status({ devices }), now)).toContainEqual({ id: "scanner", tone: "amber", key, ageMs: 0 });
  });

  it.each([
    ["low", "amber"],
    ["full", "red"],
    ["recovered", "amber"],
  ] as const)("storage %s is %s", (state, tone) => {
    const storage = { state, freeBytes: 0, message: null };
    expect(statusItems(status({ storage }), now)).toContainEqual(expect.objectContaining({ id: "storage", tone }));
  });

  it("a clock that is behind", () => {
    expect(statusItems(status({ clock: "behind" }), now)).toContainEqual(expect.objectContaining({ id: "clock" }));
  });
});
