import { remembered } from "../kernel/index.ts";
import { namesIn, type Condition } from "../offer/index.ts";
import type { Offer, Pack } from "../programme/index.ts";

/** An offer with what can be known of it before any receipt. */
export type Rule = {
  readonly offer: Offer;
  /** Facts of a line that it looks at: lines with the same values get the same verdict. */
  readonly sees: readonly string[];
  /** The same as one name: rules with the same look share their groups of lines. */
  readonly look: string;
  /** A fact of the line that must hold one of these values: lines without one need not be looked at. */
  readonly selector: { readonly fact: string; readonly values: readonly string[] } | null;
  /** The conditions in their order; `general`: the answer is the same for every line. */
  readonly when: readonly { readonly condition: Condition; readonly general: boolean }[];
  /** Earlier discounts cannot change what the offer is about. */
  readonly steady: boolean;
};

const compiled = new WeakMap<Pack, ReadonlyMap<string, Rule>>();

/** A pack's offers prepared for pricing, once: cost then grows with the rules that can match, not with all of them. */
export function compilePack(pack: Pack): ReadonlyMap<string, Rule> {
  return remembered(compiled, pack, () => new Map(pack.offers.map((offer) => [offer.id, ruleOf(pack, offer)])));
}

function ruleOf(pack: Pack, offer: Offer): Rule {
  const { lines, when = [], give, order } = offer;
  const names = [lines, order?.fits, ...when].flatMap((one) => (one ? [namesIn(one)] : []));
  const { tiers } = give;
  const bases = [...names.flatMap((one) => one.bases), ...(tiers?.base === undefined ? [] : [tiers.base])];
  const sees = [...new Set(names.flatMap(({ facts }) => facts).filter(isOfLine))].toSorted();
  return {
    offer,
    sees,
    look: sees.join(),
    selector: lines && lines.else === undefined ? selectorOf(pack, lines) : null,
    when: when.map((condition) => ({ condition, general: isGeneral(pack, condition) })),
    // Steps without a base look at what each line costs by now.
    steady: !(tiers && tiers.base === undefined) && !bases.some((name) => isMoving(pack, name)),
  };
}

/** Facts of a line are named `line.…`, those of a blank `blank.…`; everything else is the same for all lines. */
function isOfLine(fact: string): boolean {
  return fact.startsWith("line.") || fact.startsWith("blank.");
}

/** Whether discounts change the figure: it is of what is left, or counts lines by such a figure. */
export function isMoving({ bases }: Pick<Pack, "bases">, name: string): boolean {
  const { stage, measure, where } = bases[name] ?? {};
  if (stage === "after-discount" || measure === "discount") return true;
  return where !== undefined && namesIn(where).bases.some((one) => isMoving({ bases }, one));
}

function isGeneral(pack: Pack, condition: Condition): boolean {
  const { facts, bases } = namesIn(condition);
  return !facts.some(isOfLine) && !bases.some((name) => isMoving(pack, name));
}

function selectorOf(pack: Pack, lines: Condition): Rule["selector"] {
  for (const { fact, is, in: among, has } of [lines, ...(lines.all ?? [])]) {
    if (fact === undefined || !isOfLine(fact)) continue;
    const wanted = is ?? among ?? has;
    const named = wanted !== null && typeof wanted === "object" && "set" in wanted ? pack.sets[wanted.set] : wanted;
    if (Array.isArray(named)) return { fact, values: named.map(String) };
    if (typeof named === "string") return { fact, values: [named] };
  }
  return null;
}
