import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

type Condition = NonNullable<Offer["lines"]>;

/** A condition that counts how often it is asked. */
function counted(condition: Condition) {
  let asked = 0;
  const spy: Condition = Object.defineProperty({ ...condition }, "any", {
    enumerable: true,
    get: () => {
      asked += 1;
      return undefined;
    },
  });
  return { spy, asked: () => asked };
}

/** How often a condition is asked while a receipt is priced, and then while its decisions are read. */
function work(condition: Condition, place: (spy: Condition) => Partial<Pack>, input: PricingInput) {
  const { spy, asked } = counted(condition);
  const pack = smallPack(place(spy));
  // The first receipt reads the pack, too.
  void priceBasket(pack, input).decisions;
  const before = asked();
  const receipt = priceBasket(pack, input);
  const pricing = asked() - before;
  void receipt.decisions;
  return [pricing, asked() - before - pricing];
}

const twenty = priced(...Array.from({ length: 20 }, (_, at) => ({ category: at < 10 ? "food" : "beer" })));
const sets = { tea: ["tea", "coffee"], sweet: ["cake"] };

describe("an offer about goods that are not there is not asked about those that are", () => {
  const tea: Condition = { fact: "line.category", is: "tea" };
  it.each<[string, Condition, number]>([
    ["one category", tea, 0],
    ["one of several", { fact: "line.category", in: ["tea", "coffee"] }, 0],
    ["a named set", { fact: "line.category", in: { set: "tea" } }, 0],
    ["a named set of one", { fact: "line.category", in: { set: "sweet" } }, 0],
    ["a flag", { fact: "line.flags", has: "promo" }, 0],
    ["a category that is there: of lines alike one is asked", { fact: "line.category", is: "beer" }, 1],
    ["two that are there", { fact: "line.category", in: ["beer", "food"] }, 2],
    ["what is no choice of values is asked of all kinds", { fact: "line.category", above: "a" }, 2],
    ["a set that nobody named says nothing before", { fact: "line.category", in: { set: "lost" } }, 2],
    ["a fact of the receipt says nothing of the lines", { fact: "buyer.kind", is: "person" }, 1],
    ["no value is a value as well", { fact: "line.category", is: null }, 2],
    ["a yes or no is asked", { fact: "line.open", is: true }, 1],
    ["the category that another fact names is asked", { fact: "line.category", is: { fact: "buyer.wish" } }, 2],
  ])("%s", (_what, condition, times) => {
    const place = (spy: Condition): Partial<Pack> => ({ sets, offers: [offer("it", { lines: spy })] });
    expect(work(condition, place, twenty)[0]).toBe(times);
  });

  it("one part of several that must hold is enough to know", () => {
    const parts = (all: readonly Condition[]): Partial<Pack> => ({
      offers: [offer("it", { lines: { all: [...all] } })],
    });
    const big: Condition = { fact: "line.unitPrice", above: 1 };
    expect(work(big, (spy) => parts([spy, tea]), twenty)).toEqual([0, 0]);
    expect(work(big, (spy) => parts([tea, spy]), twenty)).toEqual([0, 0]);
  });

  it("an offer that says why not is asked of all", () => {
    const place = (spy: Condition): Partial<Pack> => ({ offers: [offer("it", { lines: spy })] });
    expect(work({ ...tea, else: ground("NO_TEA") }, place, twenty)).toEqual([2, 0]);
  });
});

