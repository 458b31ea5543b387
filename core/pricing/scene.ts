import { dateOf } from "../kernel/index.ts";
import { amountOf, type Minor } from "../money/index.ts";
import { unmet, type FactValue, type Facts, type Message, type MessageParam, type Sight } from "../offer/index.ts";
import type { Pack } from "../programme/index.ts";
import type { PricingInput, PricingLine } from "./priced-basket.ts";

/** A line with what the programme makes of it before any discount. */
export type SceneLine = {
  readonly index: number;
  readonly input: PricingLine;
  /** Shelf price of the quantity; a blank's own price is settled later, so here it is 0. */
  readonly grossMinor: Minor;
  readonly blank: boolean;
  readonly facts: Facts;
  readonly exclusion: Pack["exclusions"][number] | null;
};

/** A receipt as the rules see it. */
export type Scene = {
  readonly pack: Pack;
  readonly input: PricingInput;
  readonly lines: readonly SceneLine[];
  /** Goods that the programme may discount. */
  readonly eligible: readonly SceneLine[];
  /** What rules see of the whole receipt, or of one line; `left` is what the lines cost after earlier discounts. */
  sight(line: SceneLine | null, left: readonly Minor[], more?: Facts): Sight;
  /** What the lines cost before any discount. */
  readonly shelf: readonly Minor[];
};

export function createScene(pack: Pack, input: PricingInput): Scene {
  const facts = receiptFacts(pack, input);
  const lines = input.lines.map((line, index) => sceneLine(pack, facts, line, index));
  const shelf = lines.map(({ grossMinor }) => grossMinor);
  return {
    pack,
    input,
    lines,
    eligible: lines.filter(({ blank, exclusion }) => !blank && !exclusion),
    shelf,
    sight: (line, left, more) => ({
      fact: (name) => more?.[name] ?? line?.facts[name] ?? facts[name],
      base: (name) => baseOf(pack, lines, name, left),
      set: (name) => pack.sets[name] ?? [],
    }),
  };
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
  };
}

function sceneLine(pack: Pack, receipt: Facts, input: PricingLine, index: number): SceneLine {
  const blank = input.blank !== undefined;
  const facts: Facts = {
    ...input.facts,
    "line.category": blank && pack.card ? pack.card.category : input.category,
    "line.flags": input.flags,
    "blank.status": input.blank?.status ?? null,
  };
  const sight: Sight = {
    fact: (name) => facts[name] ?? receipt[name],
    base: () => 0,
    set: (name) => pack.sets[name] ?? [],
  };
  return {
    index,
    input,
    grossMinor: blank ? 0 : amountOf(input.unitPriceMinor, input.qtyMilli),
    blank,
    facts,
    exclusion: pack.exclusions.find(({ when }) => unmet(when, sight) === null) ?? null,
  };
}

/** Value of a base of the pack: a sum in minor units, or a number of lines. A new card's price never counts. */
export function baseOf(pack: Pack, lines: readonly SceneLine[], name: string, left: readonly Minor[]): number {
  const base = pack.bases[name];
  if (!base) return 0;
  let value = 0;
  for (const { index, blank, exclusion, grossMinor } of lines) {
    if (blank || (exclusion && base.excluded === "left-out")) continue;
    if (base.measure === "lines") value += 1;
    else value += base.stage === "after-discount" ? (left[index] ?? 0) : grossMinor;
  }
  return value;
}

/** A sentence of the pack. A key may name a fact, `excluded.{line.category}`; without such a text the plain key serves. */
export function sentence(
  pack: Pack,
  template: string,
  params: Readonly<Record<string, MessageParam | undefined>>,
  fact: (name: string) => FactValue | undefined = () => null,
): Message {
  const key = template.replace(/\{([^}]+)\}/, (_, name: string) => String(fact(name) ?? ""));
  const given = Object.entries(params).filter((entry): entry is [string, MessageParam] => entry[1] !== undefined);
  return {
    key: pack.messages[key] ? key : template.replace(/\.\{[^}]+\}$/, ""),
    params: Object.fromEntries(given),
  };
}
