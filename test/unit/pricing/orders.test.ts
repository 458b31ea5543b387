import { describe, expect, it } from "vitest";
import { priceBasket, type PricingOrder } from "../../../core/pricing/index.ts";
import type { Offer, Pack } from "../../../core/programme/index.ts";
import { ground, offer, priced, smallPack } from "./small-pack.ts";

type Rule = NonNullable<Offer["order"]>;
const explain = (pack: Pack): Pack["explain"] => ({
  ...pack.explain,
  orders: { none: ground("NONE"), evidence: ground("EVIDENCE"), range: ground("RANGE"), volume: ground("VOLUME") },
});
const march: PricingOrder = { kind: "director", from: "2025-03-01", to: "2025-03-31", rateBp: 700 };

/** What comes of an offer that needs an order of 1 to 20 %. */
function decided(
  orders: readonly PricingOrder[],
  rule: Partial<Rule> = {},
  facts: Readonly<Record<string, number>> = {},
) {
  const order: Rule = { kind: "director", least: 100, most: 2000, ...rule };
  const rows = [
    { from: 1, value: 500 },
    { from: 5, value: 900 },
  ];
  const tables = { most: { clause: "1", by: ["stay.nights"], below: 0, rows } };
  const pack = smallPack({ tables, offers: [offer("by-order", { order, give: { ordered: "rate" } })] });
  const input = priced(1000);
  const { decisions } = priceBasket(
    { ...pack, explain: explain(pack) },
    { ...input, orders, facts: { ...input.facts, ...facts } },
  );
  const [{ code, rateBp, actual, required } = { code: "nothing" }] = decisions;
  return { code, rateBp, actual, required };
}

describe("a rate that an order sets", () => {
  const applied = (rateBp: number) => ({ code: "APPLIED", rateBp });
  it.each<[string, readonly PricingOrder[], object]>([
    ["is the order's", [march], applied(700)],
    ["is the highest of several", [march, { ...march, rateBp: 900 }, { ...march, rateBp: 800 }], applied(900)],
    ["begins on the order's first day", [{ ...march, from: "2025-03-10" }], applied(700)],
    ["and not before", [{ ...march, from: "2025-03-11" }], { code: "NONE" }],
    ["ends on its last day", [{ ...march, to: "2025-03-10" }], applied(700)],
    ["and not after", [{ ...march, to: "2025-03-09" }], { code: "NONE" }],
    ["needs an order", [], { code: "NONE" }],
    ["needs an order of this kind", [{ ...march, kind: "council" }], { code: "NONE" }],
    ["is within the bounds: the least", [{ ...march, rateBp: 100 }], applied(100)],
    ["is within the bounds: the most", [{ ...march, rateBp: 2000 }], applied(2000)],
    ["below them the order is void", [{ ...march, rateBp: 99 }], { code: "RANGE", required: 2000 }],
    ["above them, too", [{ ...march, rateBp: 2001 }], { code: "RANGE", required: 2000 }],
    ["a void order does not spoil a sound one", [{ ...march, rateBp: 2001 }, march], applied(700)],
    ["an order without a figure is void", [{ kind: "director", from: march.from, to: march.to }], { code: "RANGE" }],
    ["sessions are no rate", [{ kind: "director", from: march.from, to: march.to, sessions: 500 }], { code: "RANGE" }],
  ])("%s", (_what, orders, expected) => {
    expect(decided(orders)).toMatchObject(expected);
  });

  it("may need a report, where the offer says so", () => {
    expect(decided([march], { evidence: true }).code).toBe("EVIDENCE");
    expect(decided([{ ...march, evidence: false }], { evidence: true }).code).toBe("EVIDENCE");
    expect(decided([{ ...march, evidence: true }], { evidence: true })).toMatchObject(applied(700));
    expect(decided([{ ...march, evidence: false }], { evidence: false })).toMatchObject(applied(700));
  });

  it("may be bounded by a table of the receipt's facts", () => {
    const most = { table: "most" };
    expect(decided([march], { most }, { "stay.nights": 4 })).toMatchObject({ code: "RANGE", required: 500 });
    expect(decided([march], { most }, { "stay.nights": 5 })).toMatchObject(applied(700));
    expect(decided([march], { most: { table: "lost" } }, { "stay.nights": 5 })).toMatchObject({
      code: "RANGE",
      required: 0,
    });
  });
});

