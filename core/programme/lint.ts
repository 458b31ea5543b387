import { Condition, conditionSubjects, conditionTests } from "../offer/index.ts";
import type { Group, Pack } from "./pack.ts";
import { problem, type PackProblem, type ProblemKind } from "./problems.ts";

type Parsed = Omit<Pack, "chosen">;

/** What the schema cannot see: names that lead nowhere, missing texts, rules that contradict each other. */
export function lintPack(pack: Parsed): PackProblem[] {
  const found: PackProblem[] = [];
  const say = (place: string, kind: ProblemKind, detail: string) => found.push(problem(place, kind, detail));

  walk(pack, "", (place, node) => {
    if (conditionPlace.test(place)) lintCondition(pack, { place, node }, say);
    for (const key of ["message", "title", "notInForce", "displaced", "nothingLeft"]) {
      const named = node[key];
      if (typeof named === "string" && !hasMessage(pack, named)) say(`${place}.${key}`, "missing-message", named);
    }
  });
  lintStacking(pack, say);
  lintGrounds(pack, say);
  lintNames(pack, say);
  lintFigures(pack, say);
  for (const [key, { rows }] of Object.entries(pack.tables)) {
    const disordered = rows.find((row, at) => at > 0 && row.from <= (rows[at - 1]?.from ?? 0));
    if (disordered) say(`tables.${key}.rows`, "order", String(disordered.from));
  }
  for (const [key, text] of Object.entries(pack.messages)) {
    const names = [text.ru, text.be, text.en].map((one) => [...one.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    const lists = names.map((list) =>
      list
        .map(String)
        .toSorted((a, b) => (a < b ? -1 : 1))
        .join(", "),
    );
    if (new Set(lists).size > 1) say(`messages.${key}`, "message-params", lists.join(" / "));
  }
  for (const { from, to, place } of spansOf(pack)) if (to < from) say(place, "order", `${from} … ${to}`);
  return found;
}

type Say = (place: string, kind: ProblemKind, detail: string) => void;
type Node = Readonly<Record<string, unknown>>;

/** Every object of the pack with its place, outside in. */
function walk(value: unknown, place: string, look: (place: string, node: Node) => void): void {
  if (Array.isArray(value)) value.forEach((entry, at) => walk(entry, `${place}[${at}]`, look));
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  const node = value as Node;
  look(place, node);
  for (const [key, entry] of Object.entries(node)) {
    if (key !== "messages" && key !== "readings") walk(entry, place === "" ? key : `${place}.${key}`, look);
  }
}

/** Where the schema has conditions. */
const conditionPlace = /(^|\.)((when|lines|not|where|fits|for)|(all|any|when)\[\d+\])$/;

function lintCondition(pack: Parsed, { place, node }: { place: string; node: Node }, say: Say): void {
  if (!isCondition(node)) return;
  const asked = conditionSubjects.filter((key) => node[key] !== undefined);
  const tested = conditionTests.filter((key) => node[key] !== undefined);
  const isLeaf = !asked.some((key) => key === "all" || key === "any" || key === "not");
  if (asked.length !== 1 || isLeaf !== tested.length > 0) {
    say(place, "condition-shape", [...asked, ...tested].join(", "));
  }
  if (node.base !== undefined && !pack.bases[node.base]) say(place, "unknown-base", node.base);
  for (const name of [node.fact, node.days, node.yearsOver]) {
    if (name !== undefined && !pack.facts[name]) say(place, "unknown-fact", name);
  }
  const declared = node.fact === undefined ? undefined : pack.facts[node.fact];
  for (const test of tested) {
    lintOperand(pack, { place: `${place}.${test}`, operand: node[test], values: declared?.values }, say);
  }
}

/** The schema has parsed it; this tells the compiler. */
function isCondition(node: Node): node is Condition {
  return Condition.safeParse(node).success;
}

function lintOperand(
  pack: Parsed,
  { place, operand, values }: { place: string; operand: unknown; values: readonly string[] | undefined },
  say: Say,
): void {
  if (operand !== null && typeof operand === "object" && !Array.isArray(operand)) {
    const { fact, set } = operand as { readonly fact?: string; readonly set?: string };
    if (fact !== undefined && !pack.facts[fact]) say(place, "unknown-fact", fact);
    if (set === undefined) return;
    if (!pack.sets[set]) say(place, "unknown-set", set);
    else lintOperand(pack, { place, operand: pack.sets[set], values }, say);
    return;
  }
  for (const entry of Array.isArray(operand) ? operand : [operand]) {
    if (values && entry !== null && !values.includes(String(entry))) say(place, "fact-value", String(entry));
  }
}

/** A key may name a fact, `excluded.{line.category}`: then the key without it must have a text as the fallback. */
function hasMessage(pack: Parsed, key: string): boolean {
  return pack.messages[key.replace(/\.\{[^}]+\}$/, "")] !== undefined;
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

/** A refusal without a ground could not be explained to anybody. */
function lintGrounds(pack: Parsed, say: Say): void {
  for (const [at, { when = [] }] of pack.offers.entries()) {
    for (const [nth, condition] of when.entries()) {
      if (!hasGround(condition)) say(`offers[${at}].when[${nth}]`, "no-ground", "");
    }
  }
}

function hasGround(condition: Condition): boolean {
  return condition.else !== undefined || (condition.all !== undefined && condition.all.every(hasGround));
}

function lintNames(pack: Parsed, say: Say): void {
  const deadlines = (place: string, id: string | undefined) => {
    if (id !== undefined && !pack.deadlines[id]) say(place, "unknown-name", id);
  };
  for (const [key, { table, handOver, report }] of Object.entries(pack.allocations)) {
    if (!pack.tables[table]) say(`allocations.${key}.table`, "unknown-name", table);
    deadlines(`allocations.${key}.handOver`, handOver);
    deadlines(`allocations.${key}.report`, report);
  }
  for (const [key, { deadline }] of Object.entries(pack.orders)) deadlines(`orders.${key}.deadline`, deadline);
  for (const [key, { steps }] of Object.entries(pack.workflows)) {
    for (const [at, { deadline, form }] of steps.entries()) {
      deadlines(`workflows.${key}.steps[${at}].deadline`, deadline);
      if (form !== undefined && !pack.forms[form]) say(`workflows.${key}.steps[${at}].form`, "unknown-name", form);
    }
  }
}

/** Facts, bases and tables that rules name outside their conditions; a benefit that is not one thing. */
function lintFigures(pack: Parsed, say: Say): void {
  const fact = (place: string, name: string | undefined) => {
    if (name !== undefined && !pack.facts[name]) say(place, "unknown-fact", name);
  };
  const base = (place: string, name: string | undefined) => {
    if (name !== undefined && !pack.bases[name]) say(place, "unknown-base", name);
  };
  for (const [key, { of, plus }] of Object.entries(pack.bases))
    for (const name of [of, plus]) fact(`bases.${key}`, name);
  for (const [key, { by }] of Object.entries(pack.tables)) for (const name of by) fact(`tables.${key}.by`, name);
  for (const [at, price] of (pack.prices ?? []).entries()) fact(`prices[${at}].fact`, price.fact);
  for (const [at, { offer }] of (pack.card?.prices ?? []).entries()) base(`card.prices[${at}].offer.base`, offer?.base);
  for (const [at, { give, order, limit }] of pack.offers.entries()) {
    const place = `offers[${at}]`;
    base(`${place}.give.tiers.base`, give.tiers?.base);
    fact(`${place}.give.to`, give.to);
    fact(`${place}.limit.per`, limit?.per);
    fact(`${place}.order.scaleBy`, order?.scaleBy);
    const table = typeof order?.most === "object" ? order.most.table : undefined;
    if (table !== undefined && !pack.tables[table]) say(`${place}.order.most`, "unknown-name", table);
    const { percentBp, amountMinor, priceMinor, tiers, ordered, visit } = give;
    const given = [percentBp, amountMinor, priceMinor, tiers, ordered, visit].filter((one) => one !== undefined);
    if (given.length !== 1) say(`${place}.give`, "one-benefit", Object.keys(give).join(", "));
    if ((ordered !== undefined) !== (order !== undefined)) say(`${place}.order`, "order-and-value", "");
  }
}

function spansOf(pack: Parsed): { from: string; to: string; place: string }[] {
  const spans = [
    { ...pack.pack.effective, place: "pack.effective" },
    ...pack.offers.map(({ from, to }, at) => ({ from, to, place: `offers[${at}]` })),
  ];
  return spans.flatMap(({ from, to, place }) => (from === undefined || to === undefined ? [] : [{ from, to, place }]));
}
