import { dateOf } from "../kernel/index.ts";
import { amountOf, type Minor } from "../money/index.ts";
import {
  roundAs,
  unmet,
  type Condition,
  type FactValue,
  type Facts,
  type Message,
  type MessageParam,
  type Sight,
  type Unmet,
} from "../offer/index.ts";
import type { Offer, Pack } from "../programme/index.ts";
import { compilePack, type Rule } from "./compile-pack.ts";
import type { PricingInput, PricingLine, PricingOrder } from "./priced-basket.ts";

/** A line with what the programme makes of it before any discount. */
export type SceneLine = {
  readonly index: number;
  readonly input: PricingLine;
  /** Price of the quantity before discounts; a blank's own price is settled later, so here it is 0. */
  readonly grossMinor: Minor;
  readonly unitPriceMinor: Minor;
  /** The most that may be taken off. */
  readonly mostMinor: Minor;
  readonly blank: boolean;
  readonly facts: Facts;
  readonly exclusion: Pack["exclusions"][number] | null;
  /** The rule that replaced the shelf price. */
  readonly price: NonNullable<Pack["prices"]>[number] | null;
};

/** A receipt as the rules see it. */
export type Scene = {
  readonly pack: Pack;
  readonly input: PricingInput;
  readonly facts: Facts;
  readonly orders: readonly PricingOrder[];
  readonly lines: readonly SceneLine[];
  /** Goods that the programme may discount. */
  readonly eligible: readonly SceneLine[];
  /** What the lines cost before any discount. */
  readonly shelf: readonly Minor[];
  readonly rules: ReadonlyMap<string, Rule>;
  /** Worked out already: answers that hold for every line, sums before discounts, lines by the values of a fact. */
  readonly memo: {
    readonly answers: Map<Condition, Unmet | null>;
    readonly bases: Map<string, number>;
    readonly lines: Map<string, ReadonlyMap<string, readonly SceneLine[]>>;
    readonly texts: Map<string, Message>;
  };
};

const freshMemo = (): Scene["memo"] => ({ answers: new Map(), bases: new Map(), lines: new Map(), texts: new Map() });

export function createScene(pack: Pack, input: PricingInput): Scene {
  const facts = receiptFacts(pack, input);
  const lines = input.lines.map((line, index) => ({ ...sceneLine(pack, facts, line), index }));
  const today = dateOf(input.at);
  return {
    pack,
    input,
    facts,
    orders: (input.orders ?? []).filter(({ from, to }) => from <= today && today <= to),
    lines,
    eligible: lines.filter(({ blank, exclusion }) => !blank && !exclusion),
    shelf: lines.map(({ grossMinor }) => grossMinor),
    rules: compilePack(pack).rules,
    memo: freshMemo(),
  };
}

/** The same receipt once it is known whether a card serves it. */
export function withService(scene: Scene, served: boolean): Scene {
  return { ...scene, facts: { ...scene.facts, "card.serves": served }, memo: freshMemo() };
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
  const known = scene.memo.answers.get(condition);
  if (known !== undefined) return known;
  const found = unmet(condition, sightOf({ scene, left: scene.shelf }, null));
  scene.memo.answers.set(condition, found);
  return found;
}

/** Goods that an offer with this selector can be about, in the order of the receipt. */
export function linesFor(scene: Scene, { selector }: Rule): readonly SceneLine[] {
  if (!selector) return scene.eligible;
  const { fact, values } = selector;
  const known = scene.memo.lines.get(fact) ?? linesByValue(scene.eligible, fact);
  scene.memo.lines.set(fact, known);
  const [only = ""] = values;
  if (values.length === 1) return known.get(only) ?? [];
  return [...new Set(values.flatMap((value) => known.get(value) ?? []))].toSorted((a, b) => a.index - b.index);
}

function linesByValue(lines: readonly SceneLine[], fact: string): Map<string, SceneLine[]> {
  const found = new Map<string, SceneLine[]>();
  for (const line of lines) {
    for (const value of valuesOf(line.facts[fact])) {
      const list = found.get(value);
      if (list) list.push(line);
      else found.set(value, [line]);
    }
  }
  return found;
}

function valuesOf(held: FactValue | undefined): readonly string[] {
  return held !== null && typeof held === "object" ? held : [String(held)];
}

