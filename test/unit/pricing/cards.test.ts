import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import { blank, goods, receipt, shopPack } from "./shop.ts";
import { smallPack } from "./small-pack.ts";

type Status = NonNullable<PricingInput["card"]>["status"];
const now = shopPack();
const later = shopPack({ benefitOnActivatingReceipt: false });
const number = "2900000000001";
const shown = (status: Status, change: object = {}) => ({
  card: { number, status, presentation: "original", ...change } as const,
});

/** The receipt's service in short: who serves, the moves as `number from>to`, the codes of the refusals. */
function service(pack = now, input: PricingInput = receipt([goods("1", 500)])) {
  const { servedBy, cardMoves, refusals, lines } = priceBasket(pack, input);
  return {
    servedBy,
    moves: cardMoves.map(({ number: card, from, to }) => `${card} ${from}>${to}`),
    refusals: refusals.map(({ code }) => code),
    refused: lines.flatMap(({ id, refused }) => (refused ? [`${id} ${refused.code}`] : [])),
  };
}

describe("the shown card serves the receipt, wakes up on it, or says why not", () => {
  const served = { servedBy: number, moves: [], refusals: [] };
  const not = (code: string) => ({ servedBy: null, moves: [], refusals: [code] });
  it.each<[string, object, object]>([
    ["none shown", { card: null }, { servedBy: null, moves: [], refusals: [] }],
    ["active", shown("active"), served],
    ["issued: becomes active at once", shown("issued"), { ...served, moves: [`${number} issued>active`] }],
    ["with a distributor, too", shown("with-distributor"), { ...served, moves: [`${number} with-distributor>active`] }],
    ["a photo of it", shown("active", { presentation: "photo" }), not("ORIGINAL_NOT_PRESENTED")],
    ["unknown", shown("unknown"), not("CARD_UNKNOWN")],
    ["stocked", shown("stocked"), not("CARD_NOT_ISSUED")],
    ["withdrawn", shown("withdrawn"), not("CARD_WITHDRAWN")],
    ["blocked", shown("blocked"), not("CARD_BLOCKED")],
    ["blocked from tomorrow on", shown("blocked", { blockedAt: "2025-03-11T00:00:00" }), served],
    ["blocked since yesterday", shown("blocked", { blockedAt: "2025-03-09T00:00:00" }), not("CARD_BLOCKED")],
  ])("%s", (_what, change, expected) => {
    expect(service(now, receipt([goods("1", 500)], change))).toEqual({ ...expected, refused: [] });
  });

  it("the recorded reason of a block picks the clause", () => {
    const clauseFor = (reason: string) => {
      return priceBasket(now, receipt([goods("1", 500)], shown("blocked", { reason }))).refusals.map(
        ({ clause }) => clause,
      );
    };
    expect(clauseFor("lost")).toEqual(["17"]);
    expect(clauseFor("enterprise")).toEqual(["10"]);
  });

  it("with beer alone an issued card does not wake up, and says why", () => {
    const input = receipt([goods("1", 500, "beer")], shown("issued"));
    expect(service(now, input)).toEqual({ ...not("NOTHING_ELIGIBLE"), refused: [] });
  });

  it("under the other reading the receipt that wakes it up has no benefit of it yet", () => {
    const input = receipt([goods("1", 500)], shown("issued"));
    const expected = { servedBy: null, moves: [`${number} issued>active`], refusals: ["BENEFIT_FROM_NEXT_RECEIPT"] };
    expect(service(later, input)).toEqual({ ...expected, refused: [] });
    expect(priceBasket(later, input).total.discountMinor).toBe(0);
    expect(priceBasket(now, input).total.discountMinor).toBe(10);
    expect(service(later)).toEqual({ ...served, refused: [] });
  });

  it("a move names its clause and is told in full", () => {
    const { cardMoves } = priceBasket(now, receipt([goods("1", 500)], shown("issued")));
    expect(cardMoves).toEqual([{ number, from: "issued", to: "active", move: "activate", clause: "8" }]);
  });

  it("a refusal is worded with its clause", () => {
    const { refusals } = priceBasket(now, receipt([goods("1", 500)], shown("withdrawn")));
    expect(refusals).toEqual([
      { code: "CARD_WITHDRAWN", clause: "11", message: { key: "refused.card", params: { clause: "11" } } },
    ]);
  });

  it("a programme without cards is served by none, and has no word on them", () => {
    const expected = { servedBy: null, moves: [], refusals: [], refused: [] };
    expect(service(smallPack({}), receipt([goods("1", 500), blank("2")]))).toEqual(expected);
  });
});

