import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import { parsePack, type Group, type Pack } from "../../../core/programme/index.ts";
import { goods, receipt, shopJson } from "./shop.ts";

type Gift = { readonly id: string; readonly percentBp: number; readonly once?: number; readonly category?: string };

/** A pack with nothing but these offers, combined as the tree says. */
function packWith(gifts: readonly Gift[], stacking: Group): Pack {
  const shop = shopJson as Readonly<Record<string, unknown>>;
  const offers = gifts.map(({ id, percentBp, once, category }) => ({
    id,
    clause: "1",
    message: "rate",
    ...(category === undefined ? {} : { lines: { fact: "line.category", is: category } }),
    give: once === undefined ? { percentBp } : { amountMinor: once, per: "once" },
  }));
  const parsed = parsePack({ ...shop, exclusions: [], offers, stacking });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

const basket = receipt([goods("1", 1000), goods("2", 500, "non-food")], { card: null });
const saved = (pack: Pack, input: PricingInput = basket) => priceBasket(pack, input).total.discountMinor;
const ten = { id: "ten", percentBp: 1000 };
const twenty = { id: "twenty", percentBp: 2000, category: "food" };
const fifty = { id: "fifty", percentBp: 0, once: 250 };
const all = ["ten", "twenty", "fifty"];

describe("groups combine offers as they are named", () => {
  it.each<[string, Group, number]>([
    [
      "compounded: each on what the earlier left",
      { mode: "sum", combine: "compounded", members: ["ten", "twenty"] },
      330,
    ],
    ["added: each on the list price", { mode: "sum", combine: "added", members: ["ten", "twenty"] }, 350],
    ["added up and rounded once", { mode: "sum", combine: "added-once", members: ["ten", "twenty"] }, 350],
    ["added up to a cap", { mode: "sum", combine: "added-once", capBp: 2500, members: ["ten", "twenty"] }, 300],
    ["best for the receipt", { mode: "best", members: all }, 250],
    ["best for each line", { mode: "best", scope: "line", members: ["ten", "twenty"] }, 250],
    ["exclusive: the first whose conditions hold", { mode: "exclusive", members: ["ten", "twenty"] }, 150],
    [
      "priority: in order, without those in conflict",
      { mode: "priority", conflicts: [["ten", "twenty"]], members: all },
      400,
    ],
    ["best set: the two that together save most", { mode: "best", conflicts: [["ten", "twenty"]], members: all }, 450],
    ["choice: the first unless the buyer says", { mode: "choice", members: ["ten", "fifty"] }, 150],
  ])("%s", (_what, stacking, discount) => {
    const ids = JSON.stringify(stacking);
    expect(
      saved(
        packWith(
          [ten, twenty, fifty].filter(({ id }) => ids.includes(`"${id}"`)),
          stacking,
        ),
      ),
    ).toBe(discount);
  });

  it("the buyer's choice wins", () => {
    const pack = packWith([ten, fifty], { mode: "choice", members: ["ten", "fifty"] });
    expect(saved(pack, { ...basket, choice: "fifty" })).toBe(250);
  });
});

describe("a search for the best set", () => {
  const gift = fc.record({
    percentBp: fc.integer({ min: 0, max: 5000 }),
    once: fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }),
    category: fc.constantFrom("food", "non-food"),
  });
  const problem = fc.array(gift, { minLength: 1, maxLength: 12 }).chain((gifts) =>
    fc.record({
      gifts: fc.constant(
        gifts.map((one, at) => ({
          id: `o${at}`,
          percentBp: one.percentBp,
          category: one.category,
          ...(one.once === undefined ? {} : { once: one.once }),
        })),
      ),
      pairs: fc.uniqueArray(fc.tuple(fc.nat(gifts.length - 1), fc.nat(gifts.length - 1)), { maxLength: 20 }),
    }),
  );

  it("equals trying every admissible set, for up to 12 offers in conflict", () => {
    fc.assert(
      fc.property(problem, ({ gifts, pairs }) => {
        const conflicts = pairs.filter(([a, b]) => a !== b).map(([a, b]): [string, string] => [`o${a}`, `o${b}`]);
        const members = gifts.map(({ id }) => id);
        const priced = priceBasket(packWith(gifts, { mode: "best", conflicts, members }), basket);
        const clash = (set: readonly string[]) => conflicts.some(([a, b]) => set.includes(a) && set.includes(b));
        let most = 0;
        for (let mask = 1; mask < 2 ** gifts.length; mask += 1) {
          const chosen = members.filter((_, at) => (mask >> at) & 1);
          if (!clash(chosen)) most = Math.max(most, inSequence(gifts.filter(({ id }) => chosen.includes(id))));
        }
        expect(priced.total.discountMinor).toBe(most);
        expect(priced).toMatchObject({ optimal: true, boundMinor: most });
      }),
      { numRuns: 300 },
    );
  });

  /** The plain arithmetic of compounding offers on the basket of 10.00 food and 5.00 non-food. */
  function inSequence(gifts: readonly Gift[]): number {
    const left = new Map([
      ["food", 1000],
      ["non-food", 500],
    ]);
    for (const { percentBp, once, category = "" } of gifts) {
      const price = left.get(category) ?? 0;
      const off = once === undefined ? Math.floor((price * percentBp + 5000) / 10_000) : Math.min(once, price);
      left.set(category, price - off);
    }
    return 1500 - [...left.values()].reduce((a, b) => a + b, 0);
  }
});

describe("an offer that loses says to whom", () => {
  it("and what it would have saved", () => {
    const pack = packWith([ten, twenty], { mode: "best", scope: "line", members: ["ten", "twenty"] });
    const lost = priceBasket(pack, basket).decisions.find(({ outcome }) => outcome === "displaced");
    expect(lost).toMatchObject({ rule: "ten", line: "1", by: "twenty", amountMinor: 100, differenceMinor: 100 });
  });

  it("an offer with nothing left to take says so", () => {
    const free = { id: "free", percentBp: 10_000 };
    const pack = packWith([free, ten], { mode: "sum", combine: "compounded", members: ["free", "ten"] });
    const { decisions, total } = priceBasket(pack, basket);
    expect(total.payableMinor).toBe(0);
    expect(decisions.filter(({ rule }) => rule === "ten").map(({ amountMinor }) => amountMinor)).toEqual([0, 0]);
  });
});
