import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import { parsePack, type Group, type Pack } from "../../../core/programme/index.ts";
import { draws } from "../draws.ts";
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
      { numRuns: draws(300) },
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

describe("a search for the best set among offers that look at what others leave", () => {
  const bases = {
    left: { measure: "amount", stage: "after-discount", excluded: "counted" },
    off: { measure: "discount", stage: "after-discount", excluded: "counted" },
  };
  const ground = { code: "NO", clause: "1", message: "rate.missing" };
  const sum = fc.integer({ min: 0, max: 1600 });
  const when = fc.record({
    base: fc.constantFrom("left", "off"),
    test: fc.constantFrom("above", "atLeast", "below", "atMost"),
    sum,
  });
  const step = fc.record({ from: sum, percentBp: fc.integer({ min: 0, max: 6000 }) });
  const give = fc.oneof(
    fc.record({ percentBp: fc.integer({ min: 0, max: 6000 }) }),
    fc.record({ amountMinor: fc.integer({ min: 1, max: 900 }), per: fc.constant("once") }),
    fc.uniqueArray(step, { minLength: 1, maxLength: 3, selector: ({ from }) => from }).map((rows) => ({
      tiers: { base: "left", rows: rows.toSorted((a, b) => a.from - b.from), else: ground },
    })),
    fc.record({ take: fc.constantFrom("cheapest", "dearest"), units: fc.constantFrom(1, 2) }).map((buy) => ({
      percentBp: 10_000,
      units: { pick: buy.take, buy: { units: buy.units, get: 1, repeat: true, partial: true } },
    })),
  );

  const offer = fc.record({ give, when: fc.option(when), category: fc.constantFrom(undefined, "food", "non-food") });
  const nested = fc.constantFrom("exclusive", "best", "choice", "sum" as const);
  const problem = fc.record({
    offers: fc.array(offer, { minLength: 1, maxLength: 7 }),
    pairs: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 8 }),
    nested,
  });
  const shelves = receipt(
    [goods("1", 600), { ...goods("2", 90), qtyMilli: 3000 }, { ...goods("3", 330, "non-food"), qtyMilli: 2000 }],
    { card: null },
  );

  it("equals trying every admissible set: upper limits, steps, used units and groups inside, too", () => {
    fc.assert(
      fc.property(problem, ({ offers, pairs, nested: mode }) => {
        const ids = offers.map((_, at) => `o${at}`);
        // The last two stand together in a group of their own.
        const members: (string | Group)[] =
          ids.length < 4 ? ids : [...ids.slice(0, -2), { mode, name: "pair", members: ids.slice(-2) }];
        const conflicts = pairs
          .filter(([a, b]) => a !== b && a < ids.length && b < ids.length)
          .map(([a, b]): [string, string] => [`o${a}`, `o${b}`]);
        const parsed = parsePack({
          ...(shopJson as Readonly<Record<string, unknown>>),
          exclusions: [],
          bases: { ...(shopJson as { readonly bases: object }).bases, ...bases },
          offers: offers.map(({ give: gift, when: one, category }, at) => ({
            id: `o${at}`,
            clause: "1",
            message: "rate",
            ...(category === undefined ? {} : { lines: { fact: "line.category", is: category } }),
            ...(one === null ? {} : { when: [{ base: one.base, [one.test]: one.sum, else: ground }] }),
            give: gift,
          })),
          stacking: { mode: "best", conflicts, members },
        });
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
        const pack = parsed.value;
        const leaves = (member: string | Group) => (typeof member === "string" ? [member] : ids.slice(-2));
        const clash = (a: string | Group, b: string | Group) =>
          conflicts.some(
            ([x, y]) =>
              (leaves(a).includes(x) && leaves(b).includes(y)) || (leaves(a).includes(y) && leaves(b).includes(x)),
          );
        let most = 0;
        for (let mask = 1; mask < 2 ** members.length; mask += 1) {
          const chosen = members.filter((_, at) => (mask >> at) & 1);
          if (chosen.some((a, at) => chosen.slice(at + 1).some((b) => clash(a, b)))) continue;
          const stacking: Group = { mode: "sum", combine: "compounded", members: chosen };
          most = Math.max(most, saved({ ...pack, stacking }, shelves));
        }
        expect(priceBasket(pack, shelves)).toMatchObject({
          optimal: true,
          boundMinor: most,
          total: { discountMinor: most },
        });
      }),
      { numRuns: draws(1000) },
    );
  });
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