describe("a condition is asked no oftener than its answer may change", () => {
  const bases: Pack["bases"] = {
    shelf: { measure: "amount", excluded: "counted", stage: "before-discount" },
    left: { measure: "amount", excluded: "counted", stage: "after-discount" },
  };
  const low = ground("LOW");
  const when = (spy: Condition, change: Partial<Offer> = {}) => {
    const offers = [offer("first"), offer("it", { when: [spy], ...change }), offer("same", { when: [spy], ...change })];
    return { bases, offers, stacking: { mode: "sum", members: offers.map(({ id }) => id) } satisfies Pack["stacking"] };
  };
  const byLine: Condition = { fact: "line.category", is: "food", else: low };

  it.each<[string, Condition, Partial<Offer>, number[]]>([
    ["of the receipt: once for all lines and offers", { fact: "buyer.kind", is: "person", else: low }, {}, [1, 0]],
    ["of the shelf's sum: the same", { base: "shelf", atLeast: 1, else: low }, {}, [1, 0]],
    ["of the shelf's sum, that fails: the same", { base: "shelf", atLeast: 99_999, else: low }, {}, [1, 0]],
    ["of the lines: once for each kind and offer", byLine, {}, [4, 0]],
    ["of one kind of them", byLine, { lines: { fact: "line.category", is: "beer" } }, [2, 0]],
    [
      "of the lines, with steps by the shelf's sum",
      byLine,
      { give: { tiers: { base: "shelf", rows: [{ from: 0, percentBp: 100 }], else: low } } },
      [4, 0],
    ],
    [
      "with steps by what is left: again when it is put into words",
      byLine,
      { give: { tiers: { base: "left", rows: [{ from: 0, percentBp: 100 }], else: low } } },
      [4, 4],
    ],
    [
      "with steps by what each line costs by then",
      byLine,
      { give: { tiers: { rows: [{ from: 0, percentBp: 100 }], else: low } } },
      [4, 4],
    ],
  ])("%s", (_what, condition, change, times) => {
    expect(work(condition, (spy) => when(spy, change), twenty)).toEqual(times);
  });

  it("an offer shut out by the receipt is not asked about its lines", () => {
    const shut: Condition = { fact: "buyer.kind", is: "club", else: low };
    const place = (spy: Condition): Partial<Pack> => ({ offers: [offer("it", { lines: spy, when: [shut] })] });
    expect(work({ fact: "line.category", is: "food" }, place, twenty)[0]).toBe(0);
  });

  it("an offer out of its term is not asked at all", () => {
    const place = (spy: Condition): Partial<Pack> => ({ offers: [offer("it", { lines: spy, to: "2024-01-01" })] });
    expect(work({ fact: "line.category", is: "food" }, place, twenty)).toEqual([0, 0]);
  });

  it("a base counts its lines once, and sums again only what discounts change", () => {
    const where: Condition = { fact: "line.category", is: "food" };
    const place = (stage: "before-discount" | "after-discount") => (spy: Condition) => {
      const base: Pack["bases"][string] = { measure: "amount", excluded: "counted", stage, where: spy };
      const asks: Condition = { base: "food", atLeast: 1, else: low };
      const offers = [offer("a", { when: [asks] }), offer("b", { when: [asks] })];
      return {
        bases: { food: base },
        offers,
        stacking: { mode: "sum", members: ["a", "b"] } satisfies Pack["stacking"],
      };
    };
    expect(work(where, place("before-discount"), twenty)).toEqual([20, 0]);
    expect(work(where, place("after-discount"), twenty)).toEqual([20, 0]);
  });
});

describe("what nobody reads is not worked out", () => {
  it("hints and decisions are settled when they are first read, and once", () => {
    const { spy, asked } = counted({ fact: "line.category", is: "food", else: ground("NO") });
    const bases: Pack["bases"] = { all: { measure: "amount", excluded: "counted", stage: "before-discount" } };
    const far: Condition = { base: "all", atLeast: 90_000, else: ground("LOW") };
    const pack = smallPack({ bases, offers: [offer("it", { when: [far] }), offer("food", { when: [spy] })] });
    const receipt = priceBasket(pack, twenty);
    const priced_ = asked();
    void receipt.hints;
    const hinted = asked();
    expect(hinted).toBeGreaterThan(priced_);
    void [receipt.hints, receipt.countHints, receipt.decisions, receipt.decisions];
    expect(asked()).toBe(hinted);
    expect(receipt.decisions).toBe(receipt.decisions);
    expect(receipt.lines[0]?.adjustments).toBe(receipt.lines[0]?.adjustments);
  });
});