describe("a card on sale", () => {
  const with_ = (lines: PricingInput["lines"], change: object = { card: null }) => receipt(lines, change);
  const stocked = (id: string, status: Status) => ({ ...blank(id), blank: { number: `29${id}`, status } });
  it.each<[string, PricingInput, object]>([
    [
      "beside goods wakes up and serves",
      with_([goods("1", 500), blank("2")]),
      { servedBy: "292", moves: ["292 stocked>active"], refusals: [], refused: [] },
    ],
    [
      "alone is sold asleep",
      with_([blank("2")]),
      { servedBy: null, moves: ["292 stocked>issued"], refusals: [], refused: [] },
    ],
    [
      "two: both wake up, the first serves",
      with_([goods("1", 500), blank("2"), blank("3")]),
      { servedBy: "292", moves: ["292 stocked>active", "293 stocked>active"], refusals: [], refused: [] },
    ],
    [
      "does not take the place of the shown card",
      with_([goods("1", 500), blank("2")], {}),
      { servedBy: number, moves: ["292 stocked>active"], refusals: [], refused: [] },
    ],
    [
      "serves where the shown card cannot",
      with_([goods("1", 500), blank("2")], shown("withdrawn")),
      { servedBy: "292", moves: ["292 stocked>active"], refusals: ["CARD_WITHDRAWN"], refused: [] },
    ],
    [
      "that is not in stock cannot be sold",
      with_([goods("1", 500), stocked("2", "blocked")]),
      { servedBy: null, moves: [], refusals: [], refused: ["2 CARD_NOT_SELLABLE"] },
    ],
    [
      "of two the sellable one serves",
      with_([goods("1", 500), stocked("2", "active"), blank("3")]),
      { servedBy: "293", moves: ["293 stocked>active"], refusals: [], refused: ["2 CARD_NOT_SELLABLE"] },
    ],
    [
      "is not sold to an organisation",
      with_([goods("1", 500), blank("2")], {
        card: null,
        facts: { "shop.kind": "shop", "buyer.kind": "organisation" },
      }),
      { servedBy: null, moves: [], refusals: [], refused: ["2 BUYER_NOT_PERSON"] },
    ],
    [
      "is sold even where the shown card is but a photo",
      with_([goods("1", 500), blank("2")], shown("active", { presentation: "photo" })),
      { servedBy: "292", moves: ["292 stocked>active"], refusals: ["ORIGINAL_NOT_PRESENTED"], refused: [] },
    ],
  ])("%s", (_what, input, expected) => {
    expect(service(now, input)).toEqual(expected);
  });

  it("one whose stock nobody knows moves from where it gets to", () => {
    const card = now.card && { ...now.card, sellable: { ...now.card.sellable, when: { all: [] } } };
    const pack = card ? { ...now, card } : now;
    expect(service(pack, with_([stocked("2", "unknown")])).moves).toEqual(["292 issued>issued"]);
  });

  it("under the other reading it serves from the next receipt on, which is said once", () => {
    const expected = {
      servedBy: null,
      moves: ["292 stocked>active"],
      refusals: ["BENEFIT_FROM_NEXT_RECEIPT"],
      refused: [],
    };
    expect(service(later, with_([goods("1", 500), blank("2")]))).toEqual(expected);
    const both = service(later, with_([goods("1", 500), blank("2")], shown("issued")));
    expect(both.refusals).toEqual(["BENEFIT_FROM_NEXT_RECEIPT"]);
    expect(service(later, with_([goods("1", 500), blank("2")], {})).refusals).toEqual([]);
    expect(service(later, with_([goods("1", 500), stocked("2", "blocked")])).refusals).toEqual([]);
  });

  it("costs nothing until it is taken off, where it cannot be sold", () => {
    const { lines, total } = priceBasket(now, with_([goods("1", 500), stocked("2", "blocked")]));
    expect(lines[1]).toEqual({
      id: "2",
      grossMinor: 0,
      discountMinor: 0,
      netMinor: 0,
      adjustments: [],
      refused: {
        code: "CARD_NOT_SELLABLE",
        clause: "6",
        message: { key: "refused.not-sellable", params: { clause: "6" } },
      },
    });
    expect(total).toEqual({ grossMinor: 500, discountMinor: 0, payableMinor: 500 });
  });
});

