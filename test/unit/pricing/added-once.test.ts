import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import type { Group } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

describe("percentages added up and rounded once", () => {
  it("are added on the units that each is about: one of three free, and 5 % on the two others", () => {
    const limit = { units: 1, else: ground("LIMIT") };
    const used = [
      offer("one-free", { limit, give: { percentBp: 10_000 } }),
      offer("five", { give: { percentBp: 500 } }),
      offer("second", { give: { percentBp: 1000, units: { perLine: 2 } } }),
    ];
    const stacking: Group = { mode: "sum", combine: "added-once", members: used.map(({ id }) => id) };
    const { lines } = priceBasket(smallPack({ offers: used, stacking }), priced({ qtyMilli: 3000 }));
    // Of 10.00 each: 10.00, then 0 + 0.50 + 0.50, then 0 + 1.00 + 0.
    expect(lines[0]?.adjustments.map(({ rule, amountMinor }) => [rule, amountMinor])).toEqual([
      ["one-free", 1000],
      ["five", 100],
      ["second", 100],
    ]);
  });

  it("beside amounts never take more than the price", () => {
    const used = [offer("off", { give: { amountMinor: 300 } }), offer("most", { give: { percentBp: 9000 } })];
    const stacking: Group = { mode: "sum", combine: "added-once", members: ["off", "most"] };
    const { lines } = priceBasket(smallPack({ offers: used, stacking }), priced(1000));
    expect(lines[0]?.adjustments.map(({ rule, amountMinor }) => [rule, amountMinor])).toEqual([
      ["off", 300],
      ["most", 700],
    ]);
  });

  it("are rounded as the pack rounds", () => {
    const used = [offer("one", { give: { percentBp: 500 } }), offer("two", { give: { percentBp: 500 } })];
    const stacking: Group = { mode: "sum", combine: "added-once", members: ["one", "two"] };
    const off = (mode: "half-up" | "half-down") => {
      const rounding = { mode, level: "line", split: "largest-remainder" } as const;
      return priceBasket(smallPack({ offers: used, stacking, rounding }), priced(15)).total.discountMinor;
    };
    expect([off("half-up"), off("half-down")]).toEqual([2, 1]);
  });
});

describe("members of a choice that an order names together", () => {
  it("never take more than the price", () => {
    const sixty = ["a", "b"].map((id) => offer(id, { give: { percentBp: 6000 } }));
    const stacking: Group = { mode: "choice", listedBy: "combining", members: ["a", "b"] };
    const order = { kind: "combining", from: "2025-03-01", to: "2025-03-31", combine: ["a", "b"] };
    const { lines } = priceBasket(smallPack({ offers: sixty, stacking }), { ...priced(1000), orders: [order] });
    expect(lines[0]).toMatchObject({ netMinor: 0, discountMinor: 1000 });
  });
});
