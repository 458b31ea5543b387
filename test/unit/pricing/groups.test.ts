import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Group, Offer } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const food = { fact: "line.category", is: "food" };
const tea = { fact: "line.category", is: "tea" };
const never = [{ fact: "buyer.kind", is: "organisation", else: ground("NO") }];
const off = (amountMinor: number, lines?: Offer["lines"]): Partial<Offer> => {
  return { give: { amountMinor, per: "once" }, ...(lines ? { lines } : {}) };
};

/** Offers of every test, by name. The receipt is 10.00 of food and 5.00 of tea. */
const offers: readonly Offer[] = [
  offer("ten"),
  offer("twenty", { give: { percentBp: 2000 } }),
  offer("food-30", { lines: food, give: { percentBp: 3000 } }),
  offer("tea-40", { lines: tea, give: { percentBp: 4000 } }),
  offer("two", off(200)),
  offer("two-again", off(200)),
  offer("three", off(300)),
  offer("never", { when: never }),
  offer("zero", { give: { percentBp: 0 } }),
  offer("variant/a", { give: { percentBp: 500 } }),
  offer("variant/b", { give: { percentBp: 1500 } }),
];
const basket = priced(1000, { unitPriceMinor: 500, category: "tea" });

function price(stacking: Group, input: PricingInput = basket) {
  const named = JSON.stringify(stacking);
  const used = offers.filter(({ id }) => named.includes(`"${id}"`));
  return priceBasket(smallPack({ offers: used, stacking }), input);
}

/** `rule: what it takes off` of every line. */
function shares(stacking: Group, input?: PricingInput): string[][] {
  return price(stacking, input).lines.map(({ adjustments }) => {
    return adjustments.map(({ rule, amountMinor }) => `${rule}: ${amountMinor}`);
  });
}

describe("the first whose conditions hold, and no other", () => {
  it.each<[string, Group, string[][]]>([
    ["of the receipt", { mode: "exclusive", members: ["never", "ten", "twenty"] }, [["ten: 100"], ["ten: 50"]]],
    ["gives even less than the next", { mode: "exclusive", members: ["food-30", "two"] }, [["food-30: 300"], []]],
    ["none holds", { mode: "exclusive", members: ["never"] }, [[], []]],
    ["an unknown name is passed over", { mode: "exclusive", members: ["lost", "ten"] }, [["ten: 100"], ["ten: 50"]]],
    [
      "for each line by itself",
      { mode: "exclusive", scope: "line", members: ["food-30", "ten", "twenty"] },
      [["food-30: 300"], ["ten: 50"]],
    ],
    [
      "one that holds and gives nothing still keeps the others away",
      { mode: "exclusive", members: ["zero", "ten"] },
      [[], []],
    ],
  ])("%s", (_what, stacking, expected) => {
    expect(shares(stacking)).toEqual(expected);
  });
});

describe("by priority: in order, each unless it conflicts with one before", () => {
  it.each<[string, Group, string[][]]>([
    [
      "each on what is left",
      { mode: "priority", conflicts: [], members: ["ten", "twenty"] },
      [
        ["ten: 100", "twenty: 180"],
        ["ten: 50", "twenty: 90"],
      ],
    ],
    [
      "what does not hold stands in nobody's way",
      { mode: "priority", conflicts: [["never", "ten"]], members: ["never", "ten"] },
      [["ten: 100"], ["ten: 50"]],
    ],
    [
      "the pair may be named either way round",
      { mode: "priority", conflicts: [["twenty", "ten"]], members: ["ten", "twenty"] },
      [["ten: 100"], ["ten: 50"]],
    ],
    [
      "a conflict of some is none of the others",
      { mode: "priority", conflicts: [["ten", "twenty"]], members: ["ten", "twenty", "food-30"] },
      [["ten: 100", "food-30: 270"], ["ten: 50"]],
    ],
    [
      "a group is in conflict by any of its members",
      {
        mode: "priority",
        conflicts: [["food-30", "ten"]],
        members: [{ mode: "sum", members: ["tea-40", "food-30"] }, "ten", "twenty"],
      },
      [
        ["food-30: 300", "twenty: 140"],
        ["tea-40: 200", "twenty: 60"],
      ],
    ],
  ])("%s", (_what, stacking, expected) => {
    expect(shares(stacking)).toEqual(expected);
  });
});

