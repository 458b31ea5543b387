import { conditionSubjects, conditionTests, figuresIn, namesIn, type Condition } from "../offer/index.ts";
import { lintDesk } from "./lint-desk.ts";
import type { Group, Pack } from "./pack.ts";
import { problem, type PackProblem, type ProblemKind } from "./problems.ts";

type Parsed = Omit<Pack, "chosen">;
type Say = (place: string, kind: ProblemKind, detail: string) => void;
type Node = Readonly<Record<string, unknown>>;

/** What the schema cannot see: names that lead nowhere, missing texts, rules that contradict each other. */
export function lintPack(pack: Parsed): PackProblem[] {
  const found: PackProblem[] = [];
  const say: Say = (place, kind, detail) => found.push(problem(place, kind, detail));
  walk(pack, "", (place, value) => {
    if (typeof value === "string") lintName(pack, { place, name: value }, say);
    else if (conditionPlace.test(place)) lintCondition(pack, { place, node: value }, say);
  });
  lintStacking(pack, say);
  lintDesk(pack, say);
  lintStock(pack, say);
  for (const [at, offer] of pack.offers.entries()) lintOffer(`offers[${at}]`, offer, say);
  const ordered = pack.offers.some(({ order }) => order !== undefined);
  if (ordered && !pack.explain.orders) say("explain.orders", "missing", "");
  lintSpan("pack.effective", pack.pack.effective, say);
  for (const [key, table] of Object.entries(pack.tables)) lintTable(`tables.${key}`, table, say);
  for (const name of Object.keys(pack.bases)) {
    if (basesUnder(pack, name).has(name)) say(`bases.${name}.where`, "base-of-itself", name);
  }
  for (const [key, { ru, be, en }] of Object.entries(pack.messages)) {
    const lists = [ru, be, en].map((text) => figuresIn(text).toSorted().join(", "));
    if (new Set(lists).size > 1) say(`messages.${key}`, "message-params", lists.join(" / "));
  }
  return found;
}

/** Every step of a way by which cards go out has its words, and so has everybody who does one. */
function lintStock({ stock, workflows }: Parsed, say: Say): void {
  for (const { workflow } of Object.values(stock?.routes ?? {})) {
    for (const { do: step, by, to = [] } of workflows[workflow]?.steps ?? []) {
      if (!stock?.steps[step]) say("stock.steps", "unknown-name", step);
      for (const who of [by, ...to]) if (!stock?.parties[who]) say("stock.parties", "unknown-name", who);
    }
  }
}

/** Sections of the pack that hold no rules. */
const texts = ["messages", "readings", "chosen", "notInPack"];

/** Every object and text of the pack's rules with its place, outside in. */
function walk(value: unknown, place: string, look: (place: string, value: Node | string) => void): void {
  if (Array.isArray(value)) value.forEach((entry, at) => walk(entry, `${place}[${at}]`, look));
  else if (typeof value === "string") look(place, value);
  else if (value !== null && typeof value === "object") {
    look(place, value as Node);
    for (const [key, entry] of Object.entries(value)) {
      if (place !== "" || !texts.includes(key)) walk(entry, place === "" ? key : `${place}.${key}`, look);
    }
  }
}

/** Where the schema has names, and the section of the pack that must declare them. */
const names = [
  [/\.(fact|days|yearsOver|scaleBy|give\.to|limit\.per)$/, "facts", "unknown-fact"],
  [/^(bases\..*\.(of|plus)|tables\..*\.by\[\d+\])$/, "facts", "unknown-fact"],
  [/^desk\..*(\.(product|startFrom)|\.nights\.\w+|\.answers\[\d+\])$/, "facts", "unknown-fact"],
  [/\.base$/, "bases", "unknown-base"],
  [/\.set$/, "sets", "unknown-set"],
  [/\.table$/, "tables", "unknown-name"],
  [/(\.deadline|^allocations\..*\.(handOver|report))$/, "deadlines", "unknown-name"],
  [/^workflows\..*\.form$/, "forms", "unknown-name"],
  [/^stock\.routes\..*\.workflow$/, "workflows", "unknown-name"],
  [/^stock\.routes\..*\.allocation$/, "allocations", "unknown-name"],
  [/\.(message|title|notInForce|displaced|nothingLeft)$/, "messages", "missing-message"],
] as const satisfies readonly (readonly [RegExp, keyof Parsed, ProblemKind])[];

function lintName(pack: Parsed, { place, name }: { readonly place: string; readonly name: string }, say: Say): void {
  for (const [where, section, kind] of names) {
    // The key of a message may name a fact, `excluded.{line.category}`: the key without it is then the fallback.
    const declared = section === "messages" ? name.replace(/\.\{[^}]+\}$/, "") : name;
    if (where.test(place) && pack[section][declared] === undefined) say(place, kind, name);
  }
  if (/^(exclusions|prices)\[.*\.base$/.test(place)) say(place, "base-too-early", name);
}

