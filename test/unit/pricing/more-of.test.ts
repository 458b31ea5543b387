import { describe, expect, it } from "vitest";
import type { PricingInput } from "../../../core/pricing/index.ts";
import type { Pack } from "../../../core/programme/index.ts";
import { moreOf } from "../../../core/pricing/more-of.ts";
import { createScene } from "../../../core/pricing/scene.ts";
import { goods, receipt, shopPack } from "./shop.ts";
import { schoolPack, stay } from "./school.ts";

const shop = shopPack();
const school = schoolPack();

type Base = Pack["bases"][string];

function wayTo(input: PricingInput, base: Partial<Base>) {
  const counted: Base = { measure: "units", excluded: "left-out", stage: "before-discount", ...base };
  return moreOf(createScene({ ...shop, bases: { ...shop.bases, it: counted } }, input), "it");
}

const shelf = receipt([
  { ...goods("a", 300), qtyMilli: 2000 },
  { ...goods("b", 100), qtyMilli: 2500 },
  { ...goods("c", 200), qtyMilli: 1000 },
  goods("d", 50, "beer"),
]);
const quantities = (input: PricingInput | undefined) => input?.lines.map(({ id, qtyMilli }) => [id, qtyMilli]);

describe("what is added to raise a figure", () => {
  it("units: of the cheapest line that counts", () => {
    const way = wayTo(shelf, { measure: "units" });
    expect(way).toMatchObject({ by: "units", line: "b" });
    expect(quantities(way?.add(3))).toEqual([
      ["a", 2000],
      ["b", 5500],
      ["c", 1000],
      ["d", 1000],
    ]);
  });

  it("the fullest line, of equally full ones the cheapest", () => {
    expect(wayTo(shelf, { measure: "most-units" })?.line).toBe("b");
    const fuller = receipt([goods("a", 100), { ...goods("b", 900), qtyMilli: 3000 }]);
    expect(wayTo(fuller, { measure: "most-units" })?.line).toBe("b");
  });

  it("of equal prices the line of the lower id, wherever it stands", () => {
    const twins = receipt([goods("z", 100), goods("y", 100)]);
    expect(wayTo(twins, { measure: "units" })?.line).toBe("y");
  });

  it("lines: copies of the cheapest, under ids that no line has", () => {
    const way = wayTo(shelf, { measure: "lines" });
    expect(way).toMatchObject({ by: "lines", line: "b" });
    const { lines } = way?.add(2) ?? shelf;
    expect(lines.slice(4).map(({ unitPriceMinor, qtyMilli }) => [unitPriceMinor, qtyMilli])).toEqual([
      [100, 2500],
      [100, 2500],
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(6);
  });

  it("a sum: one more piece of goods that the programme may discount, at what is missing", () => {
    const way = wayTo(shelf, { measure: "amount" });
    const last = way?.add(125).lines.at(-1);
    expect(last).toMatchObject({ category: "food", unitPriceMinor: 125, qtyMilli: 1000 });
  });

  it.each<[string, Partial<Base>]>([
    ["different values: nobody knows another", { measure: "distinct", of: "line.category" }],
    ["a discount", { measure: "discount", stage: "after-discount" }],
    ["goods that are not there", { measure: "units", where: { fact: "line.category", is: "non-food" } }],
    ["lines that are not there", { measure: "lines", where: { fact: "line.category", is: "non-food" } }],
  ])("nothing is known for %s", (_what, base) => {
    expect(wayTo(shelf, base)).toBeNull();
  });

  it("no sum where the programme may discount nothing", () => {
    expect(wayTo(receipt([goods("d", 50, "beer")]), { measure: "amount" })).toBeNull();
  });
});

describe("one night more", () => {
  const nightsOf = ({ lines }: PricingInput) =>
    lines.map(({ id, facts }) => [id, facts?.["line.night"], facts?.["line.weekday"]]);

  it("is the last one's room on the next day of the week, round the corner", () => {
    const way = moreOf(createScene(school, stay(6)), "stay.nights");
    expect(way).toMatchObject({ by: "nights", line: "6" });
    const longer = way?.add(2) ?? stay(0);
    expect(nightsOf(longer).slice(5)).toEqual([
      ["6", 6, "saturday"],
      ["6+1", 7, "sunday"],
      ["6+2", 8, "monday"],
    ]);
    expect(longer.facts["stay.nights"]).toBe(8);
  });

  it("is one for each room", () => {
    const one = stay(2);
    const second = one.lines.map((line) => ({ ...line, id: `r${line.id}`, unitPriceMinor: 200_000 }));
    const way = moreOf(createScene(school, { ...one, lines: [...one.lines, ...second] }), "stay.nights");
    const added = (way?.add(1).lines ?? []).slice(4);
    expect(added.map(({ id, unitPriceMinor }) => [id, unitPriceMinor])).toEqual([
      ["2+1", 300_000],
      ["r2+1", 200_000],
    ]);
    expect(way?.line).toBe("r2");
  });

  it.each([
    ["no night is on the receipt", stay(0), "stay.nights"],
    ["the fact is none that a desk counts nights by", stay(2), "stay.visit"],
  ])("is not offered where %s", (_where, input, fact) => {
    expect(moreOf(createScene(school, input), fact)).toBeNull();
  });
});
