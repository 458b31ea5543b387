import { describe, expect, it } from "vitest";
import { messageText, packInForce, parsePack, type Pack } from "../../../core/programme/index.ts";
import { shopJson, shopPack } from "../pricing/shop.ts";

type Fields = Record<string, unknown>;

/** The shop's pack with one place changed: `exclusions.0.when`. */
function changed(place: string, value: unknown): unknown {
  const json = structuredClone(shopJson) as Fields;
  const keys = place.split(".").map((key) => key.replaceAll("~", "."));
  const last = keys.pop() ?? "";
  const target = keys.reduce<Fields>((at, key) => at[key] as Fields, json);
  if (value === undefined) Reflect.deleteProperty(target, last);
  else target[last] = value;
  return json;
}

const ground = { code: "X", clause: "1", message: "rate" };

const problemsOf = (json: unknown) => {
  const parsed = parsePack(json);
  return parsed.ok ? [] : parsed.refusal.map(({ place, kind }) => `${place}: ${kind}`);
};

describe("a pack is read whole or refused with every fault named", () => {
  it("the shop's pack is sound", () => {
    expect(problemsOf(shopJson)).toEqual([]);
    expect(problemsOf(JSON.stringify(shopJson))).toEqual([]);
  });

  it("damaged text is said to be damaged", () => {
    expect(problemsOf(JSON.stringify(shopJson).slice(0, -50))).toEqual(["pack: not-json"]);
    expect(problemsOf("[]")).toEqual(["pack: wrong-value"]);
  });

  it.each([
    ["pack.colour", "red", "pack: unknown-key"],
    ["pack.version", undefined, "pack.version: missing"],
    ["pack.effective.from", "2024-02-30", "pack.effective.from: wrong-value"],
    ["pack.effective.to", "2024-01-01", "pack.effective: order"],
    ["exclusions.0.clause", undefined, "exclusions[0].clause: missing"],
    ["exclusions.0.message", "excluded~nowhere", "exclusions[0].message: missing-message"],
    ["exclusions.0.when", { fact: "line.colour", is: "red" }, "exclusions[0].when.fact: unknown-fact"],
    ["exclusions.0.when", { fact: "line.category", is: "cheese" }, "exclusions[0].when.is: fact-value"],
    ["exclusions.0.when", { fact: "line.category", in: { set: "x" } }, "exclusions[0].when.in.set: unknown-set"],
    ["exclusions.0.when", { fact: "line.category", is: { fact: "x" } }, "exclusions[0].when.is.fact: unknown-fact"],
    ["exclusions.0.when", { fact: "line.category" }, "exclusions[0].when: condition-shape"],
    ["exclusions.0.when", { all: [], is: 1 }, "exclusions[0].when: condition-shape"],
    ["exclusions.0.when", { base: "everything", above: 1 }, "exclusions[0].when.base: unknown-base"],
    ["exclusions.0.when", { days: "x", atMost: 1 }, "exclusions[0].when.days: unknown-fact"],
    ["sets.liquor.0", "cheese", "exclusions[0].when.in: fact-value"],
    ["messages.rate", undefined, "offers[0].message: missing-message"],
    ["messages.rate.be", undefined, "messages.rate.be: missing"],
    ["messages.rate.be", "{rata}", "messages.rate: message-params"],
    ["offers.0.give.percentBp", 10001, "offers[0].give.percentBp: wrong-value"],
    ["offers.0.to", "2024-01-01", "offers[0]: order"],
    ["offers.0.id", "rate-2025", "stacking: unknown-name"],
    ["offers.0.when", [{ fact: "card.serves", is: true }], "offers[0].when[0]: no-ground"],
    ["stacking.members", ["rate-2024", "rate-2025"], "stacking: not-stacked"],
    ["stacking.members.0", "rate-1999", "stacking: unknown-name"],
    ["tables.org-cards.rows.1.from", 100, "tables.org-cards.rows: order"],
    ["allocations.half-year.table", "x", "allocations.half-year.table: unknown-name"],
    ["allocations.half-year.report", "x", "allocations.half-year.report: unknown-name"],
    ["orders.event.deadline", "x", "orders.event.deadline: unknown-name"],
    ["workflows.event.steps.2.form", "x", "workflows.event.steps[2].form: unknown-name"],
    ["card.activate.serves.$reading", "x", "card.activate.serves: unknown-reading"],
    ["card.activate.serves.cases.maybe", true, "card.activate.serves: reading-cases"],
    ["readings.notice~count.default", "x", "readings.notice.count.default: reading-value"],
    ["offers.0.give", { percentBp: 1, amountMinor: 1 }, "offers[0].give: one-benefit"],
    ["offers.0.give", { ordered: "rate" }, "offers[0].order: order-and-value"],
    [
      "offers.0.give",
      { tiers: { base: "x", rows: [{ from: 0 }], else: ground } },
      "offers[0].give.tiers.base: unknown-base",
    ],
    ["offers.0.limit", { units: 1, per: "x", else: ground }, "offers[0].limit.per: unknown-fact"],
    ["offers.0.order", { kind: "k", least: 0, most: { table: "x" } }, "offers[0].order.most.table: unknown-name"],
    ["bases.goods.plus", "x", "bases.goods.plus: unknown-fact"],
    ["bases.goods.where", { base: "goods", atLeast: 1 }, "bases.goods.where: base-of-itself"],
    ["exclusions.0.when", { not: { base: "goods", atLeast: 1 } }, "exclusions[0].when.not.base: base-too-early"],
    ["bases.goods.where", { fact: "x", is: 1 }, "bases.goods.where.fact: unknown-fact"],
    ["card.prices.0.offer.base", "x", "card.prices[0].offer.base: unknown-base"],
    ["tables.org-cards.by.0", "x", "tables.org-cards.by[0]: unknown-fact"],
    ["card.moves.0.from.0", "melted", "card.moves[0].from[0]: wrong-value"],
  ])("%s = %j", (place, value, problem) => {
    expect(problemsOf(changed(place, value))).toContain(problem);
  });

  it("a base that is counted by itself through another is found at both", () => {
    const json = changed("bases.goods.where", { any: [{ base: "eligible", atLeast: 1 }] }) as { bases: Fields };
    json.bases["eligible"] = { ...(json.bases["eligible"] as Fields), where: { base: "goods", atLeast: 1 } };
    expect(problemsOf(json)).toEqual(["bases.eligible.where: base-of-itself", "bases.goods.where: base-of-itself"]);
  });

  it("every problem speaks three languages and names the remedy's object", () => {
    const parsed = parsePack(changed("pack.colour", "red"));
    expect(parsed.ok || parsed.refusal[0]?.text).toEqual({
      ru: "Лишнее поле «colour». Удалите его или исправьте имя",
      be: "Лішняе поле «colour». Выдаліце яго або выпраўце імя",
      en: 'Unknown field "colour". Remove it or correct its name',
    });
  });
});

