import type { Group } from "../../core/programme/index.ts";
import { exclusionOrder } from "./exclusion-order.ts";
import { firstThenRest } from "./first-then-rest.ts";
import type { Effect, Match, Policy, Promotion, When } from "./pricing-notation.ts";
import { unitsWanted } from "./units-wanted.ts";

type Json = Readonly<Record<string, unknown>>;

const minorOf = (text: string) => Math.round(Number(text) * 100);
const ground = (code: string) => ({ code, clause: "-", message: "said" });
const said = { ru: "-", be: "-", en: "-" };

/** A policy and its promotions, written as a programme pack. */
export function packOf(policy: Policy, promotions: readonly Promotion[]): Json {
  const bases: Record<string, Json> = {};
  const offers = promotions.map((promotion) => offerOf(promotion, bases));
  const counters = promotions.flatMap(({ id }) => [`used.${id}`, `usedByCustomer.${id}`, `left.${id}`]);
  return {
    format: "programme-pack/1",
    pack: {
      id: "policy",
      version: 1,
      title: said,
      document: { order: "-", date: "2025-01-01", title: said },
      currency: "EUR",
      minorDigits: 2,
      timeZone: "Europe/Minsk",
      calendar: "by",
      effective: { from: "2020-01-01" },
    },
    readings: {},
    facts: {
      "line.sku": { type: "text", from: "till" },
      "line.categories": { type: "set", from: "till" },
      "line.flags": { type: "set", from: "till" },
      "line.unitPrice": { type: "money", from: "till" },
      "basket.codes": { type: "set", from: "till" },
      "customer.groups": { type: "set", from: "crm" },
      "customer.orderNumber": { type: "integer", from: "crm" },
      ...Object.fromEntries(counters.map((name) => [name, { type: "integer", from: "hq" }])),
    },
    sets: {},
    exclusions: [
      { code: "FIXED_PRICE", clause: "-", when: { fact: "line.flags", has: "fixed-price" }, message: "said" },
    ],
    bases,
    tables: {},
    offers,
    stacking: stackingOf(policy, promotions),
    rounding: roundingOf(policy),
    explain: { notInForce: "said", displaced: "said", nothingLeft: "said" },
    notices: {},
    deadlines: {},
    orders: {},
    workflows: {},
    allocations: {},
    forms: {},
    messages: { said },
    notInPack: [],
  };
}

function roundingOf({ rounding, roundAt, split }: Policy): Json {
  const levels = { unit: "unit", line: "line", promotion: "receipt" };
  const modes = { halfUp: "half-up", halfDown: "half-down", halfEven: "half-even", down: "down", none: "half-up" };
  const splits = {
    largestRemainder: "largest-remainder",
    firstLines: "first-lines",
    floorFirstLines: "floor-first-lines",
    lastLine: "last-line",
    exact: "largest-remainder",
    any: "largest-remainder",
  };
  return { mode: modes[rounding], level: levels[roundAt], split: splits[split] };
}

function offerOf(promotion: Promotion, bases: Record<string, Json>): Json {
  const { id, match, effect, active, code, quota, quotaPerCustomer, spendBudget } = promotion;
  const target = effect.type === "buyGet" ? effect.get.match : match;
  const wanted = unitsWanted(promotion);
  const enough = wanted ? [bought(bases, id, wanted)] : [];
  return {
    id,
    clause: "-",
    message: "said",
    ...(active === false ? { from: "2999-01-01" } : {}),
    ...(target ? { lines: linesOf(target) } : {}),
    when: [
      ...(code === undefined ? [] : [{ fact: "basket.codes", has: code, else: ground("code") }]),
      ...(quota ? [{ fact: `used.${id}`, below: quota.limit, else: ground("quota") }] : []),
      ...(quotaPerCustomer
        ? [{ fact: `usedByCustomer.${id}`, below: quotaPerCustomer.limit, else: ground("quota") }]
        : []),
      ...(spendBudget ? [{ fact: `left.${id}`, above: 0, else: ground("budget") }] : []),
      ...(promotion.when ?? []).map((when, at) => conditionOf(when, `${id}.${at}`, bases)),
      ...enough,
    ],
    give: benefitOf(promotion, bases),
  };
}

function bought(
  bases: Record<string, Json>,
  id: string,
  { units, match }: { units: number; match: Match | undefined },
) {
  bases[`${id}.units`] = base("units", "before-discount", match);
  return { base: `${id}.units`, atLeast: units, else: ground("threshold") };
}