describe("each card on sale takes the first price whose conditions hold and that is not used up", () => {
  const said = (input: PricingInput) => {
    const { decisions } = priceBasket(now, input);
    const ours = decisions.filter(({ rule }) => rule.startsWith("card-"));
    return ours.toSorted((a, b) => Number(a.line) - Number(b.line));
  };
  const clauseOf = (clause: string, amount: number) => ({ clause, amount: { minor: amount } });

  it("sold where the free one is not earned: what is missing is said", () => {
    const input = receipt([goods("1", 9999), blank("2")], { card: null });
    expect(said(input)).toEqual([
      {
        rule: "card-free",
        line: "2",
        outcome: "refused",
        code: "BELOW_THRESHOLD",
        clause: "7",
        base: "eligible",
        actual: 9999,
        required: 10000,
        message: {
          key: "card.free-missing",
          params: { clause: "7", actual: { minor: 9999 }, required: { minor: 10000 }, missing: { minor: 1 } },
        },
      },
      {
        rule: "card-sold",
        line: "2",
        outcome: "applied",
        code: "APPLIED",
        clause: "6",
        message: { key: "card.sold", params: clauseOf("6", 200) },
      },
    ]);
    expect(priceBasket(now, input).lines[1]).toMatchObject({ grossMinor: 200, netMinor: 200, clause: "6" });
  });

  it("free, and by how much better than sold; the second is over the limit", () => {
    const found = said(receipt([goods("1", 10000), blank("2"), blank("3")], { card: null }));
    expect(found.slice(0, 3)).toEqual([
      {
        rule: "card-free",
        line: "2",
        outcome: "applied",
        code: "APPLIED",
        clause: "7",
        message: { key: "card.free", params: clauseOf("7", 0) },
      },
      {
        rule: "card-sold",
        line: "2",
        outcome: "displaced",
        code: "DISPLACED",
        clause: "6",
        by: "card-free",
        differenceMinor: 200,
        message: { key: "rate.displaced", params: { clause: "7" } },
      },
      {
        rule: "card-free",
        line: "3",
        outcome: "refused",
        code: "LIMIT_REACHED",
        clause: "7",
        required: 1,
        message: { key: "card.free", params: clauseOf("7", 0) },
      },
    ]);
  });

  it("a limit of two is reached by the third", () => {
    const prices = (now.card?.prices ?? []).map((one) =>
      one.perReceipt === undefined ? one : { ...one, perReceipt: 2 },
    );
    const pack = now.card ? { ...now, card: { ...now.card, prices } } : now;
    const { lines } = priceBasket(pack, receipt([goods("1", 10000), blank("2"), blank("3"), blank("4")]));
    expect(lines.map(({ netMinor }) => netMinor)).toEqual([9500, 0, 0, 200]);
  });

  it("a card that cannot be sold uses up no price and none is said of it", () => {
    const refused = { ...blank("2"), blank: { number: "292", status: "active" as const } };
    const input = receipt([goods("1", 10000), refused, blank("3")]);
    expect(said(input).map(({ line, code }) => [line, code])).toEqual([
      ["3", "APPLIED"],
      ["3", "DISPLACED"],
    ]);
  });

  it("an earned card is offered with its clause and sum", () => {
    const { earned } = priceBasket(now, receipt([goods("1", 12345)], { card: null }));
    const params = { clause: "7", actual: { minor: 12345 } };
    const message = { key: "card.free-earned", params };
    expect(earned).toEqual([{ rule: "card-free", clause: "7", base: "eligible", actualMinor: 12345, message }]);
  });
});
