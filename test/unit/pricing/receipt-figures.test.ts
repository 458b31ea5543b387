import { describe, expect, it } from "vitest";
import { decisionsOn, priceBasket } from "../../../core/pricing/index.ts";
import type { Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const basket = priced(1000, { unitPriceMinor: 500, category: "tea" }, 200);
const tiers = {
  rows: [
    { from: 0, percentBp: 500 },
    { from: 500, percentBp: 1000 },
  ],
  else: ground("LOW"),
};

describe("what is said of one line alone", () => {
  const exclusions: Pack["exclusions"] = [
    { code: "TEA", clause: "1", when: { fact: "line.category", is: "tea" }, message: "excluded" },
  ];
  const parts = {
    exclusions,
    offers: [offer("ten"), offer("late", { from: "2026-01-01" }), offer("steps", { give: { tiers } })],
  };

  it("is what is said of it among all", () => {
    const whole = priceBasket(smallPack(parts), basket);
    for (const { id } of basket.lines) {
      expect(decisionsOn(whole, id)).toEqual(whole.decisions.filter(({ line }) => line === id));
      expect(decisionsOn(whole, id)).toHaveLength(2);
    }
  });

  it("a line that is not there has nothing said of it", () => {
    expect(decisionsOn(priceBasket(smallPack(parts), basket), "99")).toEqual([]);
  });
});

describe("the receipt's own figures", () => {
  it("the highest rate of all that were given, whatever order they stand in", () => {
    const rates = [
      offer("a", { give: { percentBp: 300 } }),
      offer("b", { give: { percentBp: 900 } }),
      offer("c", { give: { percentBp: 500 } }),
    ];
    expect(priceBasket(smallPack({ offers: rates }), basket).rateBp).toBe(900);
    expect(priceBasket(smallPack({ offers: rates.toReversed() }), basket).rateBp).toBe(900);
    expect(
      priceBasket(smallPack({ offers: [offer("steps", { give: { tiers } })] }), priced(100, 700, 100)).rateBp,
    ).toBe(1000);
  });

  it("name the pack, its version and its currency", () => {
    const { pack } = priceBasket(smallPack({}), basket);
    expect(pack).toEqual({ id: "beltamozh", version: expect.any(Number) as number });
    expect(priceBasket(smallPack({}), basket).currency).toBe("BYN");
  });

  it("one choice that was proved is the best there is", () => {
    const { optimal, boundMinor, total } = priceBasket(smallPack({ offers: [offer("ten")] }), basket);
    expect([optimal, boundMinor]).toEqual([true, total.discountMinor]);
  });
});
