import { describe, expect, it } from "vitest";
import { priceBasket } from "../../../core/pricing/index.ts";
import { schoolPack, stay } from "./school.ts";
import { blank, goods, receipt, shopPack } from "./shop.ts";

const pack = shopPack();

describe("every rule says what became of it", () => {
  it("the winning rate is applied, the other is displaced by it with the difference", () => {
    const { decisions } = priceBasket(pack, receipt([goods("1", 1001)]));
    expect(
      decisions.map(({ rule, outcome, code, by, differenceMinor }) => [rule, outcome, code, by, differenceMinor]),
    ).toEqual([
      ["rate-2024", "refused", "NOT_IN_FORCE", undefined, undefined],
      ["rate-2025-over-10", "applied", "APPLIED", undefined, undefined],
      ["rate-2025", "displaced", "DISPLACED", "rate-2025-over-10", 30],
    ]);
  });

  it("a missed threshold names the sum, the first sum that would do, and the clause", () => {
    const { decisions } = priceBasket(pack, receipt([goods("1", 876)]));
    expect(decisions.find(({ rule }) => rule === "rate-2025-over-10")).toMatchObject({
      outcome: "refused",
      code: "BELOW_THRESHOLD",
      clause: "18.2",
      base: "eligible",
      actual: 876,
      required: 1001,
      message: { key: "rate.missing", params: { rate: { bp: 500 }, missing: { minor: 125 } } },
    });
  });

  it("excluded goods name their ground in the words of their category", () => {
    const { lines, decisions } = priceBasket(pack, receipt([goods("1", 500), goods("2", 300, "beer")]));
    expect(lines[1]?.excluded).toMatchObject({ clause: "1", message: { key: "excluded.beer" } });
    expect(decisions.filter(({ line }) => line === "2").map(({ code }) => code)).toEqual([
      "EXCLUDED_ALCOHOL_TOBACCO",
      "EXCLUDED_ALCOHOL_TOBACCO",
    ]);
  });

  it("without a card every rate asks for one", () => {
    const { decisions, rateBp } = priceBasket(pack, receipt([goods("1", 5000)], { card: null }));
    expect(rateBp).toBe(0);
    expect(decisions.slice(1).map(({ code }) => code)).toEqual(["NO_CARD", "NO_CARD"]);
  });

  it("each blank says which price it has and why not the other", () => {
    const { decisions } = priceBasket(pack, receipt([goods("1", 10000), blank("2"), blank("3")]));
    expect(decisions.slice(3).map(({ rule, line, outcome, code }) => [rule, line, outcome, code])).toEqual([
      ["card-free", "2", "applied", "APPLIED"],
      ["card-free", "3", "refused", "LIMIT_REACHED"],
      ["card-sold", "2", "displaced", "DISPLACED"],
      ["card-sold", "3", "applied", "APPLIED"],
    ]);
  });
});

it("a rule of a price and an offer of the same name are told apart: the receipt first, then line by line", () => {
  const school = schoolPack();
  const offers = school.offers.map((offer) => (offer.id === "6.5" ? { ...offer, id: "6.12" } : offer));
  const { decisions } = priceBasket({ ...school, offers }, stay(3));
  const mine = decisions.filter(({ rule }) => rule === "6.12");
  expect(mine.map(({ line, code }) => [line, code])).toEqual([
    [null, "NOT_RELOCATED"],
    ["1", "NOT_RETURNING_GUEST"],
    ["2", "NOT_RETURNING_GUEST"],
    ["3", "NOT_RETURNING_GUEST"],
  ]);
});

describe("hints name the smallest sum that saves more", () => {
  it("8.76 with a card: 1.25 more brings 5 %", () => {
    const { hints } = priceBasket(pack, receipt([goods("1", 876)]));
    expect(hints).toEqual([
      {
        rule: "rate-2025-over-10",
        clause: "18.2",
        base: "eligible",
        actualMinor: 876,
        requiredMinor: 1001,
        missingMinor: 125,
        discountNowMinor: 18,
        discountThenMinor: 50,
        rateBp: 500,
        message: {
          key: "rate.missing",
          params: {
            clause: "18.2",
            rate: { bp: 500 },
            actual: { minor: 876 },
            required: { minor: 1001 },
            missing: { minor: 125 },
          },
        },
      },
    ]);
  });

  it.each([
    ["without a card", receipt([goods("1", 876)], { card: null })],
    ["above the step", receipt([goods("1", 1001)])],
    ["with beer alone", receipt([goods("1", 876, "beer")])],
    ["in 2024, when there is one rate", receipt([goods("1", 876)], { at: "2024-12-01T10:00:00" })],
  ])("no hint %s", (_when, input) => {
    expect(priceBasket(pack, input).hints).toEqual([]);
  });

  it("a blank on the receipt: what is missing to a free card", () => {
    const { hints } = priceBasket(pack, receipt([goods("1", 9104), blank("2")]));
    expect(hints).toMatchObject([{ rule: "card-free", clause: "7", missingMinor: 896 }]);
  });

  it("a sum read after the discount counts the discount of the added goods, too", () => {
    const after = shopPack({ "freeCard.base": "eligible-after-discount" });
    const { hints } = priceBasket(after, receipt([goods("1", 10000), blank("2")]));
    expect(hints).toMatchObject([{ rule: "card-free", actualMinor: 9500, requiredMinor: 10000 }]);
    const missing = hints[0]?.missingMinor ?? 0;
    const then = priceBasket(after, receipt([goods("1", 10000), goods("3", missing), blank("2")]));
    expect(then.lines[2]).toMatchObject({ netMinor: 0, clause: "7" });
  });
});

describe("7: a free card that is earned is offered", () => {
  it.each([
    [10000, { card: null }, 1],
    [9999, { card: null }, 0],
    [10000, {}, 0],
    [10000, { card: null, facts: { "shop.kind": "infrastructure", "buyer.kind": "person" } }, 0],
  ])("goods for %i, %j: %i offers", (price, changes, offers) => {
    const { earned } = priceBasket(pack, receipt([goods("1", price)], changes));
    expect(earned).toHaveLength(offers);
  });

  it("the offer names the sum that earned it", () => {
    const { earned } = priceBasket(pack, receipt([goods("1", 10000)], { card: null }));
    expect(earned).toMatchObject([{ rule: "card-free", clause: "7", base: "eligible", actualMinor: 10000 }]);
  });

  it("not once a blank is on the receipt", () => {
    expect(priceBasket(pack, receipt([goods("1", 10000), blank("2")], { card: null })).earned).toEqual([]);
  });
});

describe("8: which card serves", () => {
  it.each([
    ["the shown card", receipt([goods("1", 500), blank("2")]), "2900000000001"],
    ["the new one when none is shown", receipt([goods("1", 500), blank("2")], { card: null }), "292"],
    ["none with beer alone", receipt([goods("1", 500, "beer"), blank("2")], { card: null }), null],
  ])("%s", (_which, input, number) => {
    expect(priceBasket(pack, input).servedBy).toBe(number);
  });
});
