import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { blank, goods, receipt } from "./shop.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

type Lines = Offer["lines"];
const basket = priced(
  { category: "food", facts: { "line.months": 3 } },
  { category: "beer", flags: ["promo"] },
  { category: "food", flags: ["promo", "new"], facts: { "line.months": 6 } },
  { category: "7" },
);
const sets = { drinks: ["beer", "wine"], one: ["food"], none: [] };

/** Numbers of the lines that an offer about `lines` lowers. */
function touched(lines: Lines, parts: Partial<Pack> = {}): string[] {
  const pack = smallPack({ sets, offers: [offer("it", lines ? { lines } : {})], ...parts });
  return priceBasket(pack, basket)
    .lines.filter(({ discountMinor }) => discountMinor > 0)
    .map(({ id }) => id);
}

describe("the lines that an offer is about", () => {
  it.each<[string, Lines, readonly string[]]>([
    ["all, where it does not say", undefined, ["1", "2", "3", "4"]],
    ["of a category", { fact: "line.category", is: "food" }, ["1", "3"]],
    ["of a category that is not there", { fact: "line.category", is: "tea" }, []],
    ["of several", { fact: "line.category", in: ["beer", "7"] }, ["2", "4"]],
    ["of a category that looks like a number", { fact: "line.category", in: [7] }, ["4"]],
    ["of a named set", { fact: "line.category", in: { set: "drinks" } }, ["2"]],
    ["of a named set of one", { fact: "line.category", in: { set: "one" } }, ["1", "3"]],
    ["of an empty set", { fact: "line.category", in: { set: "none" } }, []],
    ["of a set that nobody named", { fact: "line.category", in: { set: "lost" } }, []],
    ["with a flag", { fact: "line.flags", has: "promo" }, ["2", "3"]],
    ["with one of several flags, each once", { fact: "line.flags", has: ["promo", "new"] }, ["2", "3"]],
    ["with a figure", { fact: "line.months", atLeast: 4 }, ["3"]],
    ["with this figure", { fact: "line.months", is: 3 }, ["1"]],
    ["with a yes or no that no line has", { fact: "line.open", is: true }, []],
    ["without a fact", { fact: "line.months", is: null }, ["2", "4"]],
    ["but not of a category", { not: { fact: "line.category", is: "food" } }, ["2", "4"]],
    [
      "two things at once",
      {
        all: [
          { fact: "line.category", is: "food" },
          { fact: "line.flags", has: "promo" },
        ],
      },
      ["3"],
    ],
    [
      "the second names the category",
      {
        all: [
          { fact: "line.months", atLeast: 1 },
          { fact: "line.category", is: "food" },
        ],
      },
      ["1", "3"],
    ],
    [
      "one thing or another",
      {
        any: [
          { fact: "line.category", is: "beer" },
          { fact: "line.months", is: 6 },
        ],
      },
      ["2", "3"],
    ],
    ["of the category that a fact of the receipt names", { fact: "line.category", is: { fact: "buyer.wish" } }, []],
    ["by the receipt alone: all", { fact: "buyer.kind", is: "person" }, ["1", "2", "3", "4"]],
    ["by the receipt alone: none", { fact: "buyer.kind", is: "organisation" }, []],
  ])("%s", (_what, lines, expected) => {
    expect(touched(lines)).toEqual(expected);
  });

  it("lines of another kind are not mentioned, unless the offer says why", () => {
    const beer = { fact: "line.category", is: "beer" };
    const offers = [offer("silent", { lines: beer }), offer("spoken", { lines: { ...beer, else: ground("NO_BEER") } })];
    const { decisions } = priceBasket(smallPack({ offers }), basket);
    expect(decisions.map(({ rule, line, code }) => [rule, line, code])).toEqual([
      ["silent", "2", "APPLIED"],
      ["spoken", "1", "NO_BEER"],
      ["spoken", "2", "APPLIED"],
      ["spoken", "3", "NO_BEER"],
      ["spoken", "4", "NO_BEER"],
    ]);
  });

  it("an offer about no line here says so once", () => {
    const lines = { fact: "line.category", is: "tea" };
    const { decisions } = priceBasket(smallPack({ offers: [offer("tea", { lines })] }), basket);
    const message = { key: "rate.not-in-force", params: { clause: "1" } };
    const said = { rule: "tea", line: null, outcome: "refused", code: "NO_MATCHING_LINE", clause: "1", message };
    expect(decisions).toEqual([said]);
  });

  it("offers that look at the same facts and want other values do not get in each other's way", () => {
    const about = (category: string) => offer(category, { lines: { fact: "line.category", is: category } });
    const flags = offer("promo", {
      lines: {
        all: [
          { fact: "line.flags", has: "promo" },
          { fact: "line.category", is: "food" },
        ],
      },
    });
    const { lines } = priceBasket(smallPack({ offers: [about("food"), about("beer"), flags] }), basket);
    expect(lines.map(({ adjustments }) => adjustments.map(({ rule }) => rule))).toEqual([
      ["food"],
      ["beer"],
      ["food", "promo"],
      [],
    ]);
  });

  it("excluded goods and cards on sale are nobody's business", () => {
    const exclusions = [
      { code: "BEER", clause: "1", when: { fact: "line.category", is: "beer" }, message: "excluded.beer" },
    ];
    expect(touched(undefined, { exclusions })).toEqual(["1", "3", "4"]);
    const { lines } = priceBasket(smallPack({ offers: [offer("it")] }), receipt([goods("1", 100), blank("2")]));
    expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([10, 0]);
  });
});

