import type { Minor } from "../money/index.ts";
import type { Unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import { applyOffer, openingStage, placeIn, type Gift } from "./apply-offer.ts";
import { firstUnmet, isInForce, refusalOf, verdictsOf, type Spot } from "./judge.ts";
import type { Rule } from "./compile-pack.ts";
import type { Decision } from "./priced-basket.ts";
import { keyFor, offerText, sentence, type Scene, type SceneLine } from "./scene.ts";

/** A receipt with its discounts settled. */
export type Settled = { readonly scene: Scene; readonly gifts: readonly Gift[]; readonly left: readonly Minor[] };

/**
 * What became of every offer on every line it is about; what concerns no line is said once, with `line` null. With
 * `only`, what concerns that line and nothing else.
 */
export function decideOffers(settled: Settled, only?: number): Decision[] {
  const { scene, gifts, left } = settled;
  const place = new Map(scene.lines.map(({ input, index }) => [input.id, index]));
  const question: Question = {
    scene,
    spot: { ...openingStage(scene), left },
    given: Map.groupBy(gifts, ({ offer }) => offer),
    excluded: scene.lines.filter(({ exclusion, blank, index }) => {
      return exclusion && !blank && (only === undefined || only === index);
    }),
    lose: loser(settled),
    asked: (lines) => (only === undefined ? lines : placeIn(lines, only) < 0 ? [] : [only]),
    placeOf: ({ line }) => place.get(line ?? "") ?? -1,
  };
  const decisions: Decision[] = [];
  for (const rule of scene.rules.values()) {
    const before = decisions.length;
    decideOffer(rule, question, decisions);
    if (decisions.length === before && only === undefined) decisions.push(nowhere(scene, rule, left));
  }
  return decisions;
}

type Question = {
  readonly scene: Scene;
  readonly spot: Spot;
  readonly given: ReadonlyMap<Offer, readonly Gift[]>;
  readonly excluded: readonly SceneLine[];
  readonly lose: ReturnType<typeof loser>;
  /** Those of the lines that are asked about. */
  asked(lines: readonly number[]): readonly number[];
  placeOf(decision: Decision): number;
};

/** Adds what one offer comes to, in the order of the lines. There are many: each is copied from one that is alike. */
function decideOffer(rule: Rule, question: Question, decisions: Decision[]): void {
  const { scene, spot, excluded, lose, asked, placeOf } = question;
  const { offer } = rule;
  if (!isInForce(offer, scene)) return;
  const idOf = (line: number) => scene.lines[line]?.input.id ?? "";
  const before = decisions.length;
  const gifts = question.given.get(offer) ?? [];
  const isGiven = new Uint8Array(gifts.length === 0 ? 0 : scene.lines.length);
  for (const { lines, values, amountsMinor } of gifts) {
    let [rate = 0] = values;
    let like = applied(scene, offer, rate);
    const mine = asked(lines);
    const first = mine === lines ? 0 : placeIn(lines, mine[0] ?? -1);
    for (const [nth, line] of mine.entries()) {
      const at = first + nth;
      isGiven[line] = 1;
      if (values[at] !== rate) like = applied(scene, offer, (rate = values[at] ?? 0));
      decisions.push({ ...like, line: idOf(line), amountMinor: amountsMinor[at] ?? 0 });
    }
  }
  // A gift beside the lines is given for all that the offer is about.
  const beside = gifts.some(({ lines }) => lines.length === 0) ? applied(scene, offer, 0) : null;
  const verdicts = verdictsOf(rule, spot);
  for (const { lines, fault, value } of verdicts) {
    const like = beside ?? (fault ? refused(scene, offer, { fault, value }) : null);
    for (const line of asked(lines)) {
      if (isGiven[line] === 1) continue;
      decisions.push(like ? { ...like, line: idOf(line) } : lose(rule, value, line));
    }
  }
  for (const line of excluded) decisions.push(exclusionOf(scene, offer, line));
  if (gifts.length + verdicts.length + excluded.length < 2) return;
  const mixed = decisions.splice(before).toSorted((a, b) => placeOf(a) - placeOf(b));
  for (const decision of mixed) decisions.push(decision);
}

/** Said once: the offer is not in force, or no line is its business, or a condition on the whole receipt fails. */
function nowhere(scene: Scene, { offer }: Rule, left: readonly Minor[]): Decision {
  const { id: rule, clause } = offer;
  const open = isInForce(offer, scene);
  const fault = open ? firstUnmet(scene, offer.when, left) : null;
  if (fault) return { rule, line: null, outcome: "refused", ...refusalOf(scene.pack, fault, { clause }) };
  const message = sentence(scene.pack, scene.pack.explain.notInForce, { clause });
  return { rule, line: null, outcome: "refused", code: open ? "NO_MATCHING_LINE" : "NOT_IN_FORCE", clause, message };
}

/** What became of the rules that replace shelf prices. */
export function decidePrices(scene: Scene): Decision[] {
  return (scene.pack.prices ?? []).map((price) => {
    const { id: rule, clause, message } = price;
    const fault = firstUnmet(scene, price.when, scene.shelf);
    if (fault) return { rule, line: null, outcome: "refused", ...refusalOf(scene.pack, fault, { clause }) };
    const said = sentence(scene.pack, message, { clause });
    return { rule, line: null, outcome: "applied", code: "APPLIED", clause, message: said };
  });
}

function exclusionOf({ pack }: Scene, offer: Offer, { exclusion, facts, input }: SceneLine): Decision {
  const { code, clause, message } = exclusion ?? { code: "", clause: offer.clause, message: "" };
  const key = keyFor(pack, message, (name) => facts[name]);
  const said = { code, clause, message: sentence(pack, key, { clause }) };
  return { ...about(offer, offer.give.percentBp ?? 0), line: input.id, outcome: "refused", ...said };
}

/** Numbers of sessions are no rates. */
const rateOf = ({ give }: Offer, value: number): number => (give.ordered === "sessions" ? 0 : value);

function about(offer: Offer, value: number) {
  const rateBp = rateOf(offer, value);
  return { rule: offer.id, line: "", ...(rateBp > 0 ? { rateBp } : {}) };
}

function applied({ pack }: Scene, offer: Offer, value: number): Decision {
  const message = offerText(pack, offer, rateOf(offer, value));
  const { clause } = offer;
  return { ...about(offer, value), outcome: "applied", code: "APPLIED", clause, amountMinor: 0, message };
}

function refused({ pack }: Scene, offer: Offer, { fault, value }: { fault: Unmet; value: number }): Decision {
  const refusal = refusalOf(pack, fault, { clause: offer.clause, rateBp: rateOf(offer, value) });
  return { ...about(offer, value), outcome: "refused", ...refusal };
}

/** Words a line on which an offer could have applied and did not: what won, and by how much. */
function loser({ scene, gifts, left }: Settled): (rule: Rule, value: number, line: number) => Decision {
  const { pack, shelf, lines } = scene;
  const winners = new Map<number, Offer | undefined>();
  const alone = new Map<Rule, ReadonlyMap<number, Minor>>();
  const worthOf = (rule: Rule): ReadonlyMap<number, Minor> => {
    const { gifts: own } = applyOffer(rule, openingStage(scene));
    return new Map(own.flatMap((gift) => gift.lines.map((line, at) => [line, gift.amountsMinor[at] ?? 0] as const)));
  };
  return (rule, value, line) => {
    const worth = alone.get(rule) ?? worthOf(rule);
    alone.set(rule, worth);
    const { clause } = rule.offer;
    const amountMinor = worth.get(line) ?? 0;
    const head = { ...about(rule.offer, value), line: lines[line]?.input.id ?? "", clause, amountMinor };
    const winner = winners.get(line) ?? (gifts.find((gift) => placeIn(gift.lines, line) >= 0) ?? gifts[0])?.offer;
    winners.set(line, winner);
    if (!winner) {
      const message = sentence(pack, pack.explain.nothingLeft, { clause });
      return { ...head, outcome: "refused", code: "NOTHING_LEFT", message };
    }
    const differenceMinor = (shelf[line] ?? 0) - (left[line] ?? 0) - amountMinor;
    const message = sentence(pack, pack.explain.displaced, { clause: winner.clause });
    return { ...head, outcome: "displaced", code: "DISPLACED", by: winner.id, differenceMinor, message };
  };
}

/** A rule that only a sum keeps away. */
export type Shortfall = Required<Pick<Decision, "rule" | "clause" | "base" | "message">> & {
  readonly actual: number;
  readonly required: number;
  readonly rateBp?: number;
};

/** Rules that a sum keeps away, each once. */
export function shortfallsOf({ scene, left }: Settled): Shortfall[] {
  const spot = { ...openingStage(scene), left };
  return [...scene.rules.values()].flatMap((rule) => {
    if (!isInForce(rule.offer, scene)) return [];
    const { fault, value = 0 } = verdictsOf(rule, spot).find((one) => one.fault?.base !== undefined) ?? {};
    return fault ? shortfallOf(refused(scene, rule.offer, { fault, value })) : [];
  });
}

/** A refusal as a shortfall, where it is one. */
export function shortfallOf({ rule, clause, base, actual, required, message, rateBp }: Decision): Shortfall[] {
  if (base === undefined || typeof actual !== "number" || typeof required !== "number") return [];
  return [{ rule, clause, base, actual, required, message, ...(rateBp === undefined ? {} : { rateBp }) }];
}
