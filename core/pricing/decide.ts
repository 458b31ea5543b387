import type { Minor } from "../money/index.ts";
import type { Offer } from "../programme/index.ts";
import { applyOffer, openingStage, type Gift } from "./apply-offer.ts";
import { firstUnmet, isInForce, refusalOf, verdictsOf } from "./judge.ts";
import type { Rule } from "./compile-pack.ts";
import type { Decision } from "./priced-basket.ts";
import { keyFor, offerText, sentence, type Scene, type SceneLine, type Verdict } from "./scene.ts";

/** A receipt with its discounts settled. */
export type Settled = { readonly scene: Scene; readonly gifts: readonly Gift[]; readonly left: readonly Minor[] };

/** What became of every offer on every line it is about; what concerns no line is said once, with `line` null. */
export function decideOffers(settled: Settled): Decision[] {
  const { scene, gifts, left } = settled;
  const byOffer = Map.groupBy(gifts, ({ offer }) => offer);
  const excluded = scene.lines.filter(({ exclusion, blank }) => exclusion && !blank);
  const place = new Map(scene.lines.map(({ input, index }) => [input.id, index]));
  const at = ({ line }: Decision) => place.get(line ?? "") ?? -1;
  const lose = loser(settled);
  return [...scene.rules.values()].flatMap((rule) => {
    const { offer } = rule;
    if (!isInForce(offer, scene)) return [general(scene, offer, "NOT_IN_FORCE")];
    const mine = byOffer.get(offer) ?? [];
    const isGiven = new Uint8Array(scene.lines.length);
    for (const { lines } of mine) for (const line of lines) isGiven[line] = 1;
    const verdicts = verdictsOf(rule, { ...openingStage(scene), left });
    // A gift beside the lines is given for all that the offer is about.
    const isBeside = mine.some(({ lines }) => lines.length === 0);
    const parts = [
      ...mine.map((gift) => applied(scene, gift)),
      ...verdicts.map((verdict): Decision[] => {
        const lines = verdict.lines.filter((line) => isGiven[line] === 0);
        if (isBeside) return applied(scene, { offer, lines, values: [], amountsMinor: [] });
        return verdict.fault
          ? refused(scene, rule, { ...verdict, lines })
          : lines.map((line) => lose(rule, verdict, line));
      }),
      excluded.map((line) => exclusionOf(scene, offer, line)),
    ].filter((part) => part.length > 0);
    const [first, ...others] = parts;
    if (!first) return [nowhere(scene, offer, left)];
    return others.length === 0 ? first : parts.flat().sort((a, b) => at(a) - at(b));
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

function exclusionOf({ pack }: Scene, offer: Offer, line: SceneLine): Decision {
  const { code, clause, message } = line.exclusion ?? { code: "", clause: offer.clause, message: "" };
  const key = keyFor(pack, message, (name) => line.facts[name]);
  const said = sentence(pack, key, { clause });
  return {
    ...about(offer, offer.give.percentBp ?? 0),
    line: line.input.id,
    outcome: "refused",
    code,
    clause,
    message: said,
  };
}

function about({ id, give }: Offer, rateBp: number) {
  return { rule: id, line: "", ...(rateBp > 0 && give.ordered !== "sessions" ? { rateBp } : {}) };
}

const idOf = ({ lines }: Scene, line: number): string => lines[line]?.input.id ?? "";

function applied(scene: Scene, { offer, lines, values, amountsMinor }: Gift): Decision[] {
  const said = (rateBp: number): Decision => ({
    ...about(offer, rateBp),
    outcome: "applied",
    code: "APPLIED",
    clause: offer.clause,
    amountMinor: 0,
    message: offerText(scene.pack, offer, offer.give.ordered === "sessions" ? 0 : rateBp),
  });
  let rateBp = values[0] ?? 0;
  let like = said(rateBp);
  return lines.map((line, at) => {
    if (values[at] !== undefined && values[at] !== rateBp) like = said((rateBp = values[at]));
    return { ...like, line: idOf(scene, line), amountMinor: amountsMinor[at] ?? 0 };
  });
}

function refused(scene: Scene, { offer }: Rule, { lines, fault, value }: Verdict): Decision[] {
  const rate = offer.give.ordered === "sessions" ? {} : { rateBp: value };
  const refusal = refusalOf(scene.pack, fault ?? {}, { clause: offer.clause, ...rate });
  const like: Decision = { ...about(offer, value), outcome: "refused", ...refusal };
  return lines.map((line) => ({ ...like, line: idOf(scene, line) }));
}

/** Words a line on which an offer could have applied and did not: what won, and by how much. */
function loser({ scene, gifts, left }: Settled): (rule: Rule, verdict: Verdict, line: number) => Decision {
  const { pack, shelf } = scene;
  const winners = new Map<number, Offer>();
  for (const { offer, lines } of gifts) for (const line of lines) if (!winners.has(line)) winners.set(line, offer);
  const alone = new Map<Rule, ReadonlyMap<number, Minor>>();
  const worth = (rule: Rule): ReadonlyMap<number, Minor> => {
    const { gifts: own } = applyOffer(rule, openingStage(scene));
    return new Map(own.flatMap((gift) => gift.lines.map((line, at) => [line, gift.amountsMinor[at] ?? 0] as const)));
  };
  return (rule, { value }, line) => {
    const amounts = alone.get(rule) ?? worth(rule);
    alone.set(rule, amounts);
    const { clause } = rule.offer;
    const amountMinor = amounts.get(line) ?? 0;
    const head = { ...about(rule.offer, value), line: idOf(scene, line), clause, amountMinor };
    const winner = winners.get(line) ?? gifts[0]?.offer;
    if (!winner) {
      return {
        ...head,
        outcome: "refused",
        code: "NOTHING_LEFT",
        message: sentence(pack, pack.explain.nothingLeft, { clause }),
      };
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
  const { pack } = scene;
  return [...scene.rules.values()].flatMap((rule) => {
    const { offer } = rule;
    if (!isInForce(offer, scene)) return [];
    const found = verdictsOf(rule, { ...openingStage(scene), left }).find(({ fault }) => fault?.base !== undefined);
    if (!found?.fault) return [];
    return shortfallOf({
      ...about(offer, found.value),
      ...refusalOf(pack, found.fault, { clause: offer.clause, rateBp: found.value }),
    });
  });
}

/** A refusal as a shortfall, where it is one. */
export function shortfallOf({
  rule,
  clause,
  base,
  actual,
  required,
  message,
  rateBp,
}: Omit<Decision, "line" | "outcome" | "code">): Shortfall[] {
  if (base === undefined || typeof actual !== "number" || typeof required !== "number") return [];
  return [{ rule, clause, base, actual, required, message, ...(rateBp === undefined ? {} : { rateBp }) }];
}
