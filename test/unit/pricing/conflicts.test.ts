import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Group, Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const bases: Pack["bases"] = { left: { measure: "amount", excluded: "counted", stage: "after-discount" } };
/** Holds on every receipt here, but looks at what other offers leave: nothing is known of the offer before. */
const when: Offer["when"] = [{ base: "left", atLeast: 1, else: ground("LOW") }];
const steps = {
  base: "left",
  rows: [
    { from: 1, percentBp: 500 },
    { from: 10, percentBp: 3000 },
  ],
  else: ground("LOW"),
};
const order = { kind: "director", least: 0, most: 10_000 };
const two = priced({ unitPriceMinor: 300, qtyMilli: 3000 }, { unitPriceMinor: 200, category: "tea" });
const orders = [{ kind: "director", from: "2025-01-01", to: "2025-12-31", rateBp: 4000 }];
const basket: PricingInput = { ...two, orders };

type Under = { readonly parts?: Partial<Pack> | undefined; readonly input?: PricingInput | undefined };

/** What is taken off by the better of an offer and a rival that takes exactly `rival` off the receipt. */
function better(change: Partial<Offer>, rival: number, { parts = {}, input = basket }: Under = {}) {
  const offers = [offer("rival", { give: { amountMinor: rival, per: "once" } }), offer("it", { when, ...change })];
  const stacking: Group = { mode: "best", conflicts: [["rival", "it"]], members: ["rival", "it"] };
  const pack = smallPack({ bases, offers, stacking, ...parts });
  const explain = {
    ...pack.explain,
    orders: { none: ground("N"), evidence: ground("N"), range: ground("N"), volume: ground("N") },
  };
  const { total, optimal, lines } = priceBasket({ ...pack, explain }, input);
  expect(optimal).toBe(true);
  const winner = lines.flatMap(({ adjustments }) => adjustments.map(({ rule }) => rule))[0];
  return [winner, total.discountMinor];
}

describe("of two offers in conflict the better one wins by a kopeck, whatever it looks at", () => {
  const half = { mode: "half-up", split: "largest-remainder" } as const;
  const tea = { fact: "line.category", is: "tea" };
  it.each<[string, number, Partial<Offer>, Partial<Pack>?, PricingInput?]>([
    ["a percentage", 110, {}],
    ["a percentage on some lines", 20, { lines: tea }],
    ["steps", 330, { when: [], give: { tiers: steps } }],
    ["steps of what each line costs", 330, { give: { tiers: { rows: steps.rows, else: steps.else } } }],
    ["a rate by order", 440, { order, give: { ordered: "rate" } }],
    ["an amount once", 77, { give: { amountMinor: 77, per: "once" } }],
    ["an amount a line", 154, { give: { amountMinor: 77 } }],
    ["an amount a unit", 308, { give: { amountMinor: 77, per: "unit" } }],
    ["a price a unit", 500, { give: { priceMinor: 150, per: "unit" } }],
    ["a price for all", 1000, { give: { priceMinor: 100, per: "once" } }],
    ["a percentage up to a cap", 55, { give: { percentBp: 1000, capMinor: 55 } }],
    ["a cap that is not reached", 110, { give: { percentBp: 1000, capMinor: 555 } }],
    ["the dearest units", 60, { give: { percentBp: 1000, units: { total: 2, pick: "dearest" } } }],
    [
      "two bought, the third free",
      200,
      {
        give: {
          percentBp: 10_000,
          units: { pick: "cheapest", buy: { units: 2, get: 1, repeat: true, partial: false } },
        },
      },
    ],
    [
      "units rounded one by one",
      3,
      {},
      { rounding: { ...half, level: "unit" } },
      priced({ unitPriceMinor: 5, qtyMilli: 3000 }),
    ],
    ["lines rounded one by one", 2, {}, {}, priced(5, 5)],
    ["rounded once", 1, {}, { rounding: { ...half, level: "receipt" } }, priced(5, 5)],
    [
      "lines that cannot bear more",
      130,
      { lines: { not: tea }, give: { percentBp: 5000 } },
      {},
      priced({ minUnitPriceMinor: 900 }, { minUnitPriceMinor: 970 }, { category: "tea" }),
    ],
    [
      "steps in amounts",
      100,
      { when: [], give: { tiers: { base: "left", rows: [{ from: 1, amountMinor: 50 }], else: ground("LOW") } } },
    ],
  ])("%s: %i", (_what, worth, change, parts, input) => {
    expect(better(change, worth - 1, { parts, input })).toEqual(["it", worth]);
    expect(better(change, worth + 1, { parts, input })).toEqual(["rival", worth + 1]);
  });

  it("one that does not hold is no rival", () => {
    expect(better({ when: [{ base: "left", atLeast: 9999, else: ground("LOW") }] }, 5)).toEqual(["rival", 5]);
    expect(better({ from: "2026-01-01" }, 5)).toEqual(["rival", 5]);
  });
});

