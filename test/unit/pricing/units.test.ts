import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const pieces = (unitPriceMinor: number, count: number, facts: Readonly<Record<string, string>> = {}) => ({
  unitPriceMinor,
  qtyMilli: count * 1000,
  facts,
});

function discounts(one: Partial<Offer>, input: PricingInput, parts: Partial<Pack> = {}): number[] {
  const { lines } = priceBasket(smallPack({ offers: [offer("it", one)], ...parts }), input);
  return lines.map(({ discountMinor }) => discountMinor);
}

describe("an offer with a limit of units", () => {
  const limit = { units: 2, else: ground("LIMIT") };
  const three = priced(pieces(100, 1), pieces(300, 3), pieces(200, 1));
  it.each<[string, Partial<Offer>, PricingInput, number[]]>([
    ["touches the dearest so many", { limit }, three, [0, 60, 0]],
    ["goes on with the next dearest", { limit: { ...limit, units: 4 } }, three, [0, 90, 20]],
    ["touches all where there are fewer", { limit: { ...limit, units: 9 } }, three, [10, 90, 20]],
    ["of equal prices the earlier", { limit: { ...limit, units: 1 } }, priced(pieces(100, 1), pieces(100, 1)), [10, 0]],
    [
      "of weighed goods the part that is within it",
      { limit: { ...limit, units: 1 } },
      priced({ unitPriceMinor: 300, qtyMilli: 700 }, { unitPriceMinor: 200, qtyMilli: 1500 }),
      [21, 6],
    ],
    [
      "counts for each value of a fact by itself",
      { limit: { ...limit, units: 1, per: "line.who" } },
      priced(
        pieces(100, 1, { "line.who": "ann" }),
        pieces(200, 2, { "line.who": "ann" }),
        pieces(50, 1, { "line.who": "bob" }),
      ),
      [0, 20, 5],
    ],
    [
      "lines without the fact share one count",
      { limit: { ...limit, units: 1, per: "line.who" } },
      priced(pieces(100, 1), pieces(200, 2)),
      [0, 20],
    ],
  ])("%s", (_what, one, input, expected) => {
    expect(discounts(one, input)).toEqual(expected);
  });

  it("says of the lines that come too late which number they are over", () => {
    const { decisions } = priceBasket(smallPack({ offers: [offer("it", { limit })] }), three);
    expect(decisions.map(({ line, code, required }) => [line, code, required])).toEqual([
      ["1", "LIMIT", 2],
      ["2", "APPLIED", undefined],
      ["3", "LIMIT", 2],
    ]);
  });

  it("counts no line that a condition keeps away, and names that condition", () => {
    const when = [{ fact: "line.who", is: "ann", else: ground("NOT_ANN") }];
    const input = priced(pieces(900, 1, { "line.who": "bob" }), pieces(200, 2, { "line.who": "ann" }));
    const one = offer("it", { limit: { ...limit, units: 1 }, when });
    const { decisions, lines } = priceBasket(smallPack({ offers: [one] }), input);
    expect(decisions.map(({ code }) => code)).toEqual(["NOT_ANN", "APPLIED"]);
    expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([0, 20]);
  });
});

describe("an offer on some units of its lines", () => {
  it.each<[string, Offer["give"], PricingInput, number[]]>([
    [
      "so many of each line",
      { percentBp: 1000, units: { perLine: 2 } },
      priced(pieces(100, 3), pieces(50, 1)),
      [20, 5],
    ],
    ["every third", { percentBp: 5000, units: { every: 3 } }, priced(pieces(100, 7), pieces(50, 2)), [100, 0]],
    [
      "the cheapest of all",
      { percentBp: 10_000, units: { total: 1, pick: "cheapest" } },
      priced(pieces(100, 2), pieces(50, 2)),
      [0, 50],
    ],
    [
      "an amount for each unit touched",
      { amountMinor: 7, per: "unit", units: { perLine: 2 } },
      priced(pieces(100, 3)),
      [14],
    ],
    ["a price for each unit", { priceMinor: 80, per: "unit" }, priced(pieces(100, 3), pieces(70, 1)), [60, 0]],
    [
      "a price for all of it, shared by what it costs",
      { priceMinor: 250, per: "once" },
      priced(pieces(100, 3), pieces(50, 2)),
      [113, 37],
    ],
    [
      "a cap, shared by what each would get",
      { percentBp: 1000, capMinor: 20 },
      priced(pieces(100, 3), pieces(50, 2)),
      [15, 5],
    ],
    [
      "a budget met exactly",
      { percentBp: 1000, capMinor: 40, whole: true },
      priced(pieces(100, 3), pieces(50, 2)),
      [30, 10],
    ],
    [
      "nothing where a budget would be overspent",
      { percentBp: 1000, capMinor: 39, whole: true },
      priced(pieces(100, 3), pieces(50, 2)),
      [0, 0],
    ],
    [
      "one amount for the first unit, another for the rest; none costs less than nothing",
      { firstMinor: 60, amountMinor: 7, per: "unit" },
      priced(pieces(100, 3), pieces(50, 2), pieces(80, 1)),
      [74, 57, 60],
    ],
    ["an amount for each line", { amountMinor: 7 }, priced(pieces(100, 3), pieces(5, 1)), [7, 5]],
  ])("%s", (_what, give, input, expected) => {
    expect(discounts({ give }, input)).toEqual(expected);
  });

  it("a line none of whose units is touched says so as one that lost", () => {
    const give = { percentBp: 5000, units: { every: 3 } };
    const { decisions } = priceBasket(
      smallPack({ offers: [offer("it", { give })] }),
      priced(pieces(100, 3), pieces(50, 2)),
    );
    expect(decisions.map(({ line, outcome, amountMinor }) => [line, outcome, amountMinor])).toEqual([
      ["1", "applied", 50],
      ["2", "displaced", 0],
    ]);
  });
});

