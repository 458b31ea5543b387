import type { Minor } from "../money/index.ts";
import { buyAndGet, chooseUnits, discountsOf, partOf, unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import type { Rule } from "./compile-pack.ts";
import { isShut, limited, matchOf, unitLines, type Spot } from "./judge.ts";
import type { PricedBasket } from "./priced-basket.ts";
import { groupsFor, sightOf, type Match, type Scene } from "./scene.ts";

/** What one offer gives: an entry of every list for each line it touches; no lines: a gift beside them. */
export type Gift = {
  readonly offer: Offer;
  readonly lines: readonly number[];
  readonly amountsMinor: readonly Minor[];
  /** Percentages; or numbers of sessions, where the offer gives those. */
  readonly values: readonly number[];
  readonly touchedMilli: readonly number[];
};

export type Outcome = {
  readonly gifts: readonly Gift[];
  readonly savedMinor: Minor;
  /** Units that buy-and-get offers have used up, per line. */
  readonly used?: readonly number[];
};

/** Where offers are applied, one after another. */
export type Stage = Spot & {
  readonly used: readonly number[];
  /** Notes on what competed, and on how far each choice was proved. */
  readonly log: {
    /** What each rule that earlier discounts can change met when its turn came. */
    readonly met: Map<string, Spot>;
    readonly rivals: PricedBasket["rivals"][number][];
    readonly proof: { readonly boundMinor: Minor; readonly savedMinor: Minor }[];
  };
};

/** Place of a line in a list of lines, which is always in the order of the receipt; -1 where it is not there. */
export function placeIn(lines: readonly number[], line: number): number {
  let [from, to] = [0, lines.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const found = lines[middle] ?? 0;
    if (found === line) return middle;
    if (found < line) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}

export const nothing: Outcome = { gifts: [], savedMinor: 0 };

export function outcomeOf(gifts: readonly Gift[]): Outcome {
  let savedMinor = 0;
  for (const { amountsMinor } of gifts) for (const amount of amountsMinor) savedMinor += amount;
  return { gifts, savedMinor };
}

/** The stage before any offer. */
export function openingStage(scene: Scene): Stage {
  const { shelf } = scene;
  return { scene, only: null, left: shelf, of: shelf, used: [], log: { met: new Map(), rivals: [], proof: [] } };
}

/** Lines on the stage, in the order of the receipt. */
export function linesOn({ scene, only }: Stage): readonly number[] {
  return only ? scene.eligible.filter((line) => only.has(line)) : scene.eligible;
}

/** What an offer gives here; nothing where it is not in force or its conditions do not hold. */
export function applyOffer(rule: Rule, stage: Stage): Outcome {
  const { offer } = rule;
  if (isShut(rule, stage.scene) || groupsFor(stage.scene, rule).length === 0) return nothing;
  const match = matchOf(rule, stage);
  if (match.lines.length === 0) return nothing;
  if (offer.give.visit) return outcomeOf([{ offer, lines: [], amountsMinor: [], values: [], touchedMilli: [] }]);
  const { touched, used } = unitsOf(rule, match, stage);
  const given = touched === match.qtyMilli ? match : touchedOnly(match, touched);
  const touchedMilli = given === match ? match.qtyMilli : touched.filter((quantity) => quantity > 0);
  const { lines, values } = given;
  if (offer.give.ordered === "sessions") {
    return outcomeOf([{ offer, lines, values, touchedMilli, amountsMinor: lines.map(() => 0) }]);
  }
  const targets = { ...targetsOf(offer, { ...given, touchedMilli }, stage), rateBp: values };
  const amountsMinor = discountsOf(offer.give, targets, stage.scene.pack.rounding);
  const outcome = outcomeOf([{ offer, lines, values, touchedMilli, amountsMinor }]);
  return used ? { ...outcome, used } : outcome;
}

function touchedOnly(match: Match, touched: readonly number[]): Match {
  const keep = <T>(list: readonly T[]) => list.filter((_, at) => (touched[at] ?? 0) > 0);
  return {
    lines: keep(match.lines),
    values: keep(match.values),
    amountsMinor: keep(match.amountsMinor),
    qtyMilli: keep(match.qtyMilli),
  };
}

type Units = { readonly touched: readonly number[]; readonly used?: readonly number[] };

function unitsOf(rule: Rule, { lines, qtyMilli }: Match, stage: Stage): Units {
  const { scene, only } = stage;
  const { offer } = rule;
  const { units } = offer.give;
  if (offer.limit) {
    const within = limited(offer, lines, scene);
    return { touched: lines.map((line) => within.get(line) ?? 0) };
  }
  if (!units) return { touched: qtyMilli };
  if (!units.buy) return { touched: chooseUnits(units, unitLines(scene, lines)) };
  // Goods that are only bought beside need not pick the offer; those that it could give and that did not are out.
  const given = only ? matchOf(rule, { ...stage, only: null }).lines : [];
  const all = scene.eligible.filter((line) => !only || only.has(line) || placeIn(given, line) < 0);
  const got = new Set(lines);
  const buyLines = units.buy.lines;
  const bought = buyAndGet(units, unitLines(scene, all), {
    free: all.map((line) => (scene.lines[line]?.input.qtyMilli ?? 0) - (stage.used[line] ?? 0)),
    buys: all.map((line) => !buyLines || unmet(buyLines, sightOf(stage, scene.lines[line] ?? null)) === null),
    gets: all.map((line) => got.has(line)),
  });
  const used = [...stage.used];
  all.forEach((line, at) => (used[line] = (used[line] ?? 0) + (bought.used[at] ?? 0)));
  return { touched: bought.touched.filter((_, at) => got.has(all[at] ?? -1)), used };
}

function targetsOf(offer: Offer, given: Match & { readonly touchedMilli: readonly number[] }, stage: Stage) {
  const { lines, qtyMilli, touchedMilli, amountsMinor } = given;
  const { left, of, scene } = stage;
  // Units that no other offer has counted still have their full price.
  const fresh = offer.give.units?.buy !== undefined;
  const part = (amount: Minor, at: number) => partOf(amount, touchedMilli[at] ?? 0, qtyMilli[at] ?? 0);
  return {
    of: placed(fresh ? scene.shelf : of, lines),
    most: lines.map((line, at) => {
      const open = openOf(scene, line, left);
      return fresh ? Math.min(open, part(scene.shelf[line] ?? 0, at)) : part(open, at);
    }),
    qtyMilli,
    touchedMilli,
    amountMinor: amountsMinor,
  };
}

/** Of figures for every line those of some, which are in order: of all, the list as it is. */
function placed(figures: readonly number[], lines: readonly number[]): readonly number[] {
  return lines.length === figures.length ? figures : lines.map((line) => figures[line] ?? 0);
}

/** What may still be taken off a line. */
export function openOf({ floors }: Scene, line: number, left: readonly Minor[]): Minor {
  return Math.max(0, (left[line] ?? 0) - (floors[line] ?? 0));
}