function base(measure: string, stage: string, match: Match | undefined): Json {
  return { measure, stage, excluded: "counted", ...(match ? { where: linesOf(match) } : {}) };
}

function linesOf({ categories, skus, priceMin, priceMax, notAlreadyDiscounted }: Match): Json {
  return {
    all: [
      ...(categories ? [{ fact: "line.categories", has: categories }] : []),
      ...(skus ? [{ fact: "line.sku", in: skus }] : []),
      ...(priceMin === undefined ? [] : [{ fact: "line.unitPrice", atLeast: minorOf(priceMin) }]),
      ...(priceMax === undefined ? [] : [{ fact: "line.unitPrice", atMost: minorOf(priceMax) }]),
      ...(notAlreadyDiscounted ? [{ not: { fact: "line.flags", has: "reduced" } }] : []),
    ],
  };
}

const tests = { ">=": "atLeast", ">": "above", "<=": "atMost", "<": "below", "==": "is" } as const;

function conditionOf(when: When, name: string, bases: Record<string, Json>): Json {
  if (when.fact === "customerGroup") return { fact: "customer.groups", has: when.in, else: ground("customer") };
  if (when.fact === "orderNumber") return { fact: "customer.orderNumber", is: when.eq, else: ground("customer") };
  const threshold = ground("threshold");
  if (when.fact === "contains") {
    bases[name] = base("lines", "before-discount", when.match);
    return { base: name, atLeast: 1, else: threshold };
  }
  if (when.fact === "subtotal") {
    bases[name] = base("amount", stageOf(when.of), when.match);
    return { base: name, [tests[when.op]]: minorOf(when.value), else: threshold };
  }
  bases[name] = base(when.fact === "quantity" ? "units" : "most-units", "before-discount", when.match);
  return { base: name, [tests[when.op]]: when.value, else: threshold };
}

const stageOf = (of: "original" | "current" | undefined) => (of === "current" ? "after-discount" : "before-discount");

function benefitOf(promotion: Promotion, bases: Record<string, Json>): Json {
  const { effect, level, maxUnits, maxUnitsTotal, pick, cap, spendBudget } = promotion;
  const budget = spendBudget && Math.max(0, minorOf(spendBudget.limit) - minorOf(spendBudget.spent));
  const most = cap === undefined ? budget : minorOf(cap);
  const whole = budget !== undefined && budget <= (most ?? 0);
  const units = {
    ...(maxUnits === undefined ? {} : { perLine: maxUnits }),
    ...(maxUnitsTotal === undefined ? {} : { total: maxUnitsTotal, ...(pick ? { pick } : {}) }),
  };
  const give = effectOf(effect, promotion, bases);
  const byRate = !("amountMinor" in give) && !("priceMinor" in give);
  return {
    ...(level === "order" && byRate ? { per: "once" } : {}),
    ...(Object.keys(units).length > 0 ? { units } : {}),
    ...(most === undefined ? {} : { capMinor: whole ? budget : most }),
    ...(whole ? { whole } : {}),
    ...give,
  };
}

const bp = (percent: string) => Math.round(Number(percent) * 100);

function effectOf(effect: Effect, promotion: Promotion, bases: Record<string, Json>): Json {
  const { id } = promotion;
  switch (effect.type) {
    case "percent":
      return { percentBp: bp(effect.value) };
    case "amount":
      return { amountMinor: minorOf(effect.value), per: effect.per };
    case "fixedTotal":
      return { priceMinor: minorOf(effect.value), per: "once" };
    case "tierPercent": {
      const measure = effect.by === "subtotal" ? "amount" : "units";
      bases[`${id}.tier`] = base(measure, stageOf(effect.of), promotion.match);
      const rows = effect.tiers.map(({ from, percent }) => ({
        from: typeof from === "string" ? (measure === "amount" ? minorOf(from) : Number(from)) : from,
        percentBp: bp(percent),
      }));
      return { tiers: { base: `${id}.tier`, rows, else: ground("threshold") } };
    }
    case "tierAmount": {
      const rows = effect.tiers.map(({ from, amount }) => ({ from: minorOf(from), amountMinor: minorOf(amount) }));
      return { tiers: { rows, else: ground("threshold") }, per: "line" };
    }
    case "everyNth":
      return {
        amountMinor: minorOf(effect.amount),
        per: "unit",
        units: { every: effect.every, take: effect.units },
      };
    case "perGroup":
      return { ...effectOf(effect.each, promotion, bases), units: { group: effect.size } };
    case "cheapestFree":
      return { percentBp: 10_000, units: { total: effect.units, pick: "cheapest" } };
    case "bundlePrice":
      return { priceMinor: minorOf(effect.price), per: "once", units: { total: effect.units, pick: effect.pick } };
    case "buyGet": {
      const { buy, get, take, repeat, partial } = effect;
      const lines = buy.match ? { lines: linesOf(buy.match) } : {};
      const side = { ...lines, units: buy.quantity, get: get.quantity, repeat, partial };
      return { percentBp: bp(get.percent), units: { pick: take, buy: side } };
    }
    case "firstThenRest":
      return firstThenRest(effect);
  }
}

