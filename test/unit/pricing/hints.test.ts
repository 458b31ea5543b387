import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput, type PricingLine } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const exclusions: Pack["exclusions"] = [
  { code: "BEER", clause: "1", when: { fact: "line.category", is: "beer" }, message: "excluded.beer" },
];
const bases: Pack["bases"] = {
  goods: { measure: "amount", excluded: "left-out", stage: "before-discount" },
  left: { measure: "amount", excluded: "left-out", stage: "after-discount" },
  tea: {
    measure: "amount",
    excluded: "left-out",
    stage: "before-discount",
    where: { fact: "line.category", is: "tea" },
  },
  pieces: { measure: "units", excluded: "left-out", stage: "before-discount" },
  kinds: { measure: "distinct", excluded: "left-out", stage: "before-discount", of: "line.category" },
};
const from = (base: string, atLeast: number): NonNullable<Offer["when"]> => [{ base, atLeast, else: ground("LOW") }];

/** An offer of a tenth from a sum on. */
const step = (id: string, atLeast: number, change: Partial<Offer> = {}) =>
  offer(id, { when: from("goods", atLeast), ...change });

function hintsOf(offers: readonly Offer[], input: PricingInput = priced(1000), parts: Partial<Pack> = {}) {
  const { hints, countHints } = priceBasket(smallPack({ exclusions, bases, offers: [...offers], ...parts }), input);
  return {
    sums: hints.map(({ rule, missingMinor }) => [rule, missingMinor]),
    counts: countHints.map(({ rule }) => rule),
    hints,
  };
}

describe("hints of sums", () => {
  it("are the three nearest, nearest first, of equals by name", () => {
    const offers = [step("e", 2500), step("d", 1100), step("c", 1500), step("b", 1100), step("a", 1900)];
    expect(hintsOf(offers).sums).toEqual([
      ["b", 100],
      ["d", 100],
      ["c", 500],
    ]);
  });

  it.each<[string, readonly Offer[], PricingInput]>([
    ["the sum is reached", [step("a", 1000)], priced(1000)],
    [
      "a word is missing, not a sum",
      [offer("a", { when: [{ fact: "buyer.kind", is: "club", else: ground("NO") }] })],
      priced(1000),
    ],
    [
      "the receipt is too large, not too small",
      [offer("a", { when: [{ base: "goods", atMost: 900, else: ground("HIGH") }] })],
      priced(1000),
    ],
    ["there is nothing that may be discounted", [step("a", 2000)], priced({ category: "beer" })],
    ["what is added counts for nothing there", [offer("a", { when: from("tea", 500) })], priced(1000)],
    ["nobody knows how to add kinds", [offer("a", { when: from("kinds", 2) })], priced(1000)],
    [
      "another condition would fail then",
      [step("a", 2000, { when: [...from("goods", 2000), { base: "goods", atMost: 1500, else: ground("HIGH") }] })],
      priced(1000),
    ],
    ["it would save nothing", [step("a", 2000, { give: { percentBp: 0 } })], priced(1000)],
  ])("none where %s", (_where, offers, input) => {
    expect(hintsOf(offers, input)).toEqual({ sums: [], counts: [], hints: [] });
  });

  it("none where another discount stays the larger", () => {
    const offers = [offer("half", { give: { percentBp: 5000 } }), step("a", 2000)];
    const stacking: Pack["stacking"] = { mode: "best", members: ["half", "a"] };
    expect(hintsOf(offers, priced(1000), { stacking }).sums).toEqual([]);
    expect(hintsOf(offers, priced(1000)).sums).toEqual([["a", 1000]]);
  });

  it("of a rule that another displaces, its next step that is worth more", () => {
    const rows = [
      { from: 500, percentBp: 500 },
      { from: 2000, percentBp: 3000 },
    ];
    const offers = [
      offer("flat", { give: { percentBp: 2000 } }),
      offer("steps", { give: { tiers: { base: "goods", rows, else: ground("LOW") } } }),
    ];
    const stacking: Pack["stacking"] = { mode: "best", members: ["flat", "steps"] };
    const { hints } = hintsOf(offers, priced(1000), { stacking });
    expect(hints).toMatchObject([{ rule: "steps", missingMinor: 1000, discountNowMinor: 200, discountThenMinor: 600 }]);
  });

  it("the nearest steps that come true, however many nearer ones do not", () => {
    const shut = { fact: "buyer.kind", is: "club", else: ground("NO") };
    const rows = [{ from: 1200, percentBp: 1000 }];
    const tiers = { base: "goods", rows, else: ground("LOW") };
    const vain = ["a", "b", "c", "d"].map((id) => step(id, 1100, { when: [...from("goods", 1100), shut] }));
    const refused = offer("refused", { when: [shut], give: { tiers } });
    expect(hintsOf([...vain, refused, step("real", 1500)]).sums).toEqual([["real", 500]]);
  });

  it.each<[string, Partial<Pack>, readonly Offer[], number]>([
    [
      "its own discount does not count against what it asks for",
      {},
      [step("a", 0, { when: from("left", 2000) })],
      1000,
    ],
    [
      "what rules before it take off does, of the added goods, too",
      { stacking: { mode: "sum", members: ["before", "a"] } },
      [offer("before", { give: { percentBp: 5000 } }), step("a", 0, { when: from("left", 2000) })],
      3000,
    ],
    [
      "what rules after it take off does not",
      { stacking: { mode: "sum", members: ["a", "after"] } },
      [step("a", 0, { when: from("left", 2000) }), offer("after", { give: { percentBp: 5000 } })],
      1000,
    ],
    [
      "nor what a rival takes off",
      { stacking: { mode: "best", members: ["rival", "a"] } },
      [offer("rival"), step("a", 0, { when: from("left", 2000), give: { percentBp: 4000 } })],
      1000,
    ],
  ])("of a sum after discounts: %s", (_what, parts, offers, missing) => {
    expect(hintsOf(offers, priced(1000), parts).sums).toEqual([["a", missing]]);
  });

  it("a discount that does not pay more than it asks for is still told: it saves", () => {
    const { hints } = hintsOf([step("a", 2000)]);
    expect(hints).toMatchObject([{ missingMinor: 1000, discountNowMinor: 0, discountThenMinor: 200, rateBp: 1000 }]);
  });

  it("of a rule out of several that lack a sum, the first is named once", () => {
    const two = [...from("goods", 2000), ...from("goods", 3000)];
    expect(hintsOf([offer("a", { when: two })], priced(1000, 500)).sums).toEqual([]);
    expect(hintsOf([offer("a", { when: from("goods", 2000) })], priced(1000, 500)).sums).toEqual([["a", 500]]);
  });

  it("a step that is reached hints at the next", () => {
    const tiers = {
      base: "goods",
      rows: [
        { from: 500, percentBp: 500 },
        { from: 1500, percentBp: 1000 },
        { from: 9000, percentBp: 2000 },
      ],
      else: ground("LOW"),
    };
    const { hints } = hintsOf([offer("steps", { give: { tiers } })]);
    expect(hints).toEqual([
      {
        rule: "steps",
        clause: "9",
        base: "goods",
        actualMinor: 1000,
        requiredMinor: 1500,
        missingMinor: 500,
        discountNowMinor: 50,
        discountThenMinor: 150,
        rateBp: 1000,
        message: {
          key: "rate.missing",
          params: {
            clause: "9",
            rate: { bp: 1000 },
            actual: { minor: 1000 },
            required: { minor: 1500 },
            missing: { minor: 500 },
          },
        },
      },
    ]);
    expect(hintsOf([offer("steps", { give: { tiers } })], priced(9000)).sums).toEqual([]);
    expect(hintsOf([offer("steps", { give: { tiers } })], priced(499)).sums).toEqual([["steps", 1]]);
  });

  it("what is no percentage is told without a rate", () => {
    const off = step("a", 2000, { give: { amountMinor: 50, per: "once" } });
    expect(hintsOf([off]).hints[0]).toMatchObject({ missingMinor: 1000, discountThenMinor: 50 });
    expect(hintsOf([off]).hints[0]).not.toHaveProperty("rateBp");
    const rows = [
      { from: 500, amountMinor: 10 },
      { from: 1500, amountMinor: 90 },
    ];
    const { hints } = hintsOf([offer("steps", { give: { tiers: { base: "goods", rows, else: ground("LOW") } } })]);
    expect(hints[0]).toMatchObject({ missingMinor: 500, discountNowMinor: 10, discountThenMinor: 180 });
    expect(hints[0]).not.toHaveProperty("rateBp");
  });

  it("steps of a line's own price have no next that goods could reach", () => {
    const tiers = {
      rows: [
        { from: 500, percentBp: 500 },
        { from: 1500, percentBp: 1000 },
      ],
      else: ground("LOW"),
    };
    expect(hintsOf([offer("steps", { give: { tiers } })]).sums).toEqual([]);
  });
});

