import type { Minor } from "../money/index.ts";
import { unmet } from "../offer/index.ts";
import type { Offer } from "../programme/index.ts";
import { firstUnmet, isInForce, refusalOf } from "./judge.ts";
import type { Decision } from "./priced-basket.ts";
import { sentence, type Scene, type SceneLine } from "./scene.ts";
import { offerAlone, type Take } from "./stack.ts";

type Result = { readonly takes: readonly Take[]; readonly left: readonly Minor[] };

/** What became of every offer on every line of goods it looks at; an offer that is not in force is said once. */
export function decideOffers(scene: Scene, served: boolean, result: Result): Decision[] {
  return scene.pack.offers.flatMap((offer) => {
    const { id: rule, clause } = offer;
    if (!isInForce(offer, scene)) {
      const message = sentence(scene.pack, scene.pack.explain.notInForce, { clause });
      return [{ rule, line: null, outcome: "refused", code: "NOT_IN_FORCE", clause, message } satisfies Decision];
    }
    const alone = new Map(offerAlone(scene, served, offer).takes.map((take) => [take.line, take.amountMinor]));
    const goods = scene.lines.filter(({ blank }) => !blank);
    return goods.flatMap((line) => decide(scene, { offer, line, served, alone: alone.get(line.index), result }));
  });
}

function decide(
  scene: Scene,
  asked: { offer: Offer; line: SceneLine; served: boolean; alone: Minor | undefined; result: Result },
): Decision[] {
  const { offer, line, served, alone, result } = asked;
  const { pack } = scene;
  const rateBp = offer.give.percentBp;
  const about = { rule: offer.id, line: line.input.id, rateBp };
  if (line.exclusion) {
    const { code, clause, message } = line.exclusion;
    const said = sentence(pack, message, { clause }, (name) => line.facts[name]);
    return [{ ...about, outcome: "refused", code, clause, message: said }];
  }
  const sight = scene.sight(line, result.left);
  const uncovered = offer.lines ? unmet(offer.lines, sight) : null;
  if (uncovered && !uncovered.ground) return [];
  const fault = uncovered ?? firstUnmet(offer.when, scene, { line, left: scene.shelf, served });
  if (fault) return [{ ...about, outcome: "refused", ...refusalOf(pack, fault, { clause: offer.clause, rateBp }) }];
  const mine = result.takes.find((take) => take.line === line.index && take.offer.id === offer.id);
  if (mine) {
    const message = sentence(pack, offer.message, { clause: offer.clause, rate: { bp: rateBp } });
    const { amountMinor } = mine;
    return [{ ...about, outcome: "applied", code: "APPLIED", clause: offer.clause, amountMinor, message }];
  }
  const winners = result.takes.filter((take) => take.line === line.index);
  const winner = winners[0]?.offer ?? result.takes[0]?.offer ?? offer;
  const given = winners.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return [
    {
      ...about,
      outcome: "displaced",
      code: "DISPLACED",
      clause: offer.clause,
      amountMinor: alone ?? 0,
      by: winner.id,
      differenceMinor: given - (alone ?? 0),
      message: sentence(pack, pack.explain.displaced, { clause: winner.clause }),
    },
  ];
}
