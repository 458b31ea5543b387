import { describe, expect, it } from "vitest";
import { lintSource, samplesFor } from "../../../core/lint/index.ts";
import { priceBasket } from "../../../core/pricing/index.ts";
import { addOffer, all, coffee, coffeePack, put } from "./coffee.ts";

type Change = Parameters<typeof coffee>[0];

const ground = { code: "SUM", clause: "2", message: "below" };
const sum = (tests: object) => ({ base: "goods", ...tests, else: ground });
const found = (change: Change) => lintSource(coffee(change)).map(({ severity, kind, rule }) => [severity, kind, rule]);
const textOf = (change: Change, kind: string) => lintSource(coffee(change)).find((one) => one.kind === kind)?.text.en;

describe("a band may be written as one question or as two", () => {
  const upper = addOffer({ id: "more", when: [sum({ above: 1000 })], give: { percentBp: 800 } });
  it.each<[string, object[]]>([
    ["one", [sum({ atLeast: 100, below: 1000 })]],
    ["two", [sum({ atLeast: 100 }), sum({ below: 1000 })]],
    ["two within all", [{ all: [sum({ atLeast: 100 }), sum({ below: 1000 })] }]],
  ])("%s: what lies between it and the next is found", (_how, when) => {
    const change = all(addOffer({ id: "some", when, give: { percentBp: 750 } }), upper);
    expect(found(change)).toContainEqual(["warning", "band-gap", "more"]);
    expect(textOf(change, "band-gap")).toContain("goods from 10.00 to 10.00");
  });
});

describe("steps that give less for more", () => {
  const table = (columns: readonly number[], value: readonly number[]) =>
    all(
      put("tables.t", { clause: "2", by: ["visits", "months"], below: 0, columns, rows: [{ from: 1, value }] }),
      put("facts.visits", { type: "integer", from: "till" }),
      put("facts.months", { type: "integer", from: "till" }),
    );

  it("of an offer", () => {
    const rows = [
      { from: 1000, percentBp: 500 },
      { from: 2000, percentBp: 300 },
    ];
    const change = addOffer({ id: "steps", give: { tiers: { base: "goods", rows, else: ground } } });
    expect(found(change)).toContainEqual(["warning", "falls", "steps"]);
    expect(textOf(change, "falls")).toContain("goods 10.00");
  });

  it("of a table from column to column", () => {
    expect(found(table([1, 5], [300, 200]))).toContainEqual(["warning", "falls", "t"]);
    expect(found(table([1, 5], [200, 300]))).toEqual([]);
  });

  it.each<[string, Change, string[]]>([
    ["more values than columns", table([1, 5], [1, 2, 3]), ["error", "table-columns", "tables.t.rows[0].value"]],
    ["a column twice", table([1, 5, 5], [1, 2, 3]), ["error", "order", "tables.t.columns"]],
  ])("a table with %s is refused", (_what, change, finding) => {
    expect(found(change)).toContainEqual(finding);
  });
});

describe("what an author may overlook in a group", () => {
  const off = addOffer({ id: "off", clause: "2", give: { amountMinor: 500, per: "once" } });
  const left = all(
    put("bases.left", { measure: "amount", excluded: "left-out", stage: "after-discount" }),
    addOffer({
      id: "rest",
      clause: "2",
      when: [{ ...sum({ atLeast: 3000 }), base: "left" }],
      give: { percentBp: 900 },
    }),
  );
  it.each<[string, Change]>([
    [
      "a sum compounds unless it says otherwise",
      all(put("stacking", { mode: "sum", members: ["card-3", "card-7"] }), off),
    ],
    [
      "rules that ask what others left hang on the order, also in a sum on list prices",
      all(put("stacking", { mode: "sum", combine: "added", members: ["card-3", "card-7"] }), left),
    ],
    [
      "and in the best of sets",
      all(put("stacking", { mode: "best", conflicts: [["card-3", "card-7"]], members: ["card-3", "card-7"] }), left),
    ],
  ])("%s", (_what, change) => {
    expect(found(change).map(([, kind]) => kind)).toContain("order-dependent");
  });

  it("an order needs words for its absence", () => {
    const order = { kind: "director", least: 0, most: 2000 };
    expect(found(addOffer({ id: "ordered", order, give: { ordered: "rate" } }))).toContainEqual([
      "error",
      "missing",
      "explain.orders",
    ]);
  });

  it("a letter that Belarusian has not", () => {
    const { ru, en } = { ru: "Покажите карту, п. {clause}", en: "Show the card, cl. {clause}" };
    const change = put("messages.no-card", { ru, be: "Пакажите картку, п. {clause}", en });
    expect(found(change)).toEqual([["warning", "untranslated", "messages.no-card"]]);
  });
});

describe("receipts that show what a rule is worth", () => {
  it("lie below the sums that other rules ask for, too: there the lesser rule has its turn", () => {
    const [before, after] = [300, 400].map((percentBp) => coffeePack(put("offers.0.give.percentBp", percentBp)));
    if (!before || !after) throw new Error("two packs");
    const offers = before.offers.filter(({ id }) => id === "card-3");
    const paid = samplesFor(before, offers).map((input) => {
      return [before, after].map((pack) => priceBasket(pack, input).total.payableMinor);
    });
    // 29.99 with 3 % and with 4 %.
    expect(paid).toContainEqual([2909, 2879]);
  });
});
