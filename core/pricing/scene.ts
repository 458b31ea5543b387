import { dateOf, remembered, type LocalDate } from "../kernel/index.ts";
import { amountOf, type Minor } from "../money/index.ts";
import {
  namesIn,
  roundAs,
  unmet,
  type Condition,
  type FactValue,
  type Facts,
  type Sight,
  type Unmet,
} from "../offer/index.ts";
import type { Pack } from "../programme/index.ts";
import { compilePack, isMoving, type Rule } from "./compile-pack.ts";
import type { PricingCard, PricingInput, PricingLine, PricingOrder } from "./priced-basket.ts";

/** A line with what the programme makes of it before any discount. */
export type SceneLine = {
  readonly index: number;
  readonly input: PricingLine;
  /** Price of the quantity before discounts; a blank's own price is settled later, so here it is 0. */
  readonly grossMinor: Minor;
  readonly unitPriceMinor: Minor;
  /** No discount brings the line under it. */
  readonly floorMinor: Minor;
  readonly blank: boolean;
  readonly facts: Facts;
  readonly exclusion: Pack["exclusions"][number] | null;
  /** The rule that replaced the shelf price. */
  readonly price: NonNullable<Pack["prices"]>[number] | null;
};

/** A receipt as the rules see it. Lines are named by their index. */
export type Scene = {
  readonly pack: Pack;
  readonly input: PricingInput;
  readonly today: LocalDate;
  readonly facts: Facts;
  readonly orders: readonly PricingOrder[];
  readonly lines: readonly SceneLine[];
  /** Goods that the programme may discount. */
  readonly eligible: readonly number[];
  /** What the lines cost before any discount. */
  readonly shelf: readonly Minor[];
  readonly floors: readonly Minor[];
  readonly rules: ReadonlyMap<string, Rule>;
  /** Worked out already: answers that hold for every line, bases and the lines they count, verdicts, groups. */
  readonly memo: {
    readonly answers: Map<Condition, Unmet | null>;
    readonly bases: Map<string, number>;
    readonly counted: Map<string, readonly SceneLine[]>;
    readonly groups: Map<string, Groups>;
    readonly verdicts: Map<Rule, readonly Verdict[]>;
    readonly matches: Map<Rule, Match>;
  };
};

/** What an offer is worth on lines that are alike to it, or why it is not: `fault` null means it may apply. */
export type Verdict = {
  readonly lines: readonly number[];
  readonly fault: Unmet | null;
  /** Percentage, or number of sessions, by the offer's own figure or the order's. */
  readonly value: number;
  readonly amountMinor: Minor;
};

/** The lines that an offer fits, in the order of the receipt, with what it is worth on each. */
export type Match = {
  readonly lines: readonly number[];
  readonly values: readonly number[];
  readonly amountsMinor: readonly Minor[];
  readonly qtyMilli: readonly number[];
};

const freshMemo = (): Scene["memo"] => ({
  answers: new Map(),
  bases: new Map(),
  counted: new Map(),
  groups: new Map(),
  verdicts: new Map(),
  matches: new Map(),
});

export function createScene(pack: Pack, input: PricingInput): Scene {
  const facts = receiptFacts(pack, input);
  const receipt = { pack, facts, exclusions: new Map() };
  const lines = input.lines.map((line, index) => sceneLine(receipt, line, index));
  const today = dateOf(input.at);
  return {
    pack,
    input,
    today,
    facts,
    orders: (input.orders ?? []).filter(({ from, to }) => from <= today && today <= to),
    lines,
    eligible: lines.flatMap(({ blank, exclusion, index }) => (blank || exclusion ? [] : [index])),
    shelf: lines.map(({ grossMinor }) => grossMinor),
    floors: lines.map(({ floorMinor }) => floorMinor),
    rules: compilePack(pack),
    memo: freshMemo(),
  };
}

/** The same receipt once it is known that a card serves it. */
export function withService(scene: Scene, served: boolean): Scene {
  return served ? { ...scene, facts: { ...scene.facts, "card.serves": true }, memo: freshMemo() } : scene;
}

/** A receipt at some point of its pricing; `left` is what the lines cost after earlier discounts. */
export type View = { readonly scene: Scene; readonly left: readonly Minor[] };

