import { describe, expect, it } from "vitest";
import type { Json } from "../../../core/kernel/index.ts";
import { allRights, expectedCash, foldShift, may, roles, type ShiftFigures } from "../../../core/shift/index.ts";
import type { JournalEntry } from "../../../core/sync/index.ts";

function entry(kind: string, body: { readonly [key: string]: Json }, at = 1): JournalEntry {
  const fact = { v: 1 as const, kind, id: kind, at, mono: 0, boot: "", actor: "a", role: "cashier", body };
  return { seq: at, fact, chain: "" };
}

const opened = entry("shift-opened", { shift: 3, floatMinor: 10_000, operator: "Ковалёва А." });
const open = (): ShiftFigures => {
  const figures = foldShift(null, opened);
  if (!figures) throw new Error("open");
  return figures;
};
const cash = (direction: string, amountMinor: number) =>
  entry("cash-moved", { shift: 3, direction, amountMinor, reason: "размен", operator: "Мороз И." });

describe("figures of a shift", () => {
  it("begin with the float and nothing else", () => {
    expect(open()).toMatchObject({ number: 3, openedBy: "Ковалёва А.", closedAt: null, floatMinor: 10_000 });
    expect(expectedCash(open())).toBe(10_000);
  });

  it("follow cash in and out", () => {
    const figures = [cash("in", 500), cash("out", 2000), cash("in", 1)].reduce(foldShift, open());
    expect(figures).toMatchObject({ cashInMinor: 501, cashOutMinor: 2000 });
    expect(figures && expectedCash(figures)).toBe(8501);
  });

  it("end with who closed, when, and what was counted", () => {
    const closed = entry("shift-closed", { shift: 3, countedMinor: 9999, operator: "Мороз И.", figures: {} }, 77);
    expect(foldShift(open(), closed)).toMatchObject({ closedAt: 77, closedBy: "Мороз И.", countedMinor: 9999 });
  });

  it("count an override once for the action it was given for, and not at all if that was refused", () => {
    const given = entry("override-given", {});
    const under = entry("basket-voided", { override: "moroz" });
    const counted = (facts: readonly ReturnType<typeof entry>[]) => facts.reduce(foldShift, open())?.overrides;
    expect(counted([given, given])).toBe(0);
    expect(counted([given, given, under])).toBe(1);
    expect(counted([given, under, under, entry("basket-voided", {})])).toBe(1);
    expect(counted([given, under, given, under])).toBe(2);
  });

  it("count voids, overrides and cards blocked, and leave what they do not know", () => {
    const moved = { number: "1", move: "m", from: "active", clause: "17", reason: "lost", source: "", operator: "" };
    const facts = [
      entry("basket-voided", {}),
      entry("override-given", {}),
      entry("card-moved", { ...moved, to: "blocked", override: "moroz" }),
      entry("card-moved", { ...moved, to: "withdrawn" }),
      entry("of-a-newer-version", { anything: true }),
    ];
    const figures = facts.reduce(foldShift, open());
    expect(figures).toMatchObject({ voids: 1, overrides: 1, cards: { blocked: 1 } });
  });

  it("are none before a shift was opened", () => {
    expect(foldShift(null, cash("in", 5))).toBeNull();
  });
});

describe("rights", () => {
  it("every right is somebody's, and no role has all of them", () => {
    for (const right of allRights) expect(roles.some((role) => may({ role }, right))).toBe(true);
    for (const role of roles) expect(allRights.every((right) => may({ role }, right))).toBe(false);
  });

  it("the one who sets the terminal up does not sell, the one who sells does not set it up", () => {
    expect(may({ role: "administrator" }, "sale.make")).toBe(false);
    expect(may({ role: "shift-manager" }, "pack.install")).toBe(false);
    expect(roles.filter((role) => may({ role }, "override.give"))).toEqual(["shift-manager"]);
  });
});