describe("buy some, get some", () => {
  const give = (pick: "cheapest" | "dearest", repeat = true): Offer["give"] => {
    return { percentBp: 10_000, units: { pick, buy: { units: 2, get: 1, repeat, partial: false } } };
  };
  const tea = { fact: "line.category", is: "tea" };
  it.each<[string, Partial<Offer>, PricingInput, number[]]>([
    [
      "two bought, the third free",
      { give: give("cheapest") },
      priced(pieces(300, 1), pieces(100, 1), pieces(200, 1)),
      [0, 100, 0],
    ],
    [
      "two bought, the dearest; of the rest the dearest, where it says so",
      { give: give("dearest") },
      priced(pieces(300, 1), pieces(100, 1), pieces(200, 1), pieces(50, 1)),
      [0, 100, 0, 0],
    ],
    ["again and again", { give: give("cheapest") }, priced(pieces(100, 7)), [200]],
    ["once, where it says so", { give: give("cheapest", false) }, priced(pieces(100, 7)), [100]],
    ["too few bought", { give: give("cheapest") }, priced(pieces(100, 2)), [0]],
    [
      "free is only what the offer is about, all that is there is bought",
      { give: give("cheapest"), lines: tea },
      priced(pieces(300, 2), { ...pieces(100, 3), category: "tea" }),
      [0, 100],
    ],
  ])("%s", (_what, one, input, expected) => {
    expect(discounts(one, input)).toEqual(expected);
  });

  it("what must be bought may be of a kind by itself", () => {
    const one = {
      lines: tea,
      give: {
        percentBp: 10_000,
        units: {
          buy: { lines: { fact: "line.category", is: "food" }, units: 1, get: 1, repeat: true, partial: false },
        },
      },
    };
    const input = priced(pieces(300, 2), { ...pieces(100, 5), category: "tea" });
    expect(discounts(one, input)).toEqual([0, 200]);
    expect(discounts(one, priced({ ...pieces(100, 5), category: "tea" }))).toEqual([0]);
  });

  it("a unit counts for one such offer only, and then at its full price", () => {
    const offers = [offer("first", { give: give("cheapest") }), offer("second", { give: give("cheapest") })];
    const priceOf = (count: number, stacking?: Pack["stacking"]) => {
      const pack = smallPack({ offers, ...(stacking ? { stacking } : {}) });
      return priceBasket(pack, priced(pieces(100, count))).lines[0]?.adjustments.map(({ rule, amountMinor }) => [
        rule,
        amountMinor,
      ]);
    };
    expect(priceOf(5)).toEqual([["first", 100]]);
    expect(priceOf(6)).toEqual([["first", 200]]);
    const once = offers.map((one) => ({ ...one, give: give("cheapest", false) }));
    const pack = smallPack({
      offers: once,
      stacking: { mode: "sum", combine: "compounded", members: ["first", "second"] },
    });
    const { lines } = priceBasket(pack, priced(pieces(100, 6)));
    expect(lines[0]?.adjustments.map(({ rule, amountMinor }) => [rule, amountMinor])).toEqual([
      ["first", 100],
      ["second", 100],
    ]);
  });
});

