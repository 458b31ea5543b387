import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import type { Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

type LinePrice = NonNullable<Pack["prices"]>[number];
const price: LinePrice = { id: "club", clause: "3", message: "rate", when: [], fact: "line.club" };

function netOf(change: Partial<LinePrice>, facts: Readonly<Record<string, number | string>>, qtyMilli = 1000) {
  const pack = smallPack({ prices: [{ ...price, ...change }] });
  return priceBasket(pack, priced({ unitPriceMinor: 1000, qtyMilli, facts })).lines[0];
}

describe("a price that takes the place of the shelf price", () => {
  it.each<[string, Partial<LinePrice>, number, number]>([
    ["the fact's value", {}, 1000, 777],
    ["for the quantity", {}, 2500, 1943],
    ["less a percentage, rounded half up: 777 × 0.85 = 660.45", { minusBp: [1500] }, 1000, 660],
    ["less percentages added: 777 × 0.75 = 582.75", { minusBp: [1500, 1000] }, 1000, 583],
    ["added is said or not", { minusBp: [1500, 1000], combine: "added" }, 1000, 583],
    [
      "compounded, rounded once: 777 × 0.85 × 0.9 = 594.405",
      { minusBp: [1500, 1000], combine: "compounded" },
      1000,
      594,
    ],
    ["half a kopeck goes up: 777 × 0.5 = 388.5", { minusBp: [5000], combine: "compounded" }, 1000, 389],
    ["no percentages to compound", { combine: "compounded" }, 1000, 777],
  ])("%s", (_what, change, qtyMilli, expected) => {
    const line = netOf(change, { "line.club": 777 }, qtyMilli);
    expect(line).toMatchObject({ grossMinor: expected, netMinor: expected, discountMinor: 0, clause: "3" });
  });

  it("a value that is no number is a price of nothing", () => {
    expect(netOf({}, { "line.club": "cheap" })).toMatchObject({ grossMinor: 0 });
  });

  it.each<[string, Partial<LinePrice>, number]>([
    ["lines of another kind keep theirs", { lines: { fact: "line.category", is: "beer" } }, 1000],
    ["lines of this kind do not", { lines: { fact: "line.category", is: "food" } }, 777],
    ["a condition on the receipt fails", { when: [{ fact: "buyer.kind", is: "organisation" }] }, 1000],
    [
      "all of several must hold",
      {
        when: [
          { fact: "buyer.kind", is: "person" },
          { fact: "shop.kind", is: "bar" },
        ],
      },
      1000,
    ],
    [
      "they hold",
      {
        when: [
          { fact: "buyer.kind", is: "person" },
          { fact: "shop.kind", is: "shop" },
        ],
      },
      777,
    ],
    ["a base is not known yet: it is 0", { when: [{ base: "goods", above: 0 }] }, 1000],
    ["a set is known", { lines: { fact: "line.category", in: { set: "edible" } } }, 777],
  ])("%s", (_what, change, expected) => {
    const pack = smallPack({ prices: [{ ...price, ...change }], sets: { edible: ["food"] } });
    const { lines } = priceBasket(pack, priced({ facts: { "line.club": 777 } }));
    expect(lines[0]?.grossMinor).toBe(expected);
  });

  it("the first that fits counts; other lines have no clause of a price", () => {
    const prices = [
      { ...price, lines: { fact: "line.category", is: "beer" } },
      { ...price, clause: "4" },
    ];
    const input = priced({ category: "beer", facts: { "line.club": 5 } }, { facts: { "line.club": 6 } });
    expect(priceBasket(smallPack({ prices }), input).lines.map(({ clause, netMinor }) => [clause, netMinor])).toEqual([
      ["3", 5],
      ["4", 6],
    ]);
    const none = priceBasket(smallPack({}), input).lines[0];
    expect(none).not.toHaveProperty("clause");
  });

  it("says whether it applied, or what it lacks", () => {
    const when = [{ fact: "buyer.kind", is: "organisation", else: ground("NOT_AN_ORGANISATION") }];
    const prices = [price, { ...price, id: "firms", when }];
    const { decisions, rulings } = priceBasket(smallPack({ prices }), priced({ facts: { "line.club": 5 } }));
    expect(rulings.map(({ lines }) => lines)).toEqual([[], []]);
    expect(decisions).toEqual([
      {
        rule: "club",
        line: null,
        outcome: "applied",
        code: "APPLIED",
        clause: "3",
        message: { key: "rate", params: { clause: "3" } },
      },
      {
        rule: "firms",
        line: null,
        outcome: "refused",
        code: "NOT_AN_ORGANISATION",
        clause: "9",
        actual: "person",
        required: "organisation",
        fact: "buyer.kind",
        message: { key: "rate.missing", params: { clause: "9", actual: "person", required: "organisation" } },
      },
    ]);
  });

  it("a condition without a ground refuses by the price's own clause", () => {
    const prices = [{ ...price, when: [{ fact: "buyer.kind", is: "organisation" }] }];
    const { decisions } = priceBasket(smallPack({ prices }), priced({ facts: { "line.club": 5 } }));
    expect(decisions).toMatchObject([{ code: "NOT_MET", clause: "3", message: { params: { clause: "3" } } }]);
  });

  it("discounts are taken of it", () => {
    const pack = smallPack({ prices: [price], offers: [offer("ten")] });
    const { lines } = priceBasket(pack, priced({ facts: { "line.club": 500 } }));
    expect(lines[0]).toMatchObject({ grossMinor: 500, discountMinor: 50, netMinor: 450 });
  });
});

describe("no discount brings a line under its lowest price", () => {
  it.each<[number, number, number]>([
    [950, 1000, 950],
    [950, 2000, 1900],
    [950, 500, 475],
    [900, 1000, 900],
    [0, 1000, 900],
    [1200, 1000, 1000],
  ])("at least %i a unit, %i thousandths at 10.00 less 10 %%: %i", (minUnitPriceMinor, qtyMilli, net) => {
    const pack = smallPack({ offers: [offer("ten")] });
    expect(priceBasket(pack, priced({ qtyMilli, minUnitPriceMinor })).total.payableMinor).toBe(net);
  });

  it("earlier discounts count against it, too", () => {
    const pack = smallPack({ offers: [offer("one"), offer("other")] });
    const { lines } = priceBasket(pack, priced({ minUnitPriceMinor: 850 }));
    expect(lines[0]?.adjustments.map(({ rule, amountMinor }) => [rule, amountMinor])).toEqual([
      ["one", 100],
      ["other", 50],
    ]);
  });

  it("what a line cannot bear moves to the others", () => {
    const give = { amountMinor: 600, per: "once" as const };
    const pack = smallPack({ offers: [offer("six", { give })] });
    const { lines } = priceBasket(pack, priced({ minUnitPriceMinor: 900 }, 1000, 1000));
    expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([100, 250, 250]);
  });
});
