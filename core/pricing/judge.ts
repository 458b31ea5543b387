import type { Minor } from "../money/index.ts";
import { remembered } from "../kernel/index.ts";
import { dearestFirst, lookUp, unmet, type Condition, type Unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import type { PricingOrder } from "./priced-basket.ts";
import type { Rule } from "./compile-pack.ts";
import { askedOnce, baseOf, groupsFor, sightOf } from "./scene.ts";
import type { Match, Scene, Verdict, View } from "./scene.ts";

/** A receipt at some point of its pricing, as one offer meets it. */
export type Spot = View & {
  /** What percentages are taken of. */
  readonly of: readonly Minor[];
  /** The only lines in question; null: all that the programme may discount. */
  readonly only: ReadonlySet<number> | null;
};

/** Whether the day of settlement lies in the offer's term, both ends included. */
export function isInForce({ from, to }: Offer, { today }: Scene): boolean {
  return (from === undefined || from <= today) && (to === undefined || today <= to);
}

/** The first condition of the list that does not hold for the whole receipt, or null. */
export function firstUnmet(scene: Scene, conditions: readonly Condition[] = [], left: readonly Minor[]): Unmet | null {
  return conditions.length === 0 ? null : unmet({ all: [...conditions] }, sightOf({ scene, left }, null));
}

/** Whether the offer can give nothing on any line: out of its term, or a condition on the whole receipt fails. */
export function isShut({ offer, when }: Rule, scene: Scene): boolean {
  return (
    !isInForce(offer, scene) || when.some(({ condition, general }) => general && askedOnce(scene, condition) !== null)
  );
}

/** The lines that an offer fits here. What earlier discounts cannot change is worked out once. */
export function matchOf(rule: Rule, spot: Spot): Match {
  const { scene, only } = spot;
  const match = () =>
    merged(
      scene,
      verdictsOf(rule, spot).filter(({ fault }) => fault === null),
    );
  return rule.steady && only === null ? remembered(scene.memo.matches, rule, match) : match();
}

function merged({ lines: all }: Scene, verdicts: readonly Verdict[]): Match {
  const [only, ...others] = verdicts;
  const by = new Map(others.length === 0 ? [] : verdicts.flatMap((one) => one.lines.map((line) => [line, one])));
  const lines = others.length === 0 ? (only?.lines ?? []) : [...by.keys()].toSorted((a, b) => a - b);
  const verdict = (line: number) => (others.length === 0 ? only : by.get(line));
  return {
    lines,
    values: lines.map((line) => verdict(line)?.value ?? 0),
    amountsMinor: lines.map((line) => verdict(line)?.amountMinor ?? 0),
    qtyMilli: lines.map((line) => all[line]?.input.qtyMilli ?? 0),
  };
}

/** The offer judged on every line it is about; a limit of units turns down the lines that come too late. */
export function verdictsOf(rule: Rule, spot: Spot): readonly Verdict[] {
  const { scene, only } = spot;
  const { offer } = rule;
  const verdicts = () => {
    const judged = groupsFor(scene, rule).flatMap((group) => {
      const lines = only ? group.filter((line) => only.has(line)) : group;
      return lines.length === 0 ? [] : judge(rule, lines, spot);
    });
    const stepped = offer.give.tiers ? judged.flatMap((verdict) => stepsOf(offer, verdict, spot)) : judged;
    return offer.limit ? withinLimit(offer, stepped, scene) : stepped;
  };
  return rule.steady && only === null ? remembered(scene.memo.verdicts, rule, verdicts) : verdicts();
}

/** Judges an offer on lines alike: is it about them, do its conditions hold, does an order set its value. */
function judge({ offer, when }: Rule, lines: readonly number[], spot: Spot): Verdict[] {
  const { scene } = spot;
  const sight = sightOf(spot, scene.lines[lines[0] ?? 0] ?? null);
  const { percentBp: value = 0, amountMinor = 0 } = offer.give;
  const verdict = { lines, value, amountMinor };
  const off = offer.lines ? unmet(offer.lines, sight) : null;
  // Without a ground the lines are none of the offer's business.
  if (off) return off.ground === undefined ? [] : [{ ...verdict, fault: off }];
  for (const { condition, general } of when) {
    const fault = general ? askedOnce(scene, condition) : unmet(condition, sight);
    if (fault) return [{ ...verdict, fault }];
  }
  const set = offer.order ? valueByOrder(offer, lines[0] ?? 0, spot) : value;
  return [typeof set === "number" ? { ...verdict, fault: null, value: set } : { ...verdict, fault: set }];
}

/** Lines by the highest step that the base, or each line's own price, reaches. */
function stepsOf({ give: { tiers } }: Offer, verdict: Verdict, { scene, left, of }: Spot): Verdict[] {
  if (!tiers || verdict.fault) return [verdict];
  const { base, rows } = tiers;
  const reached = base === undefined ? null : baseOf(scene, base, left);
  const below = base === undefined || reached === null ? {} : { base, actual: reached, required: rows[0]?.from ?? 0 };
  const byStep = Map.groupBy(verdict.lines, (line) => rows.findLast(({ from }) => (reached ?? of[line] ?? 0) >= from));
  return [...byStep].map(([step, lines]) => {
    if (!step) return { ...verdict, lines, fault: { ground: tiers.else, ...below } };
    return { ...verdict, lines, value: step.percentBp ?? 0, amountMinor: step.amountMinor ?? 0 };
  });
}

function withinLimit(offer: Offer, verdicts: readonly Verdict[], scene: Scene): Verdict[] {
  const { lines } = merged(
    scene,
    verdicts.filter(({ fault }) => fault === null),
  );
  const touched = limited(offer, lines, scene);
  const fault: Unmet = offer.limit ? { ground: offer.limit.else, required: offer.limit.units } : {};
  return verdicts.flatMap((verdict) => {
    if (verdict.fault) return [verdict];
    const sides = Map.groupBy(verdict.lines, (line) => (touched.get(line) ?? 0) > 0);
    return [...sides].map(([isIn, some]) => ({ ...verdict, lines: some, fault: isIn ? null : fault }));
  });
}

/** Quantity of each line within the offer's limit: the dearest first, for each value of the limit's fact. */
export function limited({ limit }: Offer, lines: readonly number[], scene: Scene): ReadonlyMap<number, number> {
  const per = (line: number) => (limit?.per === undefined ? "" : String(scene.lines[line]?.facts[limit.per]));
  const touched = new Map<number, number>();
  for (const group of Map.groupBy(lines, per).values()) {
    const chosen = dearestFirst(limit?.units ?? 1, unitLines(scene, group));
    group.forEach((line, at) => touched.set(line, chosen[at] ?? 0));
  }
  return touched;
}

/** Lines as the choice of units sees them. */
export function unitLines(scene: Scene, lines: readonly number[]) {
  return lines.map((at) => {
    const line = scene.lines[at];
    return { unitPriceMinor: line?.unitPriceMinor ?? 0, qtyMilli: line?.input.qtyMilli ?? 0 };
  });
}

/** The value an order in force sets, the highest of several; or why none does. */
function valueByOrder(offer: Offer, line: number, view: View): number | Unmet {
  const { scene } = view;
  const { order, give } = offer;
  const grounds = scene.pack.explain.orders;
  if (!order || !grounds) return give.percentBp ?? 0;
  const { fits } = order;
  const active = scene.orders.filter(({ kind }) => kind === order.kind);
  const fitting = active.filter((one) => {
    return !fits || unmet(fits, sightOf(view, scene.lines[line] ?? null, orderFacts(one))) === null;
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