describe("units had by one offer are not had by any after it", () => {
  const give: Offer["give"] = {
    percentBp: 10_000,
    units: { buy: { units: 1, get: 1, repeat: false, partial: false } },
  };
  const of = (category: string) => {
    const lines = { fact: "line.category", is: category };
    const buy = { lines, units: 1, get: 1, repeat: false, partial: false };
    return { lines, give: { percentBp: 10_000, units: { buy } } };
  };
  const rules = (offers: readonly Offer[], input: PricingInput) => {
    const stacking: Pack["stacking"] = { mode: "sum", members: offers.map(({ id }) => id) };
    const { lines } = priceBasket(smallPack({ offers: [...offers], stacking }), input);
    return lines.map(({ adjustments }) => adjustments.map(({ rule, amountMinor }) => `${rule}: ${amountMinor}`));
  };

  it("nor by one after an offer on other lines", () => {
    const offers = [offer("food", of("food")), offer("tea", of("tea")), offer("any", { give })];
    const input = priced(pieces(100, 2), { ...pieces(300, 3), category: "tea" });
    expect(rules(offers, input)).toEqual([["food: 100"], ["tea: 300"]]);
    const more = priced(pieces(100, 4), { ...pieces(300, 2), category: "tea" });
    expect(rules(offers, more)).toEqual([["food: 100", "any: 100"], ["tea: 300"]]);
  });

  it("a unit for nothing costs no less than nothing after other discounts", () => {
    const offers = [offer("ninety", { give: { percentBp: 9000 } }), offer("any", { give })];
    expect(rules(offers, priced(pieces(100, 3)))).toEqual([["ninety: 270", "any: 30"]]);
  });
});

describe("steps of a rate or an amount", () => {
  const rows = [
    { from: 100, percentBp: 500 },
    { from: 300, percentBp: 1000 },
  ];
  const bases: Pack["bases"] = { all: { measure: "amount", excluded: "counted", stage: "before-discount" } };
  const tiers = { rows, else: ground("TOO_LITTLE") };
  it.each<[number, number[]]>([
    [99, [0, 0]],
    [100, [5, 0]],
    [299, [15, 0]],
    [300, [30, 0]],
  ])("a line of %i picks its own step", (price, expected) => {
    expect(discounts({ give: { tiers } }, priced(price, 50))).toEqual(expected);
  });

  it.each<[number, number[]]>([
    [40, [0, 0]],
    [50, [3, 3]],
    [250, [25, 5]],
  ])("a receipt of %i and 0.50 picks one step for all", (price, expected) => {
    expect(discounts({ give: { tiers: { ...tiers, base: "all" } } }, priced(price, 50), { bases })).toEqual(expected);
  });

  it("an amount may have steps, too", () => {
    const amounts = {
      rows: [
        { from: 100, amountMinor: 7 },
        { from: 200, amountMinor: 30 },
      ],
      else: ground("TOO_LITTLE"),
    };
    expect(discounts({ give: { tiers: amounts } }, priced(99, 100, 200))).toEqual([0, 7, 30]);
  });

  it("below the first step the offer says what would do", () => {
    const give = { tiers: { ...tiers, base: "all" } };
    const { decisions } = priceBasket(smallPack({ bases, offers: [offer("it", { give })] }), priced(60, 39));
    expect(decisions[0]).toMatchObject({ code: "TOO_LITTLE", base: "all", actual: 99, required: 100 });
    const own = priceBasket(smallPack({ offers: [offer("it", { give: { tiers } })] }), priced(60)).decisions[0];
    expect(own).toMatchObject({ code: "TOO_LITTLE" });
    expect(own).not.toHaveProperty("actual");
  });

  it("a line's own step looks at what earlier offers left", () => {
    const offers = [offer("ten"), offer("steps", { give: { tiers } })];
    const stacking: Pack["stacking"] = { mode: "sum", combine: "compounded", members: ["ten", "steps"] };
    const { lines } = priceBasket(smallPack({ offers, stacking }), priced(320));
    // 288 is left: 5 %, not 10.
    expect(lines[0]?.adjustments.map(({ rateBp, amountMinor }) => [rateBp, amountMinor])).toEqual([
      [1000, 32],
      [500, 14],
    ]);
  });

  it("a condition that fails comes before any step", () => {
    const when = [{ fact: "buyer.kind", is: "organisation", else: ground("NO") }];
    const { decisions } = priceBasket(smallPack({ offers: [offer("it", { when, give: { tiers } })] }), priced(500));
    expect(decisions.map(({ line, code }) => [line, code])).toEqual([["1", "NO"]]);
  });
});
