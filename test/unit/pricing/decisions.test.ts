import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import type { Group, Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

const food = { fact: "line.category", is: "food" };
const tea = { fact: "line.category", is: "tea" };
const basket = priced(1000, { unitPriceMinor: 500, category: "tea" }, 200);
const tiers = {
  rows: [
    { from: 0, percentBp: 500 },
    { from: 500, percentBp: 1000 },
  ],
  else: ground("LOW"),
};
const params = { clause: "1" };

/** Decisions of one rule in short: line, outcome, code, rate, amount, by, difference. */
function said(rule: string, parts: Partial<Pack>, input: PricingInput = basket) {
  const { decisions } = priceBasket(smallPack(parts), input);
  return decisions
    .filter((one) => one.rule === rule)
    .map(({ line, code, rateBp, amountMinor, by, differenceMinor }) => {
      return [line, code, rateBp, amountMinor, by, differenceMinor];
    });
}

describe("an offer that applied says what it took off every line", () => {
  it("at one rate", () => {
    expect(said("ten", { offers: [offer("ten")] })).toEqual([
      ["1", "APPLIED", 1000, 100, undefined, undefined],
      ["2", "APPLIED", 1000, 50, undefined, undefined],
      ["3", "APPLIED", 1000, 20, undefined, undefined],
    ]);
  });

  it("at several, in the order of the receipt", () => {
    expect(said("steps", { offers: [offer("steps", { give: { tiers } })] })).toEqual([
      ["1", "APPLIED", 1000, 100, undefined, undefined],
      ["2", "APPLIED", 1000, 50, undefined, undefined],
      ["3", "APPLIED", 500, 10, undefined, undefined],
    ]);
    const turned = priced(200, 1000, 300);
    expect(said("steps", { offers: [offer("steps", { give: { tiers } })] }, turned)).toEqual([
      ["1", "APPLIED", 500, 10, undefined, undefined],
      ["2", "APPLIED", 1000, 100, undefined, undefined],
      ["3", "APPLIED", 500, 15, undefined, undefined],
    ]);
  });

  it("a sum of money has no rate", () => {
    const { decisions } = priceBasket(
      smallPack({ offers: [offer("off", { give: { amountMinor: 30 } })] }),
      priced(1000),
    );
    expect(decisions).toEqual([
      {
        rule: "off",
        line: "1",
        outcome: "applied",
        code: "APPLIED",
        clause: "1",
        amountMinor: 30,
        message: { key: "rate", params },
      },
    ]);
  });

  it("a percentage is worded with its rate", () => {
    const { decisions, lines } = priceBasket(smallPack({ offers: [offer("ten")] }), priced(1000));
    const message = { key: "rate", params: { clause: "1", rate: { bp: 1000 } } };
    expect(decisions[0]?.message).toEqual(message);
    expect(lines[0]?.adjustments).toEqual([{ rule: "ten", clause: "1", amountMinor: 100, rateBp: 1000, message }]);
  });

  it("what takes nothing off is no adjustment", () => {
    const { lines } = priceBasket(smallPack({ offers: [offer("ten")] }), priced(4, 1000));
    expect(lines.map(({ adjustments }) => adjustments.length)).toEqual([0, 1]);
  });
});

describe("an offer that lost says to whom, and by how much on every line", () => {
  const offers = [offer("ten"), offer("twenty", { lines: food, give: { percentBp: 2000 } })];
  const best: Group = { mode: "best", scope: "line", members: ["ten", "twenty"] };

  it("on the lines that the winner took", () => {
    expect(said("ten", { offers, stacking: best })).toEqual([
      ["1", "DISPLACED", 1000, 100, "twenty", 100],
      ["2", "APPLIED", 1000, 50, undefined, undefined],
      ["3", "DISPLACED", 1000, 20, "twenty", 20],
    ]);
  });

  it("on a line that nobody lowered, to what was applied instead of it", () => {
    expect(said("ten", { offers, stacking: { ...best, scope: "receipt" } })).toEqual([
      ["1", "DISPLACED", 1000, 100, "twenty", 100],
      ["2", "DISPLACED", 1000, 50, "twenty", -50],
      ["3", "DISPLACED", 1000, 20, "twenty", 20],
    ]);
  });

  it("on each line to the one that took it; where none did, to the first", () => {
    const won = [
      offer("food-30", { lines: food, give: { percentBp: 3000 } }),
      offer("tea-40", { lines: tea, give: { percentBp: 4000 } }),
    ];
    const both: Group = { mode: "sum", members: ["tea-40", "food-30"] };
    const stacking: Group = { mode: "best", members: [both, "ten"] };
    const input = priced(1000, { category: "tea" }, { category: "rice", unitPriceMinor: 100 });
    const rows = said("ten", { offers: [offer("ten"), ...won], stacking }, input);
    expect(rows.map(([line, , , , by, difference]) => [line, by, difference])).toEqual([
      ["1", "food-30", 200],
      ["2", "tea-40", 300],
      ["3", "tea-40", -10],
    ]);
  });

  it("in words with the winner's clause", () => {
    const { decisions } = priceBasket(
      smallPack({ offers: offers.map((one) => ({ ...one, clause: `§${one.id}` })), stacking: best }),
      priced(1000),
    );
    expect(decisions.find(({ rule }) => rule === "ten")).toEqual({
      rule: "ten",
      line: "1",
      outcome: "displaced",
      code: "DISPLACED",
      clause: "§ten",
      rateBp: 1000,
      amountMinor: 100,
      by: "twenty",
      differenceMinor: 100,
      message: { key: "rate.displaced", params: { clause: "§twenty" } },
    });
  });

  it("to nobody, where no offer applied at all", () => {
    const stacking: Group = { mode: "sum", listedBy: "nobody", members: ["ten"] };
    const { decisions } = priceBasket(smallPack({ offers: [offer("ten")], stacking }), priced(1000));
    expect(decisions).toEqual([
      {
        rule: "ten",
        line: "1",
        outcome: "refused",
        code: "NOTHING_LEFT",
        clause: "1",
        rateBp: 1000,
        amountMinor: 100,
        message: { key: "rate.nothing-left", params },
      },
    ]);
  });
});

describe("an offer that was refused says why", () => {
  const low = { base: "all", atLeast: 5000, else: { ...ground("LOW"), message: "rate.missing" } };
  const bases: Pack["bases"] = { all: { measure: "amount", excluded: "counted", stage: "before-discount" } };

  it("on every line that it is about, with its rate and figures", () => {
    const { decisions } = priceBasket(
      smallPack({ bases, offers: [offer("big", { when: [low], lines: food })] }),
      basket,
    );
    const figures = { actual: 1700, required: 5000, base: "all" };
    const amounts = { actual: { minor: 1700 }, required: { minor: 5000 }, missing: { minor: 3300 } };
    const message = { key: "rate.missing", params: { clause: "9", rate: { bp: 1000 }, ...amounts } };
    const one = { rule: "big", outcome: "refused", code: "LOW", clause: "9", rateBp: 1000, ...figures, message };
    expect(decisions).toEqual([
      { ...one, line: "1" },
      { ...one, line: "3" },
    ]);
  });

  it("once, where no line is its business but a condition on the receipt fails", () => {
    const lines = { fact: "line.category", is: "beer" };
    expect(said("big", { bases, offers: [offer("big", { when: [low], lines })] })).toEqual([
      [null, "LOW", undefined, undefined, undefined, undefined],
    ]);
  });

  it("once, by its own clause, where that condition names no ground", () => {
    const when: Offer["when"] = [{ fact: "buyer.kind", is: "organisation" }];
    const lines = { fact: "line.category", is: "beer" };
    const { decisions } = priceBasket(smallPack({ offers: [offer("firms", { when, lines })] }), basket);
    expect(decisions).toMatchObject([
      { line: null, code: "NOT_MET", clause: "1", message: { key: "rate.not-in-force", params: { clause: "1" } } },
    ]);
  });

  it("once, where it is out of its term", () => {
    const { decisions } = priceBasket(smallPack({ offers: [offer("late", { from: "2026-01-01" })] }), basket);
    const message = { key: "rate.not-in-force", params };
    expect(decisions).toEqual([
      { rule: "late", line: null, outcome: "refused", code: "NOT_IN_FORCE", clause: "1", message },
    ]);
  });

  it("by a condition without a ground, in the programme's own words", () => {
    const when: Offer["when"] = [{ fact: "buyer.kind", is: "organisation" }];
    const { decisions } = priceBasket(smallPack({ offers: [offer("firms", { when })] }), priced(1000));
    expect(decisions).toEqual([
      {
        rule: "firms",
        line: "1",
        outcome: "refused",
        code: "NOT_MET",
        clause: "1",
        rateBp: 1000,
        actual: "person",
        required: "organisation",
        fact: "buyer.kind",
        message: {
          key: "rate.not-in-force",
          params: { clause: "1", rate: { bp: 1000 }, actual: "person", required: "organisation" },
        },
      },
    ]);
  });
});

describe("a visit for free is a gift beside the lines", () => {
  const visit = { services: ["pool", "gym"], pick: "one" as const, rateBp: 10_000 };
  const free = offer("free-visit", { lines: food, give: { visit } });
  const pack = smallPack({ offers: [free, offer("ten")] });

  it("is a bonus, takes nothing off and has no rate", () => {
    const { bonuses, total, rateBp } = priceBasket(smallPack({ offers: [free] }), basket);
    expect(bonuses).toEqual([{ rule: "free-visit", clause: "1", message: { key: "rate", params }, visit }]);
    expect([total.discountMinor, rateBp]).toEqual([0, 0]);
  });

  it("applied on every line that it is about, with nothing off", () => {
    const { decisions, rulings } = priceBasket(pack, basket);
    const found = decisions.filter(({ rule }) => rule === "free-visit");
    expect(rulings.find(({ rule }) => rule === "free-visit")).toMatchObject({ lines: [0, 2], amountsMinor: [0, 0] });
    const message = { key: "rate", params };
    const one = { rule: "free-visit", outcome: "applied", code: "APPLIED", clause: "1", amountMinor: 0, message };
    expect(found).toEqual([
      { ...one, line: "1" },
      { ...one, line: "3" },
    ]);
  });

  it("an offer of money is no bonus", () => {
    expect(priceBasket(smallPack({ offers: [offer("ten")] }), basket).bonuses).toEqual([]);
  });
});
