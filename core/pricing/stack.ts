import { allocate, percentOf, type Minor } from "../money/index.ts";
import { unmet } from "../offer/index.ts";
import type { Group, Offer } from "../programme/index.ts";
import { firstUnmet, isInForce } from "./judge.ts";
import type { Scene, SceneLine } from "./scene.ts";

/** One offer's part in the price of one line. */
export type Take = {
  readonly offer: Offer;
  readonly line: number;
  readonly amountMinor: Minor;
  readonly rateBp: number;
};

export type Outcome = { readonly takes: readonly Take[]; readonly savedMinor: Minor };

/** Where a group is applied: the lines it may touch, what they cost by now, and the price percentages are taken of. */
type Stage = {
  readonly scene: Scene;
  readonly served: boolean;
  readonly lines: readonly SceneLine[];
  readonly left: readonly Minor[];
  readonly of: readonly Minor[];
};

const nothing: Outcome = { takes: [], savedMinor: 0 };

/** What the pack's offers come to on this receipt, combined as its stacking tree says. */
export function stackOffers(scene: Scene, served: boolean): Outcome {
  return applyMember(scene.pack.stacking, {
    scene,
    served,
    lines: scene.eligible,
    left: scene.shelf,
    of: scene.shelf,
  });
}

/** What one offer would give alone. */
export function offerAlone(scene: Scene, served: boolean, offer: Offer): Outcome {
  return applyOffer(offer, { scene, served, lines: scene.eligible, left: scene.shelf, of: scene.shelf });
}

function applyMember(member: string | Group, stage: Stage): Outcome {
  if (typeof member === "string") {
    const offer = stage.scene.pack.offers.find(({ id }) => id === member);
    return offer ? applyOffer(offer, stage) : nothing;
  }
  switch (member.mode) {
    case "sum":
      return applySum(member, stage);
    case "best":
      return member.scope === "line" ? perLine(member, stage, best) : best(member.members, stage);
    case "priority":
    case "exclusive":
    case "choice":
      return member.scope === "line" ? perLine(member, stage, first) : first(member.members, stage);
  }
}

function applyOffer(offer: Offer, stage: Stage): Outcome {
  const { scene, served, left } = stage;
  if (!isInForce(offer, scene)) return nothing;
  const lines = stage.lines.filter((line) => {
    if (offer.lines && unmet(offer.lines, scene.sight(line, left)) !== null) return false;
    return firstUnmet(offer.when, scene, { line, left, served }) === null;
  });
  const rateBp = offer.give.percentBp;
  const amounts = percentages(lines, rateBp, stage);
  const takes = lines.map(({ index }, at) => ({ offer, line: index, amountMinor: amounts[at] ?? 0, rateBp }));
  return { takes, savedMinor: takes.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}

function percentages(lines: readonly SceneLine[], rateBp: number, { scene, left, of }: Stage): Minor[] {
  const prices = lines.map(({ index }) => of[index] ?? 0);
  const whole = scene.pack.rounding.level === "receipt";
  const sum = prices.reduce((a, b) => a + b, 0);
  const amounts = whole ? allocate(percentOf(sum, rateBp), prices) : prices.map((price) => percentOf(price, rateBp));
  return amounts.map((amount, at) => Math.min(amount, left[lines[at]?.index ?? -1] ?? 0));
}

/** All members, one after another on what the earlier ones left. */
function applySum(group: Group, stage: Stage): Outcome {
  const takes: Take[] = [];
  const left = [...stage.left];
  for (const member of group.members) {
    const of = group.combine === "added" ? stage.of : left;
    for (const take of applyMember(member, { ...stage, left: [...left], of: [...of] }).takes) {
      takes.push(take);
      left[take.line] = (left[take.line] ?? 0) - take.amountMinor;
    }
  }
  return outcomeOf(takes);
}

/** The member that saves most; on a tie the earlier one that gives anything. */
function best(members: Group["members"], stage: Stage): Outcome {
  const outcomes = members.map((member) => applyMember(member, stage));
  return outcomes.reduce((a, b) => {
    if (a.savedMinor !== b.savedMinor) return a.savedMinor > b.savedMinor ? a : b;
    return a.takes.length > 0 ? a : b;
  }, nothing);
}

function first(members: Group["members"], stage: Stage): Outcome {
  for (const member of members) {
    const outcome = applyMember(member, stage);
    if (outcome.takes.length > 0) return outcome;
  }
  return nothing;
}

/** Each line picks by itself; the picked members are then applied to exactly the lines that picked them. */
function perLine(group: Group, stage: Stage, pick: typeof best): Outcome {
  const picked = new Map<string | Group, SceneLine[]>();
  for (const line of stage.lines) {
    const alone = { ...stage, lines: [line] };
    const chosen = pick(group.members, alone);
    const member = group.members.find((one) => includes(one, chosen.takes[0]?.offer.id));
    if (member !== undefined) picked.set(member, [...(picked.get(member) ?? []), line]);
  }
  const takes = [...picked].flatMap(([member, lines]) => applyMember(member, { ...stage, lines }).takes);
  return outcomeOf(takes);
}

function includes(member: string | Group, id: string | undefined): boolean {
  return typeof member === "string" ? member === id : member.members.some((one) => includes(one, id));
}

function outcomeOf(takes: readonly Take[]): Outcome {
  return { takes, savedMinor: takes.reduce((sum, { amountMinor }) => sum + amountMinor, 0) };
}
