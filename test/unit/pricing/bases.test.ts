import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import type { Pack } from "../../../core/programme/index.ts";
import { blank } from "./shop.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

type Base = Pack["bases"][string];
const exclusions = [
  { code: "BEER", clause: "1", when: { fact: "line.category", is: "beer" }, message: "excluded.beer" },
];

/** What a base comes to on a receipt where everything but beer is 10 % off. */
function valueOf(base: Partial<Base>, input = basket): number | undefined {
  const whole: Base = { measure: "amount", excluded: "left-out", stage: "before-discount", ...base };
  return priceBasket(smallPack({ exclusions, offers: [offer("ten")], bases: { it: whole } }), input).bases["it"];
}

const basket = priced(
  { unitPriceMinor: 1000, qtyMilli: 2500, facts: { "line.who": "ann" } },
  { unitPriceMinor: 300, qtyMilli: 3000, facts: { "line.who": "bob" } },
  { unitPriceMinor: 200, qtyMilli: 1000, facts: { "line.who": "ann" } },
  { unitPriceMinor: 500, qtyMilli: 4000, category: "beer", facts: { "line.who": "eve" } },
);

describe("a base is a figure of the receipt", () => {
  it.each<[string, Partial<Base>, number]>([
    ["the sum of the goods that the programme may discount", {}, 3600],
    ["of all goods", { excluded: "counted" }, 5600],
    ["after the discounts", { stage: "after-discount" }, 3240],
    ["of all goods after the discounts", { excluded: "counted", stage: "after-discount" }, 5240],
    ["how many lines", { measure: "lines" }, 3],
    ["how many of all lines", { measure: "lines", excluded: "counted" }, 4],
    ["whole units: half a kilogram is none", { measure: "units" }, 6],
    ["whole units of the fullest line", { measure: "most-units" }, 3],
    ["of the fullest of all lines", { measure: "most-units", excluded: "counted" }, 4],
    ["how many different values of a fact", { measure: "distinct", of: "line.who" }, 2],
    ["different values on all lines", { measure: "distinct", of: "line.who", excluded: "counted" }, 3],
    ["a fact that no line has: one value, none", { measure: "distinct" }, 1],
    ["all that was taken off", { measure: "discount", stage: "after-discount" }, 360],
    ["all that was taken off, whatever the stage says", { measure: "discount" }, 360],
    ["lines of one kind", { where: { fact: "line.who", is: "ann" } }, 2700],
    ["lines of no kind", { where: { fact: "line.who", is: "zoe" } }, 0],
    ["a number from outside on top", { plus: "paid.before" }, 3600],
  ])("%s", (_what, base, expected) => {
    expect(valueOf(base)).toBe(expected);
  });

  it("a number from outside is added; what is no number is not", () => {
    const with_ = (paid: number | string) => ({ ...basket, facts: { ...basket.facts, "paid.before": paid } });
    expect(valueOf({ plus: "paid.before" }, with_(70))).toBe(3670);
    expect(valueOf({ plus: "paid.before" }, with_("70"))).toBe(3600);
  });

  it("a card on sale counts in none, whatever it costs", () => {
    const input = { ...basket, lines: [...basket.lines, blank("9")] };
    expect(valueOf({ excluded: "counted", measure: "lines" }, input)).toBe(4);
    expect(valueOf({ excluded: "counted", measure: "units" }, input)).toBe(10);
  });
});

describe("a rule looks at the base as it is when its turn comes", () => {
  const half = { clause: "1", message: "rate", give: { percentBp: 5000 } };
  const bases: Pack["bases"] = {
    left: { measure: "amount", excluded: "counted", stage: "after-discount" },
    shelf: { measure: "amount", excluded: "counted", stage: "before-discount" },
    off: { measure: "discount", excluded: "counted", stage: "after-discount" },
    rich: { measure: "lines", excluded: "counted", stage: "after-discount", where: { base: "left", atLeast: 900 } },
    dear: { measure: "lines", excluded: "counted", stage: "before-discount", where: { base: "left", atLeast: 900 } },
    dearer: { measure: "lines", excluded: "counted", stage: "before-discount", where: { base: "dear", atLeast: 1 } },
    taken: { measure: "discount", excluded: "counted", stage: "before-discount" },
  };
  it.each<[string, string, number, number]>([
    ["what is left: 5.00 after the first half, not 10.00", "left", 501, 500],
    ["what is left is enough", "left", 500, 750],
    ["the shelf price stays", "shelf", 1000, 750],
    ["what was taken off grows", "off", 500, 750],
    ["and not beyond", "off", 501, 500],
    ["lines counted by a sum that changes are counted anew", "rich", 1, 500],
    ["whatever their own stage says", "dear", 1, 500],
    ["and however far the sum is", "dearer", 1, 500],
    ["what was taken off grows, whatever the stage says", "taken", 500, 750],
  ])("%s", (_what, base, atLeast, discount) => {
    const second = { ...half, id: "second", when: [{ base, atLeast, else: ground("LOW") }] };
    const offers = [{ ...half, id: "first" }, second];
    const stacking: Pack["stacking"] = { mode: "sum", combine: "compounded", members: ["first", "second"] };
    const { total } = priceBasket(smallPack({ offers, bases, stacking }), priced(1000));
    expect(total.discountMinor).toBe(discount);
  });
});