describe("an offer's conditions are asked of each line, or once of the receipt", () => {
  it.each<[string, NonNullable<Offer["when"]>, readonly string[]]>([
    ["of the receipt", [{ fact: "buyer.kind", is: "person", else: ground("NO") }], ["1", "2", "3", "4"]],
    ["of the receipt: fails", [{ fact: "buyer.kind", is: "organisation", else: ground("NO") }], []],
    ["of the line", [{ fact: "line.months", atLeast: 4, else: ground("NO") }], ["3"]],
    [
      "of both",
      [
        { fact: "buyer.kind", is: "person", else: ground("NO") },
        { fact: "line.flags", has: "promo", else: ground("NO") },
      ],
      ["2", "3"],
    ],
  ])("%s", (_what, when, expected) => {
    const { lines } = priceBasket(smallPack({ offers: [offer("it", { when })] }), basket);
    expect(lines.filter(({ discountMinor }) => discountMinor > 0).map(({ id }) => id)).toEqual(expected);
  });

  it("the first that fails is the one named", () => {
    const when = [
      { fact: "line.months", atLeast: 1, else: ground("FIRST") },
      { fact: "line.months", atLeast: 4, else: ground("SECOND") },
    ];
    const { decisions } = priceBasket(smallPack({ offers: [offer("it", { when })] }), basket);
    expect(decisions.map(({ code }) => code)).toEqual(["SECOND", "FIRST", "APPLIED", "FIRST"]);
  });
});

describe("an offer's term includes both its days", () => {
  it.each<[string, Partial<Offer>, string]>([
    ["without a term", {}, "APPLIED"],
    ["from today", { from: "2025-03-10" }, "APPLIED"],
    ["from tomorrow", { from: "2025-03-11" }, "NOT_IN_FORCE"],
    ["to today", { to: "2025-03-10" }, "APPLIED"],
    ["to yesterday", { to: "2025-03-09" }, "NOT_IN_FORCE"],
  ])("%s: %j", (_what, term, code) => {
    const { decisions, total } = priceBasket(smallPack({ offers: [offer("it", term)] }), priced(1000));
    expect(decisions.map((one) => one.code)).toEqual([code]);
    expect(total.discountMinor).toBe(code === "APPLIED" ? 100 : 0);
  });
});
