import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CalendarSchema } from "../../../core/calendar/index.ts";
import { lintRanges, lintSource, splitClauses, type Finding } from "../../../core/lint/index.ts";
import { priceBasket } from "../../../core/pricing/index.ts";
import { parsePack } from "../../../core/programme/index.ts";
import { addOffer, all, coffee, coffeePack, put } from "./coffee.ts";

const ground = (code: string) => ({ code, clause: "9", message: "below" });
const card = { fact: "buyer.hasCard", is: true, else: ground("NO_CARD") };
const sum = (tests: object) => ({ base: "goods", ...tests, else: ground("SUM") });
const visits = put("facts.visits", { type: "integer", from: "till" });
const byVisits = (id: string, tests: object, rate = 100) =>
  addOffer({ id, when: [{ fact: "visits", ...tests, else: ground("VISITS") }], give: { percentBp: rate } });

const shown = ({ severity, kind, rule }: Finding) => `${severity} ${kind} ${rule}`;
const find = (change: Parameters<typeof coffee>[0]) => lintSource(coffee(change)).map(shown);

describe("a pack in order has no findings", () => {
  it("the worked example has none, and every clause of its regulation is answered for", () => {
    expect(lintSource(coffee(), { clauses: splitClauses("1-5") })).toEqual([]);
  });

  it.each(["beltamozh", "sport-school"])("%s has no errors, and warns of its open edge alone", (id) => {
    const source: unknown = JSON.parse(readFileSync(`resources/packs/${id}.json`, "utf8"));
    expect(lintSource(source).map(({ severity, kind }) => `${severity} ${kind}`)).toEqual(["warning boundary"]);
  });
});