describe("an order may be for some lines only", () => {
  const food = { ...march, fields: { categories: ["food"] } };
  const beer = { ...march, fields: { categories: ["beer"] } };
  const silent = { fact: "line.category", in: { fact: "order.categories" } };
  const fits = { ...silent, else: ground("OTHER") };
  it.each<[string, readonly PricingOrder[], Partial<Rule>, object]>([
    ["for this line", [food], { fits }, { code: "APPLIED", rateBp: 700 }],
    ["for another: it says so", [beer], { fits }, { code: "OTHER" }],
    ["for another, and silent", [beer], { fits: silent }, { code: "NONE" }],
    ["an order that names none", [march], { fits }, { code: "OTHER" }],
    ["no order at all is no other order", [], { fits }, { code: "NONE" }],
    ["of two, the one for this line", [{ ...beer, rateBp: 900 }, food], { fits }, { code: "APPLIED", rateBp: 700 }],
  ])("%s", (_what, orders, rule, expected) => {
    expect(decided(orders, rule)).toMatchObject(expected);
  });

  it("lines of one receipt each have their own", () => {
    const order: Rule = { kind: "director", least: 0, most: 2000, fits };
    const pack = smallPack({ offers: [offer("by-order", { order, give: { ordered: "rate" } })] });
    const input = {
      ...priced(1000, { category: "beer" }, { category: "tea" }),
      orders: [food, { ...beer, rateBp: 300 }],
    };
    const { lines, rateBp } = priceBasket({ ...pack, explain: explain(pack) }, input);
    expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([70, 30, 0]);
    expect(rateBp).toBe(700);
  });
});

describe("an order with a scale", () => {
  const scale = [
    { from: 10, rateBp: 500 },
    { from: 5, rateBp: 300 },
    { from: 20, rateBp: 900 },
  ];
  const order: PricingOrder = { kind: "director", from: march.from, to: march.to, scale };
  it.each([
    [4, { code: "VOLUME", actual: 4 }],
    [5, { code: "APPLIED", rateBp: 300 }],
    [9, { code: "APPLIED", rateBp: 300 }],
    [10, { code: "APPLIED", rateBp: 500 }],
    [25, { code: "APPLIED", rateBp: 900 }],
  ])("%i bought: the highest step reached", (bought, expected) => {
    expect(decided([order], { scaleBy: "client.bought" }, { "client.bought": bought })).toMatchObject(expected);
  });

  it("nothing known of the volume is nothing bought", () => {
    expect(decided([order], { scaleBy: "client.bought" })).toMatchObject({ code: "VOLUME", actual: 0 });
  });

  it("one step out of bounds voids the whole order", () => {
    const wide = { ...order, scale: [...scale, { from: 99, rateBp: 2001 }] };
    expect(decided([wide], { scaleBy: "client.bought" }, { "client.bought": 5 }).code).toBe("RANGE");
    const low = { ...order, scale: [{ from: 1, rateBp: 99 }, ...scale] };
    expect(decided([low], { scaleBy: "client.bought" }, { "client.bought": 5 }).code).toBe("RANGE");
  });

  it("an order without a scale reaches no step", () => {
    expect(decided([march], { scaleBy: "client.bought" }, { "client.bought": 99 }).code).toBe("VOLUME");
  });
});

describe("sessions that an order sets", () => {
  const give = { ordered: "sessions" as const, to: "client.name" };
  const rule: Rule = { kind: "director", least: 1, most: 5 };
  const sold = (orders: readonly PricingOrder[]) => {
    const pack = smallPack({ offers: [offer("bonus", { order: rule, give })] });
    const input = priced(1000, 500);
    const facts = { ...input.facts, "client.name": "Ann" };
    return priceBasket({ ...pack, explain: explain(pack) }, { ...input, facts, orders });
  };
  const five: PricingOrder = { kind: "director", from: march.from, to: march.to, sessions: 5 };

  it("are credited to the person, for each line, and take nothing off", () => {
    const { bonuses, total, boundMinor, rateBp, decisions } = sold([five]);
    expect(bonuses).toEqual(
      [5, 5].map((count) => ({
        rule: "bonus",
        clause: "1",
        message: { key: "rate", params: { clause: "1" } },
        sessions: { count, to: "Ann" },
      })),
    );
    expect([total.discountMinor, boundMinor, rateBp]).toEqual([0, 0, 0]);
    expect(decisions.map(({ line, code, amountMinor }) => [line, code, amountMinor])).toEqual([
      ["1", "APPLIED", 0],
      ["2", "APPLIED", 0],
    ]);
    expect(decisions[0]).not.toHaveProperty("rateBp");
  });

  it("have bounds as rates have", () => {
    expect(sold([{ ...five, sessions: 6 }]).decisions[0]).toMatchObject({ code: "RANGE", required: 5 });
    expect(sold([march]).decisions[0]).toMatchObject({ code: "RANGE" });
    expect(sold([{ ...five, sessions: 6 }]).bonuses).toEqual([]);
  });
});
