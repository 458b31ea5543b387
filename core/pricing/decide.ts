import type { Minor } from "../money/index.ts";
import type { Offer } from "../programme/index.ts";
import { applyOffer, openingStage, verdictsOf, type Take } from "./apply-offer.ts";
import { firstUnmet, isInForce, refusalOf, type Verdict } from "./judge.ts";
import type { Decision } from "./priced-basket.ts";
import { sentence, type Scene, type SceneLine } from "./scene.ts";

type Result = { readonly takes: readonly Take[]; readonly left: readonly Minor[] };

/** What became of every offer on every line it is about; what concerns no line is said once, with `line` null. */
export function decideOffers(scene: Scene, result: Result): Decision[] {
  return scene.pack.offers.flatMap((offer) => {
    if (!isInForce(offer, scene)) return [general(scene, offer, "NOT_IN_FORCE", scene.pack.explain.notInForce)];
    const opening = openingStage(scene);
    const verdicts = verdictsOf(offer, { ...opening, left: result.left });
    const excluded = scene.lines.filter(({ exclusion, blank }) => exclusion && !blank);
    const decided = [
      ...verdicts.map((verdict) => decide(scene, offer, verdict, result)),
      ...excluded.map((line) => ({ line, decision: exclusionOf(scene, offer, line) })),
    ].toSorted((a, b) => a.line.index - b.line.index);
    if (decided.length === 0) return [nowhere(scene, offer, result.left)];
    return decided.map(({ decision }) => decision);
  });
}

function general(scene: Scene, { id: rule, clause }: Offer, code: string, message: string): Decision {
  return { rule, line: null, outcome: "refused", code, clause, message: sentence(scene.pack, message, { clause }) };
}

/** No line is the offer's business: a condition on the whole receipt that fails says more. */
function nowhere(scene: Scene, offer: Offer, left: readonly Minor[]): Decision {
  const fault = firstUnmet(scene, offer.when, { line: null, left });
  if (!fault) return general(scene, offer, "NO_MATCHING_LINE", scene.pack.explain.notInForce);
  return { rule: offer.id, line: null, outcome: "refused", ...refusalOf(scene.pack, fault, { clause: offer.clause }) };
}

/** What became of the rules that replace shelf prices. */
export function decidePrices(scene: Scene): Decision[] {
  return (scene.pack.prices ?? []).map((price) => {
    const { id: rule, clause, message } = price;
    const fault = firstUnmet(scene, price.when, { line: null, left: scene.shelf });
    if (fault) return { rule, line: null, outcome: "refused", ...refusalOf(scene.pack, fault, { clause }) };
    const said = sentence(scene.pack, message, { clause });
    return { rule, line: null, outcome: "applied", code: "APPLIED", clause, message: said };
  });
}

function exclusionOf(scene: Scene, offer: Offer, line: SceneLine): Decision {
  const { code, clause, message } = line.exclusion ?? { code: "", clause: offer.clause, message: "" };
  const said = sentence(scene.pack, message, { clause }, (name) => line.facts[name]);
  return { ...about(offer, line, offer.give.percentBp ?? 0), outcome: "refused", code, clause, message: said };
}

function about(offer: Offer, line: SceneLine, rateBp: number) {
  return { rule: offer.id, line: line.input.id, ...(rateBp > 0 ? { rateBp } : {}) };
}

function decide(
  scene: Scene,
  offer: Offer,
  verdict: Verdict,
  { takes }: Result,
): { line: SceneLine; decision: Decision } {
  const { line, fault, value } = verdict;
  const { pack } = scene;
  const { clause } = offer;
  const rateBp = offer.give.ordered === "sessions" ? 0 : value;
  const head = about(offer, line, rateBp);
  const mine = takes.find((take) => take.offer === offer && (take.line === line.index || take.line < 0));
  if (mine) {
    const { amountMinor } = mine;
    const message = sentence(pack, offer.message, {
      clause,
      rate: { bp: mine.rateBp },
      amount: { minor: amountMinor },
    });
    return { line, decision: { ...head, outcome: "applied", code: "APPLIED", clause, amountMinor, message } };
  }
  if (fault) {
    const refusal = refusalOf(pack, fault, { clause, rateBp });
    return { line, decision: { ...head, outcome: "refused", ...refusal } };
  }
  return { line, decision: { ...head, ...displaced(scene, offer, line, takes) } };
}

/** The offer could have applied: what won instead, and by how much; or nothing was left to take. */
function displaced(scene: Scene, offer: Offer, line: SceneLine, takes: readonly Take[]) {
  const { clause } = offer;
  const { explain } = scene.pack;
  const alone = applyOffer(offer, openingStage(scene)).takes.find((take) => take.line === line.index);
  const amountMinor = alone?.amountMinor ?? 0;
  const rivals = takes.filter((take) => take.line === line.index);
  const winner = rivals[0]?.offer ?? takes[0]?.offer;
  if (!winner) {
    const message = sentence(scene.pack, explain.nothingLeft, { clause });
    return { outcome: "refused" as const, code: "NOTHING_LEFT", clause, amountMinor, message };
  }
  const given = rivals.reduce((sum, take) => sum + take.amountMinor, 0);
  const message = sentence(scene.pack, explain.displaced, { clause: winner.clause });
  const by = { by: winner.id, differenceMinor: given - amountMinor };
  return { outcome: "displaced" as const, code: "DISPLACED", clause, amountMinor, ...by, message };
}
