import { remembered } from "../kernel/index.ts";
import { moreOf, type More } from "./more-of.ts";
import type { CountHint, Hint, PricingInput, Ruling } from "./priced-basket.ts";
import type { Scene } from "./scene.ts";
import { refusalOf } from "./words.ts";

/** What a hint must know of a priced receipt. */
export type Trial = {
  readonly grossMinor: number;
  readonly payableMinor: number;
  readonly discountMinor: number;
  /** Value of a base as the rule met it, or of a fact that is a number. */
  figure(name: string, rule: string): number;
  isApplied(rule: string): boolean;
};

type Question = {
  readonly scene: Scene;
  readonly rulings: readonly Ruling[];
  readonly now: Trial;
  reprice(changed: PricingInput): Trial;
};

/** Nearest steps that are told, of sums and of counts, and that are tried: each costs a pricing of the receipt. */
const maxHints = 3;
const maxSteps = 12;

/** How often what is missing may be corrected for the discount that the added goods get themselves. */
const maxTries = 20;

/** A figure, base or fact, that is all that keeps a rule or its next step away from the receipt as it is. */
type Shortfall = Pick<Ruling, "rule" | "clause" | "message" | "rateBp"> & {
  readonly of: string;
  readonly actual: number;
  readonly required: number;
  readonly missing: number;
  readonly more: More;
};

type Step = Shortfall & { readonly after: Trial };

/**
 * For every rule that only a figure keeps away, and every next step of a table: how much or how many must be added to
 * reach it, and what the receipt then saves. Each is proved by pricing the receipt with so much more. Nearest first.
 */
export function hintsFor(question: Question): {
  readonly hints: readonly Hint[];
  readonly counts: readonly CountHint[];
} {
  const { rulings, scene, now } = question;
  const ways = new Map<string, More | null>();
  const wayTo = (name: string) => remembered(ways, name, () => moreOf(scene, name));
  const all = [...rulings, ...nextSteps(question)].flatMap((ruling) => shortfallOf(ruling, wayTo));
  const short = [...Map.groupBy(all, ({ rule }) => rule).values()].flatMap(([first]) => first ?? []);
  const reach = (isSum: boolean) => {
    const near = nearest(short.filter(({ more }) => (more.by === "sum") === isSum)).slice(0, maxSteps);
    const steps: Step[] = [];
    for (const one of near) if (steps.length < maxHints) steps.push(...stepTo(one, question));
    return nearest(steps);
  };
  return {
    hints: reach(true).map(({ of, actual, required, missing, after, more: _, ...said }) => {
      const figures = { actualMinor: actual, requiredMinor: required, missingMinor: missing };
      return { ...said, base: of, ...figures, ...discounts(now, after) };
    }),
    counts: reach(false).flatMap(({ of, after, more: { by, line }, ...said }) => {
      const pays = { payableNowMinor: now.payableMinor, payableThenMinor: after.payableMinor };
      return by === "sum" ? [] : [{ ...said, counts: of, by, line, ...discounts(now, after), ...pays }];
    }),
  };
}

function discounts(now: Trial, then: Trial) {
  return { discountNowMinor: now.discountMinor, discountThenMinor: then.discountMinor };
}

function nearest<T extends Pick<Shortfall, "missing" | "rule">>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.missing - b.missing || (a.rule < b.rule ? -1 : 1));
}

function shortfallOf(ruling: Ruling, wayTo: (name: string) => More | null): Shortfall[] {
  const { rule, clause, message, rateBp, actual, required, base, fact } = ruling;
  const of = base ?? fact;
  if (of === undefined || typeof actual !== "number" || typeof required !== "number" || actual >= required) return [];
  const more = wayTo(of);
  const missing = required - actual;
  const rate = rateBp === undefined ? {} : { rateBp };
  return more ? [{ rule, clause, message, ...rate, of, actual, required, missing, more }] : [];
}

/** The steps that stand above those which rules have reached, be they displaced. */
function nextSteps({ scene: { pack, rules }, rulings, now }: Question): Ruling[] {
  const holding = new Set(rulings.flatMap(({ rule, outcome }) => (outcome === "refused" ? [] : [rule])));
  return [...rules.values()].flatMap(({ offer: { id: rule, clause, give } }) => {
    const { base, rows = [], else: ground } = give.tiers ?? {};
    if (base === undefined || ground === undefined || !holding.has(rule)) return [];
    const actual = now.figure(base, rule);
    const next = rows.find(({ from }) => from > actual);
    if (!next) return [];
    const rate = next.percentBp === undefined ? {} : { rateBp: next.percentBp };
    const said = refusalOf(pack, { ground, base, actual, required: next.from }, { clause, ...rate });
    return [{ rule, lines: [], outcome: "refused" as const, ...rate, ...said }];
  });
}

/** The shortfall with what is truly missing, where reaching it makes the rule apply and saves more. */
function stepTo(shortfall: Shortfall, { now, reprice }: Question): Step[] {
  const { rule, of, required, more, message } = shortfall;
  let { missing } = shortfall;
  for (let tries = 0; tries < maxTries; tries += 1) {
    const then = reprice(more.add(missing));
    const reached = then.figure(of, rule);
    if (reached < required) {
      missing += required - reached;
      continue;
    }
    const costs = then.grossMinor - now.grossMinor;
    if (!then.isApplied(rule) || then.payableMinor >= now.payableMinor + costs) return [];
    const told = more.by === "sum" ? { minor: missing } : { count: missing };
    const said = { ...message, params: { ...message.params, missing: told } };
    return [{ ...shortfall, missing, message: said, after: then }];
  }
  return [];
}
