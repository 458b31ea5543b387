import { describe, expect, it } from "vitest";
import {
  priceBasket,
  priceWithout,
  underOtherReadings,
  whyNot,
  type PricingInput,
} from "../../../core/pricing/index.ts";
import { goods, receipt, shopJson, shopPack } from "./shop.ts";
import { schoolPack, stay } from "./school.ts";

const shop = shopPack();
const school = schoolPack();

describe("why this and not that: the receipt is priced anew without what won", () => {
  it("the lower rate would cost 0.30 more, with 5 % out of its way", () => {
    const input = receipt([goods("1", 1001)]);
    expect(whyNot(shop, input, "rate-2025")).toEqual({
      rule: "rate-2025",
      without: ["rate-2025-over-10"],
      payableNowMinor: 951,
      payableThenMinor: 981,
      refused: null,
    });
  });

  it("a rule that nothing displaced says what it lacks", () => {
    const answer = whyNot(shop, receipt([goods("1", 876)]), "rate-2025-over-10");
    expect(answer).toMatchObject({ without: [], payableNowMinor: 858, payableThenMinor: 858 });
    expect(answer.refused).toMatchObject({ code: "BELOW_THRESHOLD", actual: 876, required: 1001 });
  });

  it("a rule that applies has nothing to give way", () => {
    const answer = whyNot(shop, receipt([goods("1", 1001)]), "rate-2025-over-10");
    expect(answer).toMatchObject({ without: [], payableThenMinor: 951, refused: null });
  });

  it("several rivals give way one after another, the nearest first", () => {
    const input = stay(6, { "stay.visit": 2 });
    const answer = whyNot(school, input, "6.5");
    // 6 × 3 000.00: nights 3 and 4 save 3 000.00, 15 % of all 2 700.00, weekend nights less, 5 % of all 900.00.
    expect(answer.without.slice(0, 1)).toEqual(["6.1"]);
    expect(answer.refused).toBeNull();
    expect(answer.payableThenMinor).toBe(1_800_000 - 90_000);
    expect(priceWithout(school, input, answer.without).total.payableMinor).toBe(answer.payableThenMinor);
  });

  it("an unknown rule is no question", () => {
    expect(whyNot(shop, receipt([goods("1", 1001)]), "rate-1999")).toMatchObject({ without: [], refused: null });
  });

  it("without all its rules a receipt costs what stands on the shelf", () => {
    const input: PricingInput = receipt([goods("1", 1001), goods("2", 333)]);
    const bare = priceWithout(
      shop,
      input,
      shop.offers.map(({ id }) => id),
    );
    expect(bare.total).toEqual({ grossMinor: 1334, discountMinor: 0, payableMinor: 1334 });
  });
});

describe("what the receipt would be under the other reading", () => {
  it("9.00 of food beside 3.00 of beer: 5 % once all goods count", () => {
    const input = receipt([goods("1", 900), goods("2", 300, "beer")]);
    const others = underOtherReadings(shopJson, input);
    expect(others.map(({ reading, value, clause }) => [reading, value, clause])).toEqual([
      ["rateThreshold.base", "receipt", "18"],
    ]);
    expect(others[0]?.priced.lines.map(({ discountMinor }) => discountMinor)).toEqual([45, 0]);
    expect(priceBasket(shop, input).lines.map(({ discountMinor }) => discountMinor)).toEqual([18, 0]);
    expect(others[0]?.note.ru).not.toBe("");
  });

  it("seen from the other meaning, the default is the other", () => {
    const input = receipt([goods("1", 900), goods("2", 300, "beer")]);
    const others = underOtherReadings(shopJson, input, { "rateThreshold.base": "receipt" });
    expect(others.map(({ reading, value }) => [reading, value])).toEqual([["rateThreshold.base", "eligible"]]);
  });

  it("a receipt that no unclear clause touches has none", () => {
    expect(underOtherReadings(shopJson, receipt([goods("1", 5000)]))).toEqual([]);
  });

  it("a file that is no pack has none", () => {
    expect(underOtherReadings("{", receipt([goods("1", 5000)]))).toEqual([]);
  });
});