/** Bases that decide, through any number of others, which lines a base counts. */
function basesUnder({ bases }: Pick<Parsed, "bases">, name: string, found = new Set<string>()): ReadonlySet<string> {
  const where = bases[name]?.where;
  for (const one of where ? namesIn(where).bases : []) if (!found.has(one)) basesUnder({ bases }, one, found.add(one));
  return found;
}

/** Where the schema has conditions. */
const conditionPlace = /(^|\.)((when|lines|not|where|fits|for)|(all|any|when)\[\d+\])$/;

/** A condition asks one question, and compares a fact with values that it can have. */
function lintCondition(pack: Parsed, { place, node }: { readonly place: string; readonly node: Node }, say: Say): void {
  const asked = conditionSubjects.filter((key) => node[key] !== undefined);
  const tested = conditionTests.filter((key) => node[key] !== undefined);
  const isLeaf = !asked.some((key) => key === "all" || key === "any" || key === "not");
  if (asked.length !== 1 || isLeaf !== tested.length > 0) {
    say(place, "condition-shape", [...asked, ...tested].join(", "));
  }
  const values = pack.facts[String(node["fact"])]?.values;
  if (!values) return;
  for (const test of tested) {
    for (const entry of literalsOf(pack, node[test])) {
      if (!values.includes(entry)) say(`${place}.${test}`, "fact-value", entry);
    }
  }
}

/** What an operand compares with, as far as the pack itself says it. */
function literalsOf(pack: Parsed, operand: unknown): readonly string[] {
  if (Array.isArray(operand)) return operand.filter((entry) => entry !== null).map(String);
  if (operand === null || typeof operand !== "object") return literalsOf(pack, [operand]);
  return pack.sets[String(Reflect.get(operand, "set"))] ?? [];
}

function lintStacking(pack: Parsed, say: Say): void {
  const ids = pack.offers.map(({ id }) => id);
  const unique = (place: string, list: readonly string[]) => {
    for (const [at, id] of list.entries()) if (list.indexOf(id) !== at) say(place, "duplicate", id);
  };
  const leavesOf = (group: Group): string[] => {
    const own = group.members.filter((member) => typeof member === "string");
    unique("stacking", own);
    return group.members.flatMap((member) => (typeof member === "string" ? [member] : leavesOf(member)));
  };
  const stacked = leavesOf(pack.stacking);
  unique("offers", ids);
  for (const id of ids) if (!stacked.includes(id)) say("stacking", "not-stacked", id);
  for (const id of stacked) if (!ids.includes(id)) say("stacking", "unknown-name", id);
}

/** Bands ascend, and each row has a value for every column. */
function lintTable(place: string, { rows, columns }: Pack["tables"][string], say: Say): void {
  const ascend = (at: string, list: readonly number[]): void => {
    const disordered = list.find((from, nth) => nth > 0 && from <= (list[nth - 1] ?? 0));
    if (disordered !== undefined) say(at, "order", String(disordered));
  };
  ascend(
    `${place}.rows`,
    rows.map(({ from }) => from),
  );
  ascend(`${place}.columns`, columns ?? []);
  for (const [at, { value }] of rows.entries()) {
    const [given, wanted] = [Array.isArray(value) ? value.length : undefined, columns?.length];
    if (given !== wanted) say(`${place}.rows[${at}].value`, "table-columns", `${given ?? 1} / ${wanted ?? 1}`);
  }
}

/** An offer gives one thing, by its own figure or an order's, and can say why it does not. */
function lintOffer(place: string, offer: Pack["offers"][number], say: Say): void {
  const { give, order, when = [] } = offer;
  for (const [nth, condition] of when.entries()) {
    if (!hasGround(condition)) say(`${place}.when[${nth}]`, "no-ground", "");
  }
  const { percentBp, amountMinor, priceMinor, tiers, ordered, visit } = give;
  const given = [percentBp, amountMinor, priceMinor, tiers, ordered, visit].filter((one) => one !== undefined);
  if (given.length !== 1) say(`${place}.give`, "one-benefit", Object.keys(give).join(", "));
  if ((ordered !== undefined) !== (order !== undefined)) say(`${place}.order`, "order-and-value", "");
  lintSpan(place, offer, say);
}

function hasGround(condition: Condition): boolean {
  return condition.else !== undefined || (condition.all !== undefined && condition.all.every(hasGround));
}

type Span = { readonly from?: string | undefined; readonly to?: string | undefined };

function lintSpan(place: string, { from, to }: Span, say: Say): void {
  if (from !== undefined && to !== undefined && to < from) say(place, "order", `${from} … ${to}`);
}