describe("the best", () => {
  it.each<[string, Group, string[][]]>([
    ["for the receipt", { mode: "best", members: ["food-30", "tea-40", "ten"] }, [["food-30: 300"], []]],
    [
      "for each line by itself",
      { mode: "best", scope: "line", members: ["ten", "food-30", "tea-40"] },
      [["food-30: 300"], ["tea-40: 200"]],
    ],
    [
      "of equals the one that stands first",
      { mode: "best", members: ["two", "two-again"] },
      [["two: 133"], ["two: 67"]],
    ],
    [
      "whichever was asked first",
      { mode: "best", members: ["two-again", "two"] },
      [["two-again: 133"], ["two-again: 67"]],
    ],
    [
      "of equals on a line the one that stands first",
      { mode: "best", scope: "line", members: ["twenty", { mode: "sum", combine: "added", members: ["ten", "ten"] }] },
      [["twenty: 200"], ["twenty: 100"]],
    ],
    [
      "a group counts as what its members save together",
      { mode: "best", members: ["three", { mode: "sum", members: ["two", "two-again"] }] },
      [
        ["two: 133", "two-again: 133"],
        ["two: 67", "two-again: 67"],
      ],
    ],
    ["what does not hold is not the best", { mode: "best", members: ["never", "zero"] }, [[], []]],
    ["nothing to choose from", { mode: "best", members: [] }, [[], []]],
  ])("%s", (_what, stacking, expected) => {
    expect(shares(stacking)).toEqual(expected);
  });

  it("a rule that holds is preferred to none, even when it saves nothing", () => {
    const said = (stacking: Group) => price(stacking).decisions.map(({ rule, code }) => `${rule} ${code}`);
    expect(said({ mode: "best", members: ["never", "zero"] })).toContain("zero APPLIED");
    expect(said({ mode: "best", members: ["zero", "never"] })).toContain("zero APPLIED");
  });

  it("a picked offer is applied to the lines that picked it, and to no other", () => {
    const members: Group["members"] = ["two", "tea-40"];
    expect(shares({ mode: "best", scope: "line", members })).toEqual([["two: 200"], ["tea-40: 200"]]);
  });
});

describe("rivals for a whole stay are told with what each would save", () => {
  it("line by line, those that hold, whoever wins", () => {
    const { rivals, total } = price({ mode: "best", scope: "stay", members: ["ten", "never", "food-30", "variant/a"] });
    expect(rivals).toEqual([
      { rules: ["ten"], savedMinor: 150, amountsMinor: [100, 50] },
      { rules: ["food-30"], savedMinor: 300, amountsMinor: [300, 0] },
      { rules: ["variant"], savedMinor: 75, amountsMinor: [50, 25] },
    ]);
    expect(total.discountMinor).toBe(300);
  });

  it("not for a receipt", () => {
    expect(price({ mode: "best", members: ["ten", "food-30"] }).rivals).toEqual([]);
  });

  it("a choice inside a choice: the outermost is told", () => {
    const inner: Group = { mode: "best", scope: "stay", members: ["ten", "twenty"] };
    const { rivals } = price({ mode: "best", scope: "stay", members: [inner, "food-30"] });
    expect(rivals.map(({ rules }) => rules)).toEqual([["twenty"], ["food-30"]]);
  });
});