describe("each fault is found where it stands", () => {
  it.each<[string, Parameters<typeof coffee>[0], string]>([
    ["an unknown fact", put("offers.0.when.0.fact", "buyer.card"), "error unknown-fact card-3"],
    ["a missing language", put("messages.rate.be", undefined), "error missing messages.rate.be"],
    ["a missing message", put("offers.1.message", "none"), "error missing-message card-7"],
    ["a rate above 100 %", put("offers.1.give.percentBp", 70_000), "error over-hundred card-7"],
    ["percent written as hundredths", put("offers.1.give.percentBp", 7), "warning small-percent card-7"],
    ["roubles written as kopecks", put("offers.1.when.1.atLeast", 30), "warning small-money card-7"],
    ["a term outside the pack's", put("offers.0.to", "2026-02-01"), "error empty-window card-3"],
    [
      "contradictory conditions",
      put("offers.1.when.1", { all: [sum({ above: 3000 }), sum({ below: 2000 })] }),
      "error contradiction card-7",
    ],
    [
      "a rule for excluded goods",
      put("offers.1.lines", { fact: "line.category", is: "gift-certificate" }),
      "error only-excluded card-7",
    ],
    [
      "a rule dominated in its group",
      addOffer({ id: "weak", when: [card, sum({ atLeast: 5000 })], give: { percentBp: 700 } }),
      "error dominated weak",
    ],
    [
      "a rule that a sum of others keeps out",
      all(
        put("stacking.mode", "exclusive"),
        addOffer({ id: "late", when: [card, sum({ atLeast: 1 })], give: { percentBp: 900 } }),
      ),
      "warning never-applied late",
    ],
    ["a gap", all(visits, byVisits("few", { atMost: 4 }), byVisits("many", { above: 5 })), "warning band-gap many"],
    [
      "a doubled edge",
      all(visits, byVisits("few", { atMost: 5 }), byVisits("many", { atLeast: 5 }, 200)),
      "warning band-overlap many",
    ],
    [
      "a gap between dates",
      all(
        addOffer({ id: "spring", when: [card], from: "2026-03-01", to: "2026-05-31", give: { percentBp: 400 } }),
        addOffer({ id: "summer", when: [card], from: "2026-06-02", give: { percentBp: 500 } }),
      ),
      "warning band-gap summer",
    ],
    ["an unused text", put("messages.stray", { ru: "а", be: "б", en: "c" }), "warning unused-message messages.stray"],
    ["an unused list", put("sets.stray", ["food"]), "warning unused-name stray"],
    [
      "Russian in English",
      put("messages.below.en", "от 30 рублей, {clause} {missing}"),
      "warning untranslated messages.below",
    ],
    ["a pair against itself", put("stacking.conflicts", [["card-3", "card-3"]]), "error conflict-itself card-3"],
    ["a pair with a stranger", put("stacking.conflicts", [["card-3", "card-9"]]), "error conflict-stranger card-3"],
    [
      "a rule given twice",
      put("stacking", { mode: "sum", members: ["card-3", { mode: "best", members: ["card-3", "card-7"] }] }),
      "error twice card-3",
    ],
    [
      "rules that exclude each other and add up",
      put("stacking", {
        mode: "priority",
        members: [
          { mode: "best", members: ["card-3", "card-7"], conflicts: [["card-3", "card-7"]] },
          { mode: "sum", members: ["card-3", "card-7"] },
        ],
      }),
      "error conflict-summed card-3",
    ],
    ["an order that decides", put("stacking.mode", "exclusive"), "warning order-dependent card-3"],
    [
      "steps out of order",
      put("offers.1.give", {
        tiers: {
          rows: [
            { from: 9000, percentBp: 900 },
            { from: 5000, percentBp: 500 },
          ],
          else: ground("STEP"),
        },
      }),
      "error tiers-order card-7",
    ],
  ])("%s", (_, change, expected) => {
    expect(find(change)).toContain(expected);
  });

  it("a file without rules is told its first missing section", () => {
    expect(lintSource({}).map(shown)).toEqual(["error missing readings"]);
  });

  it("more that earns less is told with both figures", () => {
    const change = all(
      visits,
      put("tables.gifts", {
        clause: "9",
        by: ["visits"],
        below: 0,
        rows: [
          { from: 1, value: 3 },
          { from: 5, value: 2 },
        ],
      }),
    );
    const found = lintSource(coffee(change)).find(({ kind }) => kind === "falls");
    expect(found).toMatchObject({ rule: "gifts", clause: "9" });
    expect(found?.text.ru).toContain("visits 1 — 3, а 5 — уже 2");
  });

  it("a fault under another reading than the chosen one is told with that reading", () => {
    const note = { ru: "а", be: "б", en: "c" };
    const change = all(
      put("readings.rate", { clause: "2", default: "low", values: ["low", "high"], note }),
      put("offers.1.give.percentBp", { $reading: "rate", cases: { low: 700, high: "7 %" } }),
    );
    const [found] = lintSource(coffee(change));
    expect(found).toMatchObject({ severity: "error", kind: "wrong-value", rule: "card-7", clause: "2" });
    expect(found?.text.en).toMatch(/^rate = high: /);
  });

  it("reversed bounds of an order let no order fit", () => {
    const change = all(
      addOffer({
        id: "staff",
        when: [card],
        order: { kind: "staff", least: 2000, most: 1000 },
        give: { ordered: "rate" },
      }),
      put("explain.orders", { none: ground("A"), evidence: ground("B"), range: ground("C"), volume: ground("D") }),
    );
    expect(find(change)).toContain("error order-bounds staff");
  });
});

