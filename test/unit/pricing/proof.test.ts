import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const bases: Pack["bases"] = { left: { measure: "amount", excluded: "counted", stage: "after-discount" } };
/** Looks at what other offers leave, so that nothing is known of the offer before the search. */
const open: Offer["when"] = [{ base: "left", atLeast: 1, else: ground("LOW") }];
const names = Array.from({ length: 16 }, (_, at) => `n${at}`);
const own = (name: string) => ({ fact: "line.category", is: name });

/** One line of 10.00 for each offer. */
const shelves = priced(...names.map((category) => ({ category })));
const cheap = priced(...names.map((category) => ({ category, minUnitPriceMinor: 970 })));

/** Sixteen offers of a kind, none in conflict: 65 536 sets, of which the search may try 20 000. */
function search(kind: (name: string) => Partial<Offer>, input: PricingInput = shelves, nested = false) {
  const offers = names.map((name) => offer(name, { when: open, ...kind(name) }));
  const set: Pack["stacking"] = { mode: "best", conflicts: [], members: names };
  const stacking: Pack["stacking"] = nested ? { mode: "best", scope: "line", members: [set] } : set;
  const { optimal, total } = priceBasket(smallPack({ bases, offers, stacking }), input);
  return [optimal, total.discountMinor];
}

describe("what an offer can save at most is known closely enough to prove the best of sixteen", () => {
  it.each<[string, (name: string) => Partial<Offer>, number, PricingInput?]>([
    ["percentages, each on its line", (name) => ({ lines: own(name) }), 1600],
    ["amounts once", () => ({ give: { amountMinor: 77, per: "once" } }), 16 * 77],
    ["percentages up to a cap", () => ({ give: { percentBp: 9000, capMinor: 50 } }), 800],
    [
      "percentages of lines that can hardly bear any",
      (name) => ({ lines: own(name), give: { percentBp: 5000 } }),
      480,
      cheap,
    ],
    ["offers out of their term", () => ({ from: "2026-01-01" }), 0],
    [
      "offers that the receipt shuts out",
      () => ({ when: [{ fact: "buyer.kind", is: "club", else: ground("NO") }, ...open] }),
      0,
    ],
    ["offers that fit no line", () => ({ when: [{ fact: "line.months", atLeast: 3, else: ground("NO") }] }), 0],
    [
      "steps, each on its line",
      (name) => ({
        when: [],
        lines: own(name),
        give: { tiers: { base: "left", rows: [{ from: 1, percentBp: 1000 }], else: ground("NO") } },
      }),
      1600,
    ],
  ])("%s", (_what, kind, expected, input) => {
    expect(search(kind, input)).toEqual([true, expected]);
  });

  it("on the lines in question alone, where each line picks for itself", () => {
    expect(search((name) => ({ lines: own(name) }), shelves, true)).toEqual([true, 1600]);
  });
});

describe("where the search stops before it has a proof", () => {
  // The step of 90 % is out of reach, which nobody knows before: what each saves at most is far off.
  const rows = [
    { from: 0, percentBp: 100 },
    { from: 1001, percentBp: 9000 },
  ];
  const give = { tiers: { base: "left", rows, else: ground("LOW") } };
  const offers = names.map((name) => offer(name, { give }));
  const pack = smallPack({ bases, offers, stacking: { mode: "best", conflicts: [], members: names } });

  it("the receipt says so, and that nothing saves more than a bound within its price", () => {
    const { optimal, boundMinor, total } = priceBasket(pack, priced(1000));
    expect(optimal).toBe(false);
    expect(boundMinor).toBeGreaterThan(total.discountMinor);
    expect(boundMinor).toBeLessThanOrEqual(total.grossMinor);
  });
});