/** What rules see of a line, or of the whole receipt; `more` are facts of an order at hand. */
export function sightOf({ scene, left }: View, line: SceneLine | null, more?: Facts): Sight {
  const { pack, facts } = scene;
  return {
    fact: (name) => more?.[name] ?? line?.facts[name] ?? facts[name],
    base: (name) => baseOf(scene, name, left),
    set: (name) => pack.sets[name] ?? [],
  };
}

/** As `unmet`, for a condition whose answer is the same for every line; remembered. */
export function askedOnce(scene: Scene, condition: Condition): Unmet | null {
  const { answers } = scene.memo;
  return remembered(answers, condition, () => unmet(condition, sightOf({ scene, left: scene.shelf }, null)));
}

/** Eligible lines that are alike in some facts; and, for one fact, the groups that hold each of its values. */
type Groups = { readonly all: readonly Group[]; readonly byFact: Map<string, ReadonlyMap<string, readonly Group[]>> };
type Group = readonly number[];

/** Goods that an offer can be about, grouped by what it sees of them. */
export function groupsFor(scene: Scene, { sees, look, selector }: Rule): readonly Group[] {
  const { groups } = scene.memo;
  const { all, byFact } = remembered(groups, look, () => ({ all: groupLines(scene, sees), byFact: new Map() }));
  if (!selector) return all;
  const { fact, values } = selector;
  const byValue = remembered(byFact, fact, () => groupsByValue(scene, all, fact));
  const [only = ""] = values;
  if (values.length === 1) return byValue.get(only) ?? [];
  return [...new Set(values.flatMap((value) => byValue.get(value) ?? []))];
}

function groupLines({ lines, eligible }: Scene, sees: readonly string[]): Group[] {
  if (sees.length === 0) return eligible.length > 0 ? [eligible] : [];
  const look = (at: number) => JSON.stringify(sees.map((fact) => lines[at]?.facts[fact] ?? null));
  return [...Map.groupBy(eligible, look).values()];
}

function groupsByValue({ lines }: Scene, groups: readonly Group[], fact: string): Map<string, Group[]> {
  const found = new Map<string, Group[]>();
  for (const group of groups) {
    const held = lines[group[0] ?? 0]?.facts[fact];
    for (const value of held !== null && typeof held === "object" ? held : [String(held)]) {
      const list = found.get(value);
      if (list) list.push(group);
      else found.set(value, [group]);
    }
  }
  return found;
}

function receiptFacts(pack: Pack, input: PricingInput): Facts {
  const { card } = input;
  return {
    ...input.facts,
    at: input.at,
    today: dateOf(input.at),
    "programme.id": pack.pack.id,
    "programme.startsOn": pack.pack.effective.from,
    "card.programme": card === null ? null : (card.programme ?? pack.pack.id),
    "card.status": card && statusHere(pack, card),
    "card.presentation": card?.presentation ?? null,
    "card.reason": card?.reason ?? null,
    "card.blockedAt": card?.blockedAt ?? null,
    "card.serves": false,
  };
}

/** A card of another programme is a number that this one does not know. */
export function statusHere(pack: Pack, { status, programme }: Pick<PricingCard, "status" | "programme">) {
  return programme === undefined || programme === pack.pack.id ? status : "unknown";
}

type Receipt = {
  readonly pack: Pack;
  readonly facts: Facts;
  /** By what the exclusions see of a line: lines alike in it are left out alike. */
  readonly exclusions: Map<string, SceneLine["exclusion"]>;
};

/** Facts that the exclusions of a pack look at. */
const seenByExclusions = new WeakMap<Pack, readonly string[]>();

const namesSeen = (pack: Pack): readonly string[] =>
  remembered(seenByExclusions, pack, () => [...new Set(pack.exclusions.flatMap(({ when }) => namesIn(when).facts))]);

/** The facts as one text, each with its length before it: no two lists of facts have the same. */
function likeness(facts: Facts, names: readonly string[]): string {
  const text = (value: unknown): string => {
    const plain = String(value);
    return `${typeof value}${plain.length}:${plain}`;
  };
  let key = "";
  for (const name of names) {
    const value = facts[name];
    key += Array.isArray(value) ? `[${value.length}:${value.map(text).join("")}` : text(value);
  }
  return key;
}