describe("a group in conflict counts as what its members save together", () => {
  const offers = [
    offer("rival", { give: { amountMinor: 220, per: "once" } }),
    offer("ten", { when }),
    offer("ten-more", { when }),
    offer("ten-still", { when }),
  ];
  const settle = (inner: Omit<Group, "members">, rival: number) => {
    const group: Group = { ...inner, members: ["ten", "ten-more"] };
    const stacking: Group = { mode: "best", conflicts: [["rival", "ten"]], members: ["rival", group] };
    const all = offers.map((one) => (one.id === "rival" ? { ...one, give: { ...one.give, amountMinor: rival } } : one));
    const { total, optimal } = priceBasket(smallPack({ bases, offers: all, stacking }), basket);
    return [total.discountMinor, optimal];
  };
  it.each<[string, Omit<Group, "members">, number]>([
    ["compounded", { mode: "sum" }, 209],
    ["added", { mode: "sum", combine: "added" }, 220],
    ["added and rounded once", { mode: "sum", combine: "added-once" }, 220],
    ["the better of two", { mode: "best" }, 110],
    ["the first of two", { mode: "exclusive" }, 110],
    ["in order", { mode: "priority", conflicts: [] }, 209],
  ])("%s: %j saves %i", (_what, inner, worth) => {
    expect(settle(inner, worth - 1)).toEqual([worth, true]);
    expect(settle(inner, worth + 1)).toEqual([worth + 1, true]);
  });

  it("rounded once, two rates may come to more than each by itself", () => {
    const small = priced(14, 14);
    const rates = ["a", "b"].map((id) => offer(id, { give: { percentBp: 200 } }));
    const group: Group = { mode: "sum", combine: "added-once", members: ["a", "b"] };
    const rival = offer("rival", { give: { amountMinor: 1, per: "once" } });
    const stacking: Group = { mode: "best", conflicts: [["rival", "a"]], members: ["rival", group] };
    // 2 % of 0.14 is nothing, 4 % is a kopeck, on each line.
    const { total } = priceBasket(smallPack({ bases, offers: [rival, ...rates], stacking }), small);
    expect(total.discountMinor).toBe(2);
  });
});

describe("offers that each line picks by itself are settled on those lines alone", () => {
  const tea = { fact: "line.category", is: "tea" };
  it("a best set inside is searched on those lines", () => {
    const offers = [
      offer("a", { when }),
      offer("b", { when, give: { percentBp: 1500 } }),
      offer("tea-40", { lines: tea, give: { percentBp: 4000 } }),
    ];
    const set: Group = { mode: "best", name: "set", conflicts: [["a", "b"]], members: ["a", "b"] };
    const stacking: Group = { mode: "best", scope: "line", members: [set, "tea-40"] };
    const { lines, optimal, boundMinor } = priceBasket(
      smallPack({ bases, offers, stacking }),
      priced(1000, { category: "tea" }),
    );
    expect(lines.map(({ adjustments }) => adjustments.map(({ rule, amountMinor }) => [rule, amountMinor]))).toEqual([
      [["b", 150]],
      [["tea-40", 400]],
    ]);
    expect([optimal, boundMinor]).toEqual([true, 550]);
  });
});
