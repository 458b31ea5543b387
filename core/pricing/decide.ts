import type { Minor } from "../money/index.ts";
import type { Unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import { applyOffer, openingStage, placeIn, type Gift } from "./apply-offer.ts";
import { firstUnmet, isInForce, verdictsOf, type Spot } from "./judge.ts";
import type { Rule } from "./compile-pack.ts";
import type { Decision, Ruling } from "./priced-basket.ts";
import type { Scene } from "./scene.ts";
import { offerText, refusalOf, sentence, spoken } from "./words.ts";

/** A receipt with its discounts settled. */
export type Settled = {
  readonly scene: Scene;
  readonly gifts: readonly Gift[];
  readonly left: readonly Minor[];
  /** What each rule met when its turn came, where that is not the receipt as it stood at first. */
  readonly met: ReadonlyMap<string, Spot>;
};

/** What became of every offer on every line it is about; what concerns no line is said once. */
export function decideOffers(settled: Settled): Ruling[] {
  const { scene, gifts: all, met } = settled;
  const opening = openingStage(scene);
  const given = Map.groupBy(all, ({ offer }) => offer);
  const excluded = excludedFrom(scene);
  const lose = loser(settled);
  return [...scene.rules.values()].flatMap((rule): Ruling[] => {
    const { offer } = rule;
    const spot = { ...(met.get(offer.id) ?? opening), only: null };
    if (!isInForce(offer, scene)) return [nowhere(scene, offer, null)];
    const gifts = given.get(offer) ?? [];
    // A gift beside the lines is given for all that the offer is about.
    const isBeside = gifts.some(({ lines }) => lines.length === 0);
    const others = verdictsOf(rule, spot).flatMap(({ lines, fault, value }): Ruling[] => {
      const open = withoutGiven(lines, gifts);
      if (open.length === 0) return [];
      if (isBeside) return [applied(scene, offer, { lines: open, value: 0 })];
      if (fault === null) return lose(rule, value, open);
      return [{ ...refused(scene, offer, { fault, value }), lines: open }];
    });
    const rulings = [
      ...gifts.flatMap((gift) => sharesOf(gift).map((share) => applied(scene, offer, share))),
      ...others,
      ...excluded.map((one) => ({ ...about(offer, offer.give.percentBp ?? 0), ...one })),
    ];
    return rulings.length > 0 ? rulings : [nowhere(scene, offer, firstUnmet(scene, offer.when, spot.left))];
  });
}

/** Rulings line by line, each rule's in the order of the receipt; `ids` name its lines. */
export function decisionsIn(rulings: readonly Ruling[], ids: readonly string[]): Decision[] {
  return [...Map.groupBy(rulings, ({ rule }) => rule).values()].flatMap((mine) => {
    const decisions = mine.flatMap((ruling) => written(ruling, ids));
    if (mine.length === 1) return decisions;
    // What is said of the whole receipt comes first.
    const places = mine.flatMap(({ lines }) => (lines.length === 0 ? [-1] : lines));
    const order = [...places.keys()].toSorted((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
    return order.flatMap((at) => decisions[at] ?? []);
  });
}

/** A ruling on each of its lines; with `only`, on that line of the receipt, if it is one of them. */
export function written(ruling: Ruling, ids: readonly string[], only?: number): Decision[] {
  const { lines } = ruling;
  const places = only === undefined ? [...lines.keys()] : [placeIn(lines, only)].filter((at) => at >= 0);
  if (places.length === 0 && (only !== undefined || lines.length > 0)) return [];
  const { lines: _, amountsMinor, differencesMinor, ...said } = ruling;
  if (lines.length === 0) return [{ ...said, line: null }];
  return places.map((at) => {
    const decision = { ...said, line: ids[lines[at] ?? -1] ?? null };
    if (!amountsMinor && !differencesMinor) return decision;
    const amount = amountsMinor ? { amountMinor: amountsMinor[at] ?? 0 } : {};
    const difference = differencesMinor ? { differenceMinor: differencesMinor[at] ?? 0 } : {};
    return { ...decision, ...amount, ...difference };
  });
}

function withoutGiven(lines: readonly number[], gifts: readonly Gift[]): readonly number[] {
  if (gifts.length === 0) return lines;
  if (gifts.some((gift) => gift.lines === lines)) return [];
  return lines.filter((line) => !gifts.some((gift) => placeIn(gift.lines, line) >= 0));
}

type Share = { readonly lines: readonly number[]; readonly value: number; readonly amountsMinor?: readonly Minor[] };

/** A gift's lines by the value given on them. */
function sharesOf({ lines, values, amountsMinor }: Gift): Share[] {
  const [value = 0] = values;
  if (lines.length === 0) return [];
  if (values.every((one) => one === value)) return [{ lines, value, amountsMinor }];
  return [...Map.groupBy(lines.keys(), (at) => values[at] ?? 0)].map(([own, places]) => ({
    lines: places.map((at) => lines[at] ?? 0),
    value: own,
    amountsMinor: places.map((at) => amountsMinor[at] ?? 0),
  }));
}

/** Said once: the offer is not in force, or no line is its business, or a condition on the whole receipt fails. */
function nowhere(scene: Scene, offer: Offer, fault: Unmet | null): Ruling {
  const { id: rule, clause } = offer;
  if (fault) return { rule, lines: [], outcome: "refused", ...refusalOf(scene.pack, fault, { clause }) };
  const code = isInForce(offer, scene) ? "NO_MATCHING_LINE" : "NOT_IN_FORCE";
  const message = sentence(scene.pack, scene.pack.explain.notInForce, { clause });
  return { rule, lines: [], outcome: "refused", code, clause, message };
}

/** What became of the rules that replace shelf prices. */
export function decidePrices(scene: Scene): Ruling[] {
  return (scene.pack.prices ?? []).map((price) => {
    const { id: rule, clause, message } = price;
    const fault = firstUnmet(scene, price.when, scene.shelf);
    if (fault) return { rule, lines: [], outcome: "refused", ...refusalOf(scene.pack, fault, { clause }) };
    const said = sentence(scene.pack, message, { clause });
    return { rule, lines: [], outcome: "applied", code: "APPLIED", clause, message: said };
  });
}

/** The lines that the programme leaves out, by what is said of them. */
function excludedFrom({ pack, lines }: Scene) {
  const said = lines.flatMap(({ exclusion, blank, facts, index }) => {
    return exclusion && !blank ? [{ index, refusal: spoken(pack, exclusion, (name) => facts[name]) }] : [];
  });
  const alike = Map.groupBy(said, ({ refusal: { code, clause, message } }) => `${code} ${clause} ${message.key}`);
  return [...alike.values()].flatMap((some) => {
    const places = some.map(({ index }) => index);
    return some.slice(0, 1).map(({ refusal }) => ({ ...refusal, outcome: "refused" as const, lines: places }));
  });
}

/** Numbers of sessions are no rates. */
const rateOf = ({ give }: Offer, value: number): number => (give.ordered === "sessions" ? 0 : value);

function about(offer: Offer, value: number) {
  const rateBp = rateOf(offer, value);
  return { rule: offer.id, ...(rateBp > 0 ? { rateBp } : {}) };
}

function applied({ pack }: Scene, offer: Offer, { lines, value, amountsMinor = lines.map(() => 0) }: Share): Ruling {
  const message = offerText(pack, offer, rateOf(offer, value));
  const { clause } = offer;
  return { ...about(offer, value), outcome: "applied", code: "APPLIED", clause, message, lines, amountsMinor };
}

function refused({ pack }: Scene, offer: Offer, { fault, value }: { fault: Unmet; value: number }) {
  const refusal = refusalOf(pack, fault, { clause: offer.clause, rateBp: rateOf(offer, value) });
  return { ...about(offer, value), outcome: "refused" as const, ...refusal };
}

/** Words lines on which an offer could have applied and did not: what won, and by how much. */
function loser({ scene, gifts, left }: Settled): (rule: Rule, value: number, lines: readonly number[]) => Ruling[] {
  const { pack, shelf } = scene;
  const winnerOn = (line: number) => gifts.find((gift) => placeIn(gift.lines, line) >= 0) ?? gifts[0];
  return (rule, value, open) => {
    const alone = applyOffer(rule, openingStage(scene)).gifts;
    const worthOn = (line: number) =>
      alone.reduce((sum, gift) => sum + (gift.amountsMinor[placeIn(gift.lines, line)] ?? 0), 0);
    return [...Map.groupBy(open, (line) => winnerOn(line)?.offer)].map(([winner, lines]): Ruling => {
      const amountsMinor = lines.map(worthOn);
      const { clause } = rule.offer;
      const head = { ...about(rule.offer, value), clause, lines, amountsMinor };
      if (!winner) {
        const message = sentence(pack, pack.explain.nothingLeft, { clause });
        return { ...head, outcome: "refused", code: "NOTHING_LEFT", message };
      }
      const message = sentence(pack, pack.explain.displaced, { clause: winner.clause });
      const differencesMinor = lines.map((line, at) => {
        return (shelf[line] ?? 0) - (left[line] ?? 0) - (amountsMinor[at] ?? 0);
      });
      return { ...head, outcome: "displaced", code: "DISPLACED", by: winner.id, differencesMinor, message };
    });
  };
}