describe("a sum", () => {
  it.each<[string, Group, string[][]]>([
    [
      "compounds unless it says otherwise",
      { mode: "sum", members: ["ten", "twenty"] },
      [
        ["ten: 100", "twenty: 180"],
        ["ten: 50", "twenty: 90"],
      ],
    ],
    [
      "a group that compounds does so inside one that adds, too",
      { mode: "sum", combine: "added", members: ["ten", { mode: "sum", members: ["twenty", "food-30"] }] },
      [
        ["ten: 100", "twenty: 180", "food-30: 216"],
        ["ten: 50", "twenty: 90"],
      ],
    ],
    [
      "one that adds takes percentages of the shelf price inside one that compounds",
      { mode: "sum", members: ["ten", { mode: "sum", combine: "added", members: ["twenty", "food-30"] }] },
      [
        ["ten: 100", "twenty: 200", "food-30: 300"],
        ["ten: 50", "twenty: 100"],
      ],
    ],
    [
      "adds percentages up to a cap, the later gets what room is left",
      { mode: "sum", combine: "added-once", capBp: 2500, members: ["twenty", "ten", "food-30"] },
      [
        ["twenty: 200", "ten: 50"],
        ["twenty: 100", "ten: 25"],
      ],
    ],
    [
      "without a cap up to the whole price",
      { mode: "sum", combine: "added-once", members: ["twenty", "ten"] },
      [
        ["twenty: 200", "ten: 100"],
        ["twenty: 100", "ten: 50"],
      ],
    ],
  ])("%s", (_what, stacking, expected) => {
    expect(shares(stacking)).toEqual(expected);
  });

  it("rounds once what is added up: 5 and 15 % of 0.30 are 0.06, not 0.02 and 0.05", () => {
    const stacking: Group = { mode: "sum", combine: "added-once", members: ["variant/a", "variant/b"] };
    expect(shares(stacking, priced(30))).toEqual([["variant/a: 2", "variant/b: 4"]]);
  });

  it("that adds up never takes more than what is left", () => {
    const inside: Group = { mode: "sum", combine: "added-once", members: ["twenty", "food-30"] };
    const free = offer("free", { give: { percentBp: 9000 } });
    const stacking: Group = { mode: "sum", combine: "added", members: ["free", inside] };
    const used = [...offers.filter(({ id }) => ["twenty", "food-30"].includes(id)), free];
    const { lines } = priceBasket(smallPack({ offers: used, stacking }), priced(1000));
    expect(lines[0]?.adjustments.map(({ rule, amountMinor }) => [rule, amountMinor])).toEqual([
      ["free", 900],
      ["twenty", 100],
    ]);
  });
});

describe("offers that an order names together", () => {
  const order = { kind: "combining", from: "2025-03-01", to: "2025-03-31", combine: ["ten", "variant"] };
  const other = { ...order, kind: "other", combine: ["twenty"] };
  const late = { ...order, from: "2025-03-11", combine: ["twenty"] };
  const sum: Group = { mode: "sum", listedBy: "combining", members: ["ten", "twenty", "variant/b"] };
  it.each<[string, Group, PricingInput["orders"], string[]]>([
    ["in a sum only those that it names", sum, [order], ["ten: 100", "variant/b: 135"]],
    ["without an order none", sum, [], []],
    ["an order of another kind names none", sum, [other], []],
    ["an order not in force yet names none", sum, [late], []],
    [
      "two orders name all of both",
      sum,
      [order, { ...order, combine: ["twenty"] }],
      ["ten: 100", "twenty: 180", "variant/b: 108"],
    ],
    ["an order that names none", sum, [{ kind: "combining", from: order.from, to: order.to }], []],
    ["in a choice they apply together", { ...sum, mode: "choice" }, [order], ["ten: 100", "variant/b: 150"]],
    [
      "one named alone is a choice as ever: the first",
      { ...sum, mode: "choice" },
      [{ ...order, combine: ["variant"] }],
      ["ten: 100"],
    ],
    ["a choice without an order: the first", { ...sum, mode: "choice" }, [], ["ten: 100"]],
    [
      "a choice that no order can join: the first",
      { mode: "choice", members: ["twenty", "ten"] },
      [order],
      ["twenty: 200"],
    ],
  ])("%s", (_what, stacking, orders, expected) => {
    expect(shares(stacking, { ...basket, orders: orders ?? [] })[0]).toEqual(expected);
  });
});

describe("the buyer's choice", () => {
  const group: Group = { mode: "sum", name: "both", members: ["ten", "variant/a"] };
  const nothing: Group = { mode: "sum", name: "nothing", members: [] };
  const stacking: Group = { mode: "choice", members: ["never", "twenty", group, nothing, "zero"] };
  it.each<[string | undefined, string[]]>([
    [undefined, ["twenty: 200"]],
    ["twenty", ["twenty: 200"]],
    ["both", ["ten: 100", "variant/a: 45"]],
    ["nothing", []],
    ["never", ["twenty: 200"]],
    ["a name that nobody has", ["twenty: 200"]],
  ])("%s", (choice, expected) => {
    expect(shares(stacking, { ...basket, ...(choice === undefined ? {} : { choice }) })[0]).toEqual(expected);
  });
});
