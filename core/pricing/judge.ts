import { dateOf } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { unmet, type Condition, type Ground, type Message, type MessageParam, type Unmet } from "../offer/index.ts";
import { lookUp, type Offer, type Pack } from "../programme/index.ts";
import type { PricingOrder } from "./priced-basket.ts";
import type { Rule } from "./compile-pack.ts";
import { askedOnce, sentence, sightOf, type Scene, type SceneLine, type View } from "./scene.ts";

/** What an offer is worth on a line, or why it is not: `fault` null means it may apply. */
export type Verdict = {
  readonly line: SceneLine;
  readonly fault: Unmet | null;
  /** Percentage, or number of sessions, by the offer's own figure or the order's. */
  readonly value: number;
  /** The line is none of the offer's business. */
  readonly aside: boolean;
};

/** Whether the day of settlement lies in the offer's term, both ends included. */
export function isInForce(offer: Offer, scene: Scene): boolean {
  const today = dateOf(scene.input.at);
  return (offer.from === undefined || offer.from <= today) && (offer.to === undefined || today <= offer.to);
}

/** The first condition of the list that does not hold for the whole receipt, or null. */
export function firstUnmet(scene: Scene, conditions: readonly Condition[] = [], left: readonly Minor[]): Unmet | null {
  const sight = sightOf({ scene, left }, null);
  for (const condition of conditions) {
    const found = unmet(condition, sight);
    if (found) return found;
  }
  return null;
}

/** A condition that fails for every line, if there is one: then the offer gives nothing. */
export function failsForAll(scene: Scene, { when }: Rule): boolean {
  return when.some(({ condition, general }) => general && askedOnce(scene, condition) !== null);
}

/** Judges an offer on one line: is it about the line, do its conditions hold, does an order set its value. */
export function judge({ offer, when }: Rule, line: SceneLine, view: View): Verdict {
  const sight = sightOf(view, line);
  const off = offer.lines ? unmet(offer.lines, sight) : null;
  const value = offer.give.percentBp ?? 0;
  if (off) return { line, fault: off, value, aside: off.ground === undefined };
  for (const { condition, general } of when) {
    const fault = general ? askedOnce(view.scene, condition) : unmet(condition, sight);
    if (fault) return { line, fault, value, aside: false };
  }
  const set = offer.order ? valueByOrder(offer, line, view) : value;
  if (typeof set === "number") return { line, fault: null, value: set, aside: false };
  return { line, fault: set, value, aside: false };
}

/** The value an order in force sets, the highest of several; or why none does. */
function valueByOrder(offer: Offer, line: SceneLine, view: View): number | Unmet {
  const { scene } = view;
  const { order, give } = offer;
  const grounds = scene.pack.explain.orders;
  if (!order || !grounds) return give.percentBp ?? 0;
  const { fits } = order;
  const active = scene.orders.filter(({ kind }) => kind === order.kind);
  const fitting = active.filter((one) => {
    return !fits || unmet(fits, sightOf(view, line, orderFacts(one))) === null;
  });
  if (fitting.length === 0) return { ground: (active.length > 0 ? fits?.else : undefined) ?? grounds.none };
  const shown = fitting.filter(({ evidence }) => !order.evidence || evidence === true);
  if (shown.length === 0) return { ground: grounds.evidence };
  const most = mostOf(scene, order.most);
  const isSound = (value: number) => order.least <= value && value <= most;
  const sound = shown.filter((one) => valuesOf(one, give.ordered).every(isSound));
  if (sound.length === 0) return { ground: grounds.range, required: most };
  const { scaleBy } = order;
  const reached = scaleBy === undefined ? 0 : Number(scene.facts[scaleBy] ?? 0);
  const values = sound.flatMap((one) => {
    return scaleBy === undefined ? valuesOf(one, give.ordered) : stepOf(one, reached);
  });
  return values.length > 0 ? Math.max(...values) : { ground: grounds.volume, actual: reached };
}

function orderFacts({ fields = {} }: PricingOrder) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`order.${name}`, value]));
}

/** Every figure of the order that must lie within the bounds. An order without one is void. */
function valuesOf({ rateBp, sessions, scale }: PricingOrder, ordered: "rate" | "sessions" | undefined): number[] {
  if (scale) return scale.map((step) => step.rateBp);
  return [(ordered === "sessions" ? sessions : rateBp) ?? -1];
}

function stepOf({ scale = [] }: PricingOrder, reached: number): number[] {
  const step = scale.filter(({ from }) => reached >= from).toSorted((a, b) => b.from - a.from)[0];
  return step ? [step.rateBp] : [];
}

function mostOf(scene: Scene, most: number | { readonly table: string }): number {
  if (typeof most === "number") return most;
  const table = scene.pack.tables[most.table];
  return table ? lookUp(table, ...table.by.map((fact) => Number(scene.facts[fact] ?? 0))) : 0;
}

/** Refusal of a rule with its figures, for people and programs. */
export function refusalOf(pack: Pack, found: Unmet, rule: { readonly clause: string; readonly rateBp?: number }) {
  const ground: Ground = found.ground ?? { code: "NOT_MET", clause: rule.clause, message: pack.explain.notInForce };
  const { actual, required, base } = found;
  const params: Record<string, MessageParam | undefined> = {
    clause: ground.clause,
    rate: rule.rateBp === undefined ? undefined : { bp: rule.rateBp },
    actual: figure(actual),
    required: figure(required),
    missing: typeof actual === "number" && typeof required === "number" ? { minor: required - actual } : undefined,
  };
  const message: Message = sentence(pack, ground.message, params);
  return {
    code: ground.code,
    clause: ground.clause,
    message,
    ...(actual === undefined ? {} : { actual }),
    ...(required === undefined ? {} : { required }),
    ...(base === undefined ? {} : { base }),
  };
}

function figure(value: number | string | undefined): MessageParam | undefined {
  return typeof value === "number" ? { minor: value } : value;
}
