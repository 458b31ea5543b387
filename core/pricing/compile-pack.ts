import { namesIn, type Condition } from "../offer/index.ts";
import type { Offer, Pack } from "../programme/index.ts";

/** An offer with what can be known of it before any receipt. */
export type Rule = {
  readonly offer: Offer;
  /** A fact of the line that must hold one of these values: lines without one need not be looked at. */
  readonly selector: { readonly fact: string; readonly values: readonly string[] } | null;
  /** The conditions in their order; `general`: the answer is the same for every line. */
  readonly when: readonly { readonly condition: Condition; readonly general: boolean }[];
  /** Earlier discounts cannot change what the offer is about. */
  readonly steady: boolean;
};

export type CompiledPack = { readonly pack: Pack; readonly rules: ReadonlyMap<string, Rule> };

const compiled = new WeakMap<Pack, CompiledPack>();

/** A pack prepared for pricing, once: cost then grows with the rules that can match, not with all of them. */
export function compilePack(pack: Pack): CompiledPack {
  const known = compiled.get(pack);
  if (known) return known;
  const made = { pack, rules: new Map(pack.offers.map((offer) => [offer.id, ruleOf(pack, offer)])) };
  compiled.set(pack, made);
  return made;
}

function ruleOf(pack: Pack, offer: Offer): Rule {
  const { lines, when = [], give } = offer;
  const all = [...(lines ? [lines] : []), ...when];
  const bases = [
    ...all.flatMap((one) => namesIn(one).bases),
    ...(give.tiers?.base === undefined ? [] : [give.tiers.base]),
  ];
  return {
    offer,
    selector: lines && lines.else === undefined ? selectorOf(pack, lines) : null,
    when: when.map((condition) => ({ condition, general: isGeneral(pack, condition) })),
    steady: !bases.some((name) => pack.bases[name]?.stage === "after-discount"),
  };
}

/** Facts of a line are named `line.…`, those of a blank `blank.…`; everything else is the same for all lines. */
export function isGeneral(pack: Pack, condition: Condition): boolean {
  const { facts, bases } = namesIn(condition);
  const ofLine = facts.some((name) => name.startsWith("line.") || name.startsWith("blank."));
  return !ofLine && !bases.some((name) => pack.bases[name]?.stage === "after-discount");
}

function selectorOf(pack: Pack, lines: Condition): Rule["selector"] {
  for (const { fact, is, in: among, has } of [lines, ...(lines.all ?? [])]) {
    if (fact === undefined || !fact.startsWith("line.")) continue;
    const wanted = is ?? among ?? has;
    const named = wanted !== null && typeof wanted === "object" && "set" in wanted ? pack.sets[wanted.set] : wanted;
    if (Array.isArray(named)) return { fact, values: named.map(String) };
    if (typeof named === "string") return { fact, values: [named] };
  }
  return null;
}
