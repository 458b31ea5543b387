import { describe, expect, it } from "vitest";
import type { StatusView } from "../../../core/contract/index.ts";
import { statusItems } from "../../../renderer/shell/status-items.ts";

const now = 1_800_000_000_000;
const minute = 60_000;

const status = (change: Partial<StatusView> = {}): StatusView => ({
  now,
  clock: "ok",
  clockMessage: null,
  link: { state: "online", since: null, pending: 0, level: "green", cards: null },
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
  status({ link: { state: "offline", since: now - minutes * minute, pending: 3, level: "amber", cards: null } });

describe("a till that is well", () => {
  it.each([
    ["online", "online"],
    ["none", "alone"],
  ] as const)("with a link %s shows two quiet marks: %s and scanner", (state, key) => {
    const items = statusItems(status({ link: { state, since: null, pending: 0, level: "green", cards: null } }), now);
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

  it.each([
    ["offline", 0, "offline"],
    ["offline", 14, "offlinePending"],
    ["revoked", 14, "revoked"],
    ["forked", 14, "linkStopped"],
    ["not-trusted", 14, "linkStopped"],
  ] as const)("%s with %i facts waiting earns a pill: %s", (state, pending, key) => {
    const link: StatusView["link"] = { state, since: now - 120 * minute, pending, level: "amber", cards: null };
    const [item] = statusItems(status({ link }), now);
    expect(item).toMatchObject({ id: "link", tone: "amber", key });
    if (key === "offlinePending") expect(item).toMatchObject({ pending: 14, ageMs: 120 * minute });
  });
});

describe("trouble earns words", () => {
  it.each([
    ["absent", "scannerAbsent"],
    ["error", "scannerError"],
  ] as const)("scanner %s", (state, key) => {
    const devices: StatusView["devices"] = [{ id: "1", kind: "serial", state, message: "Нет" }];
    const mark = { id: "scanner", tone: "amber", key, ageMs: 0, detail: "Нет" };
    expect(statusItems(status({ devices }), now)).toContainEqual(mark);
  });

  it.each([
    ["ready", "quiet", "Принтер чеков готов"],
    ["error", "amber", "Принтер: нет бумаги"],
    ["absent", "amber", "Принтер: нет связи"],
  ] as const)("a printer that is %s is %s, in its own words and not the scanner's", (state, tone, message) => {
    const marks = statusItems(status({ devices: [{ id: "1", kind: "printer", state, message }] }), now);
    expect(marks.slice(1)).toEqual([
      { id: "scanner", tone: "quiet", key: "scanner", ageMs: 0, detail: null },
      { id: "printer", tone, key: "printer", ageMs: 0, detail: message },
    ]);
  });

  it.each([
    ["low", "amber"],
    ["full", "red"],
    ["recovered", "amber"],
  ] as const)("storage %s is %s", (state, tone) => {
    const storage = { state, freeBytes: 0, message: null };
    expect(statusItems(status({ storage }), now)).toContainEqual(expect.objectContaining({ id: "storage", tone }));
  });

  it("a clock that is behind, with what it means and what to do", () => {
    const clockMessage = "Часы компьютера отстают на 2 ч";
    const marks = statusItems(status({ clock: "behind", clockMessage }), now);
    expect(marks).toContainEqual(expect.objectContaining({ id: "clock", detail: clockMessage }));
  });
});
