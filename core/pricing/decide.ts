import type { Minor } from "../money/index.ts";
import type { Unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import { applyOffer, openingStage, verdictsOf, type Take } from "./apply-offer.ts";
import { firstUnmet, isInForce, refusalOf, type Verdict } from "./judge.ts";
import type { Rule } from "./compile-pack.ts";
import type { Decision } from "./priced-basket.ts";
import { keyFor, offerText, sentence, type Scene, type SceneLine } from "./scene.ts";

type Result = { readonly takes: readonly Take[]; readonly left: readonly Minor[] };

/** What became of every offer on every line it is about; what concerns no line is said once, with `line` null. */
export function decideOffers(scene: Scene, { takes, left }: Result): Decision[] {
  const byOffer = Map.groupBy(takes, ({ offer }) => offer);
  const byLine = Map.groupBy(takes, ({ line }) => line);
  const excluded = scene.lines.filter(({ exclusion, blank }) => exclusion && !blank);
  const stage = { ...openingStage(scene), left };
  return [...scene.rules.values()].flatMap((rule) => {
    const { offer } = rule;
    if (!isInForce(offer, scene)) return [general(scene, offer, "NOT_IN_FORCE")];
    const say = speaker(scene, rule, { mine: byOffer.get(offer) ?? [], byLine, first: takes[0] });
    const verdicts = verdictsOf(rule, stage);
    const decided = [
      ...verdicts.map((verdict) => ({ line: verdict.line, decision: say(verdict) })),
      ...excluded.map((line) => ({ line, decision: exclusionOf(scene, offer, line) })),
    ];
    if (decided.length === 0) return [nowhere(scene, offer, left)];
    if (excluded.length > 0) decided.sort((a, b) => a.line.index - b.line.index);
    return decided.map(({ decision }) => decision);
  });
}

function general(scene: Scene, { id: rule, clause }: Offer, code: string): Decision {
  const message = sentence(scene.pack, scene.pack.explain.notInForce, { clause });
  return { rule, line: null, outcome: "refused", code, clause, message };
}

/** No line is the offer's business: a condition on the whole receipt that fails says more. */
function nowhere(scene: Scene, offer: Offer, left: readonly Minor[]): Decision {
  const fault = firstUnmet(scene, offer.when, left);
  if (!fault) return general(scene, offer, "NO_MATCHING_LINE");
  return { rule: offer.id, line: null, outcome: "refused", ...refusalOf(scene.pack, fault, { clause: offer.clause }) };
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

function exclusionOf(scene: Scene, offer: Offer, line: SceneLine): Decision {
  const { code, clause, message } = line.exclusion ?? { code: "", clause: offer.clause, message: "" };
  const said = sentence(
    scene.pack,
    keyFor(scene.pack, message, (name) => line.facts[name]),
    { clause },
  );
  return { ...about(offer, line, offer.give.percentBp ?? 0), outcome: "refused", code, clause, message: said };
}

function about(offer: Offer, line: SceneLine, rateBp: number) {
  return { rule: offer.id, line: line.input.id, ...(rateBp > 0 ? { rateBp } : {}) };
}

/** Words each verdict of one offer: texts and what the offer would give alone are worked out once. */
function speaker(scene: Scene, rule: Rule, takes: Taken): (verdict: Verdict) => Decision {
  const { offer } = rule;
  const { clause } = offer;
  const { pack } = scene;
  const given = new Map(takes.mine.map((take) => [take.line, take]));
  const refusals = new Map<Unmet, ReturnType<typeof refusalOf>>();
  const lose = loser(scene, rule, takes);

  return ({ line, fault, value }) => {
    const rateBp = offer.give.ordered === "sessions" ? 0 : value;
    const head = about(offer, line, rateBp);
    const take = given.get(line.index) ?? given.get(-1);
    if (take) {
      const message = offerText(scene, offer, take.rateBp);
      return { ...head, outcome: "applied", code: "APPLIED", clause, amountMinor: take.amountMinor, message };
    }
    if (!fault) return { ...head, ...lose(line) };
    const refusal = refusals.get(fault) ?? refusalOf(pack, fault, { clause, rateBp });
    refusals.set(fault, refusal);
    return { ...head, outcome: "refused", ...refusal };
  };
}

type Taken = {
  readonly mine: readonly Take[];
  readonly byLine: ReadonlyMap<number, readonly Take[]>;
  readonly first: Take | undefined;
};

/** Words a line on which the offer could have applied and did not: what won, and by how much. */
function loser(scene: Scene, rule: Rule, { byLine, first }: Taken) {
  const { clause } = rule.offer;
  const { pack } = scene;
  let alone: ReadonlyMap<number, Minor> | null = null;
  return ({ index }: SceneLine): Omit<Decision, "rule" | "line"> => {
    alone ??= new Map(applyOffer(rule, openingStage(scene)).takes.map((take) => [take.line, take.amountMinor]));
    const amountMinor = alone.get(index) ?? 0;
    const rivals = byLine.get(index) ?? [];
    const winner = (rivals[0] ?? first)?.offer;
    if (!winner) {
      const message = sentence(pack, pack.explain.nothingLeft, { clause });
      return { outcome: "refused", code: "NOTHING_LEFT", clause, amountMinor, message };
    }
    const differenceMinor = rivals.reduce((sum, take) => sum + take.amountMinor, 0) - amountMinor;
    const message = sentence(pack, pack.explain.displaced, { clause: winner.clause });
    return { outcome: "displaced", code: "DISPLACED", clause, amountMinor, by: winner.id, differenceMinor, message };
  };
}