describe("counter-examples are real receipts", () => {
  it("a dominated rule's receipt shows it displaced by the other, by the engine's own decision", () => {
    const weak = addOffer({ id: "weak", when: [card, sum({ atLeast: 5000 })], give: { percentBp: 600 } });
    const found = lintSource(coffee(weak)).find(({ kind }) => kind === "dominated");
    const decisions = found?.example ? priceBasket(coffeePack(weak), found.example).decisions : [];
    expect(decisions.find(({ rule }) => rule === "weak")).toMatchObject({ outcome: "displaced", by: "card-7" });
  });

  it("an order that decides shows on its receipt: the other order comes to another sum", () => {
    const inOrder = put("stacking.mode", "exclusive");
    const reversed = all(inOrder, put("stacking.members", ["card-7", "card-3"]));
    const input = lintSource(coffee(inOrder)).find(({ kind }) => kind === "order-dependent")?.example;
    const [now, then] = [inOrder, reversed].map((change) => input && priceBasket(coffeePack(change), input).total);
    expect(now?.payableMinor).toBeGreaterThan(0);
    expect(then?.payableMinor).not.toBe(now?.payableMinor);
  });

  it("002 7.1: the doubled 5 nights come to another sum under the other reading", () => {
    const source: unknown = JSON.parse(readFileSync("resources/packs/sport-school.json", "utf8"));
    const input = lintSource(source).find(({ kind }) => kind === "boundary")?.example;
    const sums = ["lower-inclusive", "upper-inclusive"].map((value) => {
      const parsed = parsePack(source, { "group.nightBand": value });
      return parsed.ok && input ? priceBasket(parsed.value, input).total.payableMinor : null;
    });
    expect(input?.facts["stay.nights"]).toBe(5);
    expect(new Set(sums).size).toBe(2);
  });

  it("003 28: exactly 100 000.00 is named with both figures", () => {
    const source: unknown = JSON.parse(readFileSync("resources/packs/beltamozh.json", "utf8"));
    const [found] = lintSource(source);
    expect(found?.text.en).toContain("exactly 100,000.00, 125,000.00");
    expect(found?.text.en).toContain("4 (upper) / 3 (lower)");
  });
});

describe("clauses, notices and numbers are checked against what is given", () => {
  it("a clause in neither rules nor notInPack is an error, and so is a clause that the document lacks", () => {
    const found = lintSource(coffee(), { clauses: splitClauses("2-4, 6") });
    expect(found.map(({ kind, clause }) => `${kind} ${clause}`).toSorted()).toEqual([
      "clause-uncovered 6",
      "clause-unknown 1",
      "clause-unknown 5",
    ]);
  });

  const calendar = CalendarSchema.parse(JSON.parse(readFileSync("resources/calendars/by.json", "utf8")));
  const notice = {
    clause: "9",
    message: "rate",
    count: "full-days",
    terms: [{ clause: "9", days: 5, where: ["site"] }],
  };
  const noticed = put("notices", { regulation: notice });

  it.each([
    ["2026-02-23", []],
    ["2026-02-24", ["notice-broken"]],
  ])("published on %s, five full days before 1 March", (published, expected) => {
    const found = lintSource(coffee(noticed), { calendar, published });
    expect(found.map(({ kind }) => kind)).toEqual(expected);
  });

  it("a changed pack could not be published before its document was signed", () => {
    const late = all(noticed, put("pack.version", 2), put("pack.document.date", "2026-02-28"));
    expect(lintSource(coffee(late), { calendar }).map(shown)).toEqual(["error notice-broken regulation"]);
  });

  it("a year that the calendar lacks is said, not guessed", () => {
    const terms = [{ clause: "9", workingDays: 3, where: ["site"] }];
    const change = put("notices", { regulation: { ...notice, terms } });
    const found = lintSource(coffee(change), { calendar, published: "2099-01-05" });
    expect(found.map(({ kind }) => kind)).toEqual(["calendar-year"]);
  });

  it.each<[string, { prefix: string; length: number; check: "gtin" | "luhn" | "none" }, string[]]>([
    ["in-store numbers of their own", { prefix: "290", length: 13, check: "gtin" }, []],
    ["payment cards of 16 digits", { prefix: "4", length: 16, check: "luhn" }, ["range-bank-card"]],
    ["weight labels of the scales", { prefix: "220", length: 13, check: "gtin" }, ["range-goods"]],
    ["Belarusian articles", { prefix: "481", length: 13, check: "gtin" }, ["range-goods"]],
  ])("card numbers like %s", (_, range, expected) => {
    const found = lintRanges({ cardRanges: [range], weightPrefix: "22" });
    expect(found.map(({ kind }) => kind)).toEqual(expected);
  });

  it("two ranges that share numbers are told with one of them", () => {
    const ranges = ["29", "290"].map((prefix) => ({ prefix, length: 13, check: "gtin" as const }));
    const [found] = lintRanges({ cardRanges: ranges, weightPrefix: "22" });
    expect(found?.kind).toBe("range-overlap");
    expect(found?.text.en).toMatch(/290\d{10}/);
  });
});