function sceneLine(receipt: Receipt, input: PricingLine, index: number): SceneLine {
  const { pack } = receipt;
  const blank = input.blank !== undefined;
  const facts: Facts = {
    ...input.facts,
    "line.category": blank && pack.card ? pack.card.category : input.category,
    "line.flags": input.flags,
    "line.unitPrice": input.unitPriceMinor,
    "blank.status": input.blank ? statusHere(pack, input.blank) : null,
  };
  const sight: Sight = {
    fact: (name) => facts[name] ?? receipt.facts[name],
    base: () => 0,
    set: (name) => pack.sets[name] ?? [],
  };
  const holds = (condition: Condition) => unmet(condition, sight) === null;
  const price = pack.prices?.find(({ lines, when }) => (!lines || holds(lines)) && when.every(holds)) ?? null;
  const unitPriceMinor = price ? reduced(price, sight.fact(price.fact)) : input.unitPriceMinor;
  const grossMinor = blank ? 0 : amountOf(unitPriceMinor, input.qtyMilli);
  const floorMinor = input.minUnitPriceMinor === undefined ? 0 : amountOf(input.minUnitPriceMinor, input.qtyMilli);
  return {
    index,
    input,
    grossMinor,
    unitPriceMinor,
    floorMinor,
    blank,
    facts,
    exclusion: remembered(receipt.exclusions, likeness(facts, namesSeen(pack)), () => {
      return pack.exclusions.find(({ when }) => holds(when)) ?? null;
    }),
    price,
  };
}

/** A replacing price, less its percentages, rounded once. */
function reduced({ minusBp = [], combine }: NonNullable<SceneLine["price"]>, fact: FactValue | undefined): Minor {
  const price = typeof fact === "number" ? fact : 0;
  const whole = 10_000;
  if (combine !== "compounded") return roundAs("half-up", price * (whole - minusBp.reduce((a, b) => a + b, 0)), whole);
  const part = minusBp.reduce((product, minus) => product * BigInt(whole - minus), 1n);
  return roundAs("half-up", BigInt(price) * part, BigInt(whole) ** BigInt(minusBp.length));
}

/** Value of a base of the pack: a sum in minor units, or a number. A new card's price never counts. */
export function baseOf(scene: Scene, name: string, left: readonly Minor[]): number {
  const { pack, facts, memo } = scene;
  const base = pack.bases[name];
  if (!base) return 0;
  const { where, plus } = base;
  const value = () => {
    const counted = () => linesCounted({ scene, left }, base);
    const isSteady = !where || namesIn(where).bases.length === 0;
    const lines = isSteady ? remembered(memo.counted, name, counted) : counted();
    const added = facts[plus ?? ""];
    return measured(base, lines, left) + (typeof added === "number" ? added : 0);
  };
  return isMoving(pack, name) ? value() : remembered(memo.bases, name, value);
}

type Base = Pack["bases"][string];

/** The lines that a base looks at. */
export function linesCounted(view: View, { excluded, where }: Base): readonly SceneLine[] {
  return view.scene.lines.filter((line) => {
    if (line.blank || (line.exclusion && excluded === "left-out")) return false;
    return where === undefined || unmet(where, sightOf(view, line)) === null;
  });
}

function measured({ measure, stage, of }: Base, lines: readonly SceneLine[], left: readonly Minor[]): number {
  const sum = (figure: (line: SceneLine) => number) => lines.reduce((total, line) => total + figure(line), 0);
  const units = (line: SceneLine) => Math.floor(line.input.qtyMilli / 1000);
  switch (measure) {
    case "amount":
      return sum((line) => (stage === "after-discount" ? (left[line.index] ?? 0) : line.grossMinor));
    case "lines":
      return lines.length;
    case "units":
      return sum(units);
    case "most-units":
      return lines.reduce((most, line) => Math.max(most, units(line)), 0);
    case "distinct":
      return new Set(lines.map((line) => line.facts[of ?? ""])).size;
    case "discount":
      return sum((line) => line.grossMinor - (left[line.index] ?? 0));
  }
}
