import type { Minor } from "../money/index.ts";
import { buyAndGet, chooseUnits, discountsOf, partOf, unmet, type Target, type Unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import type { Rule } from "./compile-pack.ts";
import { failsForAll, isInForce, judge, type Verdict } from "./judge.ts";
import { baseOf, linesFor, sightOf, type Scene, type SceneLine } from "./scene.ts";

/** One offer's part in the price of one line; `line` -1: beside the lines. */
export type Take = {
  readonly offer: Offer;
  readonly line: number;
  readonly amountMinor: Minor;
  readonly rateBp: number;
  readonly sessions?: number;
};

export type Outcome = {
  readonly takes: readonly Take[];
  readonly savedMinor: Minor;
  /** Units that buy-and-get offers have used up, per line. */
  readonly used?: readonly number[];
};

/** Where offers are applied: the lines they may touch, what these cost by now, and what percentages are taken of. */
export type Stage = {
  readonly scene: Scene;
  readonly lines: readonly SceneLine[];
  readonly left: readonly Minor[];
  readonly of: readonly Minor[];
  readonly used: readonly number[];
  /** Notes on what competed, and on how far each choice was proved. */
  readonly log: {
    readonly rivals: { readonly rules: readonly string[]; readonly savedMinor: Minor }[];
    readonly proof: { readonly boundMinor: Minor; readonly savedMinor: Minor }[];
  };
};

export const nothing: Outcome = { takes: [], savedMinor: 0 };

export function outcomeOf(takes: readonly Take[]): Outcome {
  return { takes, savedMinor: takes.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

/** The stage before any offer. */
export function openingStage(scene: Scene): Stage {
  const { eligible: lines, shelf } = scene;
  return { scene, lines, left: shelf, of: shelf, used: shelf.map(() => 0), log: { rivals: [], proof: [] } };
}

/** What an offer gives here; nothing where it is not in force or its conditions do not hold. */
export function applyOffer(rule: Rule, stage: Stage): Outcome {
  const { offer } = rule;
  if (!isInForce(offer, stage.scene) || failsForAll(stage.scene, rule)) return nothing;
  const verdicts = verdictsOf(rule, stage).filter(({ fault }) => fault === null);
  if (verdicts.length === 0) return nothing;
  const { give } = offer;
  if (give.visit) return outcomeOf([{ offer, line: -1, amountMinor: 0, rateBp: 0 }]);
  const { touched, used } = unitsOf(offer, verdicts, stage);
  if (give.ordered === "sessions") {
    const given = verdicts.filter((_, at) => (touched[at] ?? 0) > 0);
    return outcomeOf(
      given.map(({ line, value }) => ({ offer, line: line.index, amountMinor: 0, rateBp: 0, sessions: value })),
    );
  }
  const targets = verdicts.map((verdict, at) => targetOf(offer, { ...verdict, touchedMilli: touched[at] ?? 0 }, stage));
  const amounts = discountsOf(give, targets, stage.scene.pack.rounding);
  const takes = verdicts.flatMap(({ line }, at) => {
    if ((touched[at] ?? 0) === 0) return [];
    return [{ offer, line: line.index, amountMinor: amounts[at] ?? 0, rateBp: targets[at]?.rateBp ?? 0 }];
  });
  return used ? { ...outcomeOf(takes), used } : outcomeOf(takes);
}

/** The offer judged on every line it is about; a limit of units turns down the lines that come too late. */
export function verdictsOf(rule: Rule, stage: Stage): readonly Verdict[] {
  const { scene } = stage;
  const { offer } = rule;
  const lines = stage.lines === scene.eligible ? linesFor(scene, rule) : stage.lines;
  const judged = lines.map((line) => judge(rule, line, stage)).filter(({ aside }) => !aside);
  const { limit, give } = offer;
  const { tiers } = give;
  const verdicts = !tiers
    ? judged
    : judged.map((verdict) => {
        const low = !verdict.fault && stepOf(offer, verdict.line, stage) === undefined;
        return low ? { ...verdict, fault: { ground: tiers.else } } : verdict;
      });
  if (!limit) return verdicts;
  const touched = limited(
    offer,
    verdicts.filter(({ fault }) => fault === null),
  );
  const fault: Unmet = { ground: limit.else, required: limit.units };
  return verdicts.map((verdict) => (verdict.fault || touched.get(verdict.line) ? verdict : { ...verdict, fault }));
}

/** Quantity of each line within the offer's limit: the dearest units first, for each value of the limit's fact. */
function limited({ limit }: Offer, verdicts: readonly Verdict[]): Map<SceneLine, number> {
  const lines = verdicts.map(({ line }) => line);
  const groups = Map.groupBy(lines, (line) => (limit?.per === undefined ? "" : String(line.facts[limit.per])));
  const touched = new Map<SceneLine, number>();
  for (const group of groups.values()) {
    const chosen = chooseUnits({ total: limit?.units ?? 1, pick: "dearest" }, group.map(unitLine));
    group.forEach((line, at) => touched.set(line, chosen[at] ?? 0));
  }
  return touched;
}

const unitLine = ({ unitPriceMinor, input }: SceneLine) => ({ unitPriceMinor, qtyMilli: input.qtyMilli });

function unitsOf(offer: Offer, verdicts: readonly Verdict[], stage: Stage): { touched: number[]; used?: number[] } {
  const { units } = offer.give;
  if (offer.limit) {
    const within = limited(offer, verdicts);
    return { touched: verdicts.map(({ line }) => within.get(line) ?? 0) };
  }
  if (!units?.buy)
    return {
      touched: chooseUnits(
        units,
        verdicts.map(({ line }) => unitLine(line)),
      ),
    };
  const { lines } = stage;
  const got = new Set(verdicts.map(({ line }) => line));
  const buyLines = units.buy.lines;
  const { touched, used } = buyAndGet(units, lines.map(unitLine), {
    free: lines.map(({ index, input }) => input.qtyMilli - (stage.used[index] ?? 0)),
    buys: lines.map((line) => !buyLines || unmet(buyLines, sightOf(stage, line)) === null),
    gets: lines.map((line) => got.has(line)),
  });
  const usedByIndex = stage.used.map((before, index) => {
    return before + (used[lines.findIndex((line) => line.index === index)] ?? 0);
  });
  return { touched: verdicts.map(({ line }) => touched[lines.indexOf(line)] ?? 0), used: usedByIndex };
}

/** The highest step that the base, or the line's own price, reaches. */
function stepOf({ give: { tiers } }: Offer, line: SceneLine, { scene, left, of }: Stage) {
  const reached = tiers?.base === undefined ? (of[line.index] ?? 0) : baseOf(scene, tiers.base, left);
  return tiers?.rows.findLast(({ from }) => reached >= from);
}

function targetOf(
  offer: Offer,
  { line, value, touchedMilli }: Verdict & { readonly touchedMilli: number },
  stage: Stage,
): Target {
  const { left, of } = stage;
  const { index, grossMinor, input } = line;
  const { qtyMilli } = input;
  const { tiers, amountMinor = 0, units } = offer.give;
  const step = stepOf(offer, line, stage);
  const touched = { qtyMilli, touchedMilli };
  const open = Math.max(0, line.mostMinor - (grossMinor - (left[index] ?? 0)));
  // Units that no other offer has counted still have their full price.
  const fresh = units?.buy !== undefined;
  return {
    ...touched,
    ofMinor: fresh ? grossMinor : (of[index] ?? 0),
    mostMinor: fresh ? Math.min(open, partOf(touched, grossMinor)) : partOf(touched, open),
    rateBp: tiers ? (step?.percentBp ?? 0) : value,
    amountMinor: tiers ? (step?.amountMinor ?? 0) : amountMinor,
  };
}