function receiptFacts(pack: Pack, input: PricingInput): Facts {
  const { card } = input;
  return {
    ...input.facts,
    at: input.at,
    today: dateOf(input.at),
    "programme.startsOn": pack.pack.effective.from,
    "card.status": card?.status ?? null,
    "card.presentation": card?.presentation ?? null,
    "card.reason": card?.reason ?? null,
    "card.blockedAt": card?.blockedAt ?? null,
    "card.serves": false,
  };
}

function sceneLine(pack: Pack, receipt: Facts, input: PricingLine): Omit<SceneLine, "index"> {
  const blank = input.blank !== undefined;
  const facts: Facts = {
    ...input.facts,
    "line.category": blank && pack.card ? pack.card.category : input.category,
    "line.flags": input.flags,
    "line.unitPrice": input.unitPriceMinor,
    "blank.status": input.blank?.status ?? null,
  };
  const sight: Sight = {
    fact: (name) => facts[name] ?? receipt[name],
    base: () => 0,
    set: (name) => pack.sets[name] ?? [],
  };
  const holds = (condition: Condition) => unmet(condition, sight) === null;
  const price = pack.prices?.find(({ lines, when }) => (!lines || holds(lines)) && when.every(holds)) ?? null;
  const unitPriceMinor = price ? reduced(price, sight.fact(price.fact)) : input.unitPriceMinor;
  const grossMinor = blank ? 0 : amountOf(unitPriceMinor, input.qtyMilli);
  const floor = input.minUnitPriceMinor === undefined ? 0 : amountOf(input.minUnitPriceMinor, input.qtyMilli);
  return {
    input,
    grossMinor,
    unitPriceMinor,
    mostMinor: Math.max(0, grossMinor - floor),
    blank,
    facts,
    exclusion: pack.exclusions.find(({ when }) => holds(when)) ?? null,
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
  const { pack, facts } = scene;
  const base = pack.bases[name];
  if (!base) return 0;
  const known = scene.memo.bases.get(name);
  if (known !== undefined) return known;
  const added = base.plus === undefined ? 0 : facts[base.plus];
  const lines = scene.lines.filter((line) => {
    if (line.blank || (line.exclusion && base.excluded === "left-out")) return false;
    return base.where === undefined || unmet(base.where, sightOf({ scene, left }, line)) === null;
  });
  const price = (line: SceneLine) => (base.stage === "after-discount" ? (left[line.index] ?? 0) : line.grossMinor);
  const units = (line: SceneLine) => Math.floor(line.input.qtyMilli / 1000);
  const sum = (figure: (line: SceneLine) => number) => lines.reduce((total, line) => total + figure(line), 0);
  const value = {
    amount: () => sum(price),
    lines: () => lines.length,
    units: () => sum(units),
    "most-units": () => lines.reduce((most, line) => Math.max(most, units(line)), 0),
    distinct: () => new Set(lines.map((line) => line.facts[base.of ?? ""])).size,
    discount: () => sum((line) => line.grossMinor - (left[line.index] ?? 0)),
  }[base.measure]();
  const whole = value + (typeof added === "number" ? added : 0);
  if (base.stage === "before-discount" && base.measure !== "discount") scene.memo.bases.set(name, whole);
  return whole;
}

/** A sentence of the pack with its figures; those that are undefined are left out. */
export function sentence(
  pack: Pack,
  template: string,
  params: Readonly<Record<string, MessageParam | undefined>>,
): Message {
  const given = Object.entries(params).filter((entry): entry is [string, MessageParam] => entry[1] !== undefined);
  return { key: pack.messages[template] ? template : plainKey(template), params: Object.fromEntries(given) };
}

/** A key may name a fact, `excluded.{line.category}`: the text for its value, or the plain key where there is none. */
export function keyFor(pack: Pack, template: string, fact: (name: string) => FactValue | undefined): string {
  const key = template.replace(/\{([^}]+)\}/, (_, name: string) => String(fact(name) ?? ""));
  return pack.messages[key] ? key : plainKey(template);
}

const plainKey = (template: string): string => template.replace(/\.\{[^}]+\}$/, "");

/** What an offer says where it applies. */
export function offerText(scene: Scene, { id, clause, message }: Offer, rateBp: number): Message {
  const key = `${id} ${rateBp}`;
  const known = scene.memo.texts.get(key);
  if (known) return known;
  const said = sentence(scene.pack, message, { clause, rate: rateBp > 0 ? { bp: rateBp } : undefined });
  scene.memo.texts.set(key, said);
  return said;
}