describe("hints of counts stand beside hints of sums", () => {
  it("each kind by itself", () => {
    const { sums, counts } = hintsOf([step("sum", 1500), offer("count", { when: from("pieces", 2) })]);
    expect([sums, counts]).toEqual([[["sum", 500]], ["count"]]);
  });

  it("of the cheapest line that counts, of equals the first by name", () => {
    const lineOf = (measure: "units" | "most-units", ...lines: readonly (number | Partial<PricingLine>)[]) => {
      const base: Pack["bases"][string] = { measure, excluded: "left-out", stage: "before-discount" };
      const many = offer("many", { when: from("it", 9) });
      return priceBasket(smallPack({ bases: { it: base }, offers: [many] }), priced(...lines)).countHints[0]?.line;
    };
    const [dear, cheap] = [{ unitPriceMinor: 900, qtyMilli: 3000 }, { unitPriceMinor: 100 }];
    expect(lineOf("units", dear, cheap)).toBe("2");
    expect(lineOf("most-units", dear, cheap)).toBe("1");
    expect(lineOf("units", 500, 500, 500)).toBe("1");
    const [more, less] = [
      { unitPriceMinor: 900, qtyMilli: 1500 },
      { unitPriceMinor: 800, qtyMilli: 1200 },
    ];
    expect(lineOf("most-units", more, less)).toBe("2");
  });

  it("three of each at most", () => {
    const many = [2, 3, 4, 5].map((count) => offer(`n${count}`, { when: from("pieces", count) }));
    const sums = [1100, 1200, 1300, 1400].map((sum) => step(`s${sum}`, sum));
    const found = hintsOf([...many, ...sums]);
    expect(found.counts).toEqual(["n2", "n3", "n4"]);
    expect(found.sums.map(([rule]) => rule)).toEqual(["s1100", "s1200", "s1300"]);
  });
});