/** The policy as a tree of groups. */
function stackingOf(policy: Policy, promotions: readonly Promotion[]): Group {
  const order = sequenced(policy, promotions);
  const ids = (list: readonly Promotion[]) => list.map(({ id }) => id);
  const all = sum(policy, order);
  const exclusive = order.filter((promotion) => promotion.exclusive);
  const rest = sum(
    policy,
    order.filter((promotion) => !promotion.exclusive),
  );
  switch (policy.conflict) {
    case "stack":
      return all;
    case "exclusiveByPriority":
      return { mode: "exclusive", members: [...ids(exclusive), rest] };
    case "exclusiveByValue":
      return { mode: "exclusive", members: [{ mode: "best", members: ids(exclusive) }, rest] };
    case "bestSingle":
      return { mode: "best", members: ids(order) };
    case "excludeLists":
      return { mode: "priority", conflicts: pairs(promotions), members: ids(exclusionOrder(order)) };
    case "bestCombination":
      return { mode: "best", conflicts: pairs(promotions), members: ids(order) };
    case "bestPerTarget":
      return compound(
        ["pre", "default", "post"].flatMap((lane) => {
          const mine = order.filter((promotion) => (promotion.lane ?? "default") === lane);
          return [
            { mode: "best", scope: "line", members: ids(mine.filter(({ level }) => level === "line")) },
            { mode: "best", members: ids(mine.filter(({ level }) => level === "order")) },
          ];
        }),
      );
    case "pricingZone":
      return { mode: "exclusive", members: priorityLevels(order).map((level) => zone(level)) };
    case "competeWithinCompoundAcross":
      return compound(priorityLevels(order).map((level) => ({ mode: "best", members: ids(level) })));
  }
}

const compound = (members: (string | Group)[]): Group => ({ mode: "sum", combine: "compounded", members });

function zone(level: readonly Promotion[]): Group {
  const compounded = level.filter(({ mode }) => mode !== "bestPrice").map(({ id }) => id);
  const single = level.filter(({ mode }) => mode === "bestPrice").map(({ id }) => id);
  return { mode: "best", members: [compound(compounded), ...single] };
}

function priorityLevels(order: readonly Promotion[]): Promotion[][] {
  const groups = Map.groupBy(order, ({ priority = 0 }) => priority);
  return [...groups.entries()].toSorted(([a], [b]) => b - a).map(([, level]) => level);
}

/** All one after another; percentages of the list price where the policy says so, order-level ones of what is left. */
function sum({ percentBase }: Policy, order: readonly Promotion[]): Group {
  if (percentBase === "remaining") return compound(order.map(({ id }) => id));
  return compound(
    order.map(({ id, level }): string | Group => {
      return level === "line" ? { mode: "sum", combine: "added", members: [id] } : id;
    }),
  );
}

function sequenced({ sequence }: Policy, promotions: readonly Promotion[]): Promotion[] {
  const rank = ({ priority = 0, level }: Promotion) =>
    ({
      listed: 0,
      lanes: 0,
      priorityDesc: -priority,
      priorityAsc: priority,
      lineThenOrder: level === "line" ? 0 : 1,
    })[sequence];
  return promotions.toSorted((a, b) => rank(a) - rank(b));
}

/** Pairs that may not apply together. */
function pairs(promotions: readonly Promotion[]): [string, string][] {
  return promotions.flatMap((a, at) =>
    promotions.slice(at + 1).flatMap((b): [string, string][] => {
      const named = a.excludes?.includes(b.id) || b.excludes?.includes(a.id);
      const alone = a.combine === "none" || b.combine === "none";
      const perType = (a.combine === "perType" || b.combine === "perType") && a.type === b.type;
      return named || alone || perType ? [[a.id, b.id]] : [];
    }),
  );
}
