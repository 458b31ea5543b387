import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Pack } from "../../../core/programme/index.ts";
import { blank } from "./shop.ts";
import { offer, priced, smallPack } from "./small-pack.ts";

const basket = priced(1000, { unitPriceMinor: 500, category: "tea" }, 200);

/** Decisions of an offer of a tenth in short: line, code, rate, amount. */
function rows(exclusions: Pack["exclusions"], input: PricingInput) {
  const { decisions } = priceBasket(smallPack({ exclusions, offers: [offer("ten")] }), input);
  return decisions.map(({ line, code, rateBp, amountMinor }) => [line, code, rateBp, amountMinor]);
}

describe("excluded goods are refused by every offer, each kind of ground once in words", () => {
  const exclusions: Pack["exclusions"] = [
    { code: "BEER", clause: "1.1", when: { fact: "line.category", is: "beer" }, message: "excluded.{line.category}" },
    { code: "PROMO", clause: "1.2", when: { fact: "line.flags", has: "promo" }, message: "excluded.promo" },
    { code: "TEA", clause: "1.3", when: { fact: "line.category", is: "tea" }, message: "excluded.{line.category}" },
  ];
  const input = priced(
    { category: "beer" },
    1000,
    { category: "tea" },
    { category: "beer", flags: ["promo"] },
    { flags: ["promo"] },
  );

  it("by the first ground that holds, in the words of its value, else in plain ones", () => {
    const { lines } = priceBasket(smallPack({ exclusions }), input);
    expect(lines.map(({ excluded }) => [excluded?.code, excluded?.message.key])).toEqual([
      ["BEER", "excluded.beer"],
      [undefined, undefined],
      ["TEA", "excluded"],
      ["BEER", "excluded.beer"],
      ["PROMO", "excluded.promo"],
    ]);
    expect(lines[0]?.excluded).toEqual({
      code: "BEER",
      clause: "1.1",
      message: { key: "excluded.beer", params: { clause: "1.1" } },
    });
  });

  it("in the same words where an offer says it", () => {
    const { decisions } = priceBasket(smallPack({ exclusions, offers: [offer("ten")] }), input);
    expect(decisions.filter(({ outcome }) => outcome === "refused").map(({ message }) => message.key)).toEqual([
      "excluded.beer",
      "excluded",
      "excluded.beer",
      "excluded.promo",
    ]);
  });

  it("in the order of the receipt, beside the lines that it lowers", () => {
    expect(rows(exclusions, input)).toEqual([
      ["1", "BEER", 1000, undefined],
      ["2", "APPLIED", 1000, 100],
      ["3", "TEA", 1000, undefined],
      ["4", "BEER", 1000, undefined],
      ["5", "PROMO", 1000, undefined],
    ]);
  });

  it("cards on sale are not mentioned", () => {
    const cards: Pack["exclusions"] = [
      { code: "CARD", clause: "1", when: { fact: "line.category", is: "loyalty-card" }, message: "excluded" },
    ];
    const with_ = { ...basket, lines: [...basket.lines, blank("9")] };
    expect(rows(cards, with_).map(([line]) => line)).toEqual(["1", "2", "3"]);
  });
});