describe("readings settle what is unclear", () => {
  it("the default is the first meaning, another is chosen by its key", () => {
    expect(shopPack().rounding.level).toBe("line");
    expect(shopPack({ "rounding.level": "receipt" }).rounding.level).toBe("receipt");
    expect(shopPack({ "rounding.level": "receipt" }).chosen["rounding.level"]).toBe("receipt");
  });

  it.each([
    [{ moon: "full" }, "readings.moon: unknown-reading"],
    [{ "rounding.level": "unit" }, "readings.rounding.level: reading-value"],
    [{ benefitOnActivatingReceipt: "false" }, "readings.benefitOnActivatingReceipt: reading-value"],
  ])("%j is refused", (readings, problem) => {
    const parsed = parsePack(shopJson, readings);
    expect(parsed.ok ? [] : parsed.refusal.map(({ place, kind }) => `${place}: ${kind}`)).toEqual([problem]);
  });
});

describe("packs take effect at their dates", () => {
  const version = (number: number, from: string, to?: string): Pack => {
    const pack = shopPack();
    return { ...pack, pack: { ...pack.pack, version: number, effective: to ? { from, to } : { from } } };
  };
  const packs = [version(1, "2024-09-15"), version(2, "2025-03-01"), version(3, "2025-03-01", "2025-03-31")];

  it.each([
    ["2024-09-14T23:59:59", undefined],
    ["2024-09-15T00:00:00", 1],
    ["2025-02-28T23:59:59", 1],
    ["2025-03-01T00:00:00", 3],
    ["2025-04-01T00:00:00", 2],
  ])("at %s version %s is in force", (at, expected) => {
    expect(packInForce(packs, at)?.pack.version).toBe(expected);
    expect(packInForce(packs.toReversed(), at)?.pack.version).toBe(expected);
  });
});

it("a text that is missing shows its key", () => {
  expect(messageText(shopPack(), "nowhere")).toEqual({ ru: "nowhere", be: "nowhere", en: "nowhere" });
});
