import type { Minor } from "../money/index.ts";
import type { Group, Offer } from "../programme/index.ts";
import { addedOnce } from "./added-once.ts";
import { applyOffer, linesOn, nothing, openingStage } from "./apply-offer.ts";
import type { Gift, Outcome, Stage } from "./apply-offer.ts";
import { bestSet } from "./best-set.ts";
import { ceilingOf } from "./ceiling.ts";
import { perLine } from "./per-line.ts";
import type { Scene } from "./scene.ts";

type Member = string | Group;

/** The chosen discounts, with what rules met, what competed and whether the choice was proved best. */
export type Stacked = Outcome & {
  readonly met: Stage["log"]["met"];
  readonly rivals: Stage["log"]["rivals"];
  readonly optimal: boolean;
  readonly boundMinor: Minor;
};

/** What the pack's offers come to on this receipt, combined as its stacking tree says. */
export function stackOffers(scene: Scene): Stacked {
  const stage = openingStage(scene);
  const outcome = apply(scene.pack.stacking, stage);
  const { met, rivals, proof } = stage.log;
  const beyond = proof.reduce((sum, { boundMinor, savedMinor }) => sum + boundMinor - savedMinor, 0);
  return { ...outcome, met, rivals, optimal: beyond === 0, boundMinor: outcome.savedMinor + beyond };
}

function apply(member: Member, stage: Stage): Outcome {
  if (typeof member === "string") {
    const rule = stage.scene.rules.get(member);
    if (rule?.steady === false) stage.log.met.set(member, stage);
    return rule ? applyOffer(rule, stage) : nothing;
  }
  if (member.mode === "sum") return applySum(member, stage);
  if (member.mode === "choice") return choose(member, stage);
  if (member.scope === "line" || member.scope === "night") {
    if (member.scope === "night")
      tellRivals(
        member.members.map((one) => apply(one, stage)),
        stage,
      );
    return perLine(member, stage, apply);
  }
  return member.mode === "best" ? best(member, stage) : inOrder(member, stage);
}

/** Members one after another, each on what the earlier ones left. */
function applySum(group: Group, stage: Stage): Outcome {
  const { scene } = stage;
  const listed = group.listedBy === undefined ? null : listedIn(scene, group.listedBy);
  const members = group.members.filter((member) => listed === null || listed.has(ruleOf(member)));
  if (group.combine === "added-once") {
    const apart = { ...stage, of: scene.shelf };
    const gifts = members.flatMap((member) => apply(member, apart).gifts);
    return addedOnce(gifts, apart, group.capBp);
  }
  return members.reduce((sofar, member) => {
    const { stage: now } = sofar;
    return follow(sofar, apply(member, group.combine === "added" ? { ...now, of: scene.shelf } : now));
  }, opening(stage)).outcome;
}

function inOrder(group: Group, stage: Stage): Outcome {
  const accepted: Member[] = [];
  return group.members.reduce((sofar, member) => {
    if (accepted.some((other) => conflict(group, member, other))) return sofar;
    const outcome = apply(member, sofar.stage);
    if (outcome.gifts.length > 0) accepted.push(member);
    return follow(sofar, outcome);
  }, opening(stage)).outcome;
}

function best(group: Group, stage: Stage): Outcome {
  if (group.conflicts) return bestOfSets(group, stage);
  const alone = group.members.map((member) => apply(member, stage));
  if (group.scope === "stay") tellRivals(alone, stage);
  return alone.reduce((a, b) => (beats(b, a) ? b : a), nothing);
}

/** Notes what competes for a stay. */
function tellRivals(alone: readonly Outcome[], stage: Stage): void {
  const given = alone.filter(({ gifts }) => gifts.length > 0);
  const rivals = given.map(({ gifts, savedMinor }) => {
    const left = [...stage.left];
    takeOff(left, gifts);
    const amountsMinor = stage.left.map((amount, line) => amount - (left[line] ?? 0));
    return { rules: rulesOf(gifts), savedMinor, amountsMinor };
  });
  stage.log.rivals.splice(0, Infinity, ...rivals);
}

function bestOfSets(group: Group, stage: Stage): Outcome {
  const { members } = group;
  const found = bestSet({
    ceilings: members.map((member) => ceilingOf(member, stage)),
    most: linesOn(stage).reduce((sum, line) => sum + (stage.left[line] ?? 0), 0),
    clash: (a, b) => conflict(group, members[a] ?? "", members[b] ?? ""),
    start: { ...opening(stage), taken: [] as readonly number[] },
    next: ({ taken, ...sofar }, at) => {
      return { ...follow(sofar, apply(members[at] ?? "", sofar.stage)), taken: [...taken, at] };
    },
    saved: ({ outcome }) => outcome.savedMinor,
  });
  const { taken, outcome } = found.state;
  stage.log.proof.push({ boundMinor: found.boundMinor, savedMinor: outcome.savedMinor });
  // Once more, for what is told of each member: what it met among those taken.
  let sofar = opening(stage);
  for (const [at, member] of members.entries()) {
    const more = apply(member, sofar.stage);
    if (taken.includes(at)) sofar = follow(sofar, more);
  }
  return outcome;
}

/** What the buyer took, else the first that gives anything; members that an order names together apply together. */
function choose(group: Group, stage: Stage): Outcome {
  const outcomes = group.members.map((member) => ({ member, outcome: apply(member, stage) }));
  const given = outcomes.filter(({ outcome }) => outcome.gifts.length > 0);
  const listed = group.listedBy === undefined ? new Set<string>() : listedIn(stage.scene, group.listedBy);
  const together = given.filter(({ outcome }) => rulesOf(outcome.gifts).some((rule) => listed.has(rule)));
  if (together.length > 1) {
    const more = (sofar: Sofar, member: Member) => follow(sofar, apply(member, { ...sofar.stage, of: stage.of }));
    return together.reduce((sofar, { member }) => more(sofar, member), opening(stage)).outcome;
  }
  const wanted = outcomes.find(({ member, outcome }) => {
    const named = typeof member === "string" ? member : member.name;
    const empty = typeof member !== "string" && member.members.length === 0;
    return named === stage.scene.input.choice && (empty || outcome.gifts.length > 0);
  });
  return (wanted ?? given[0])?.outcome ?? nothing;
}

/** Lowers what the lines cost by what the gifts take off them. */
export function takeOff(left: Minor[], gifts: readonly Gift[]): void {
  for (const { lines, amountsMinor } of gifts) {
    lines.forEach((line, at) => (left[line] = (left[line] ?? 0) - (amountsMinor[at] ?? 0)));
  }
}

type Sofar = { readonly stage: Stage; readonly outcome: Outcome };

/** Percentages are of what the members before left, unless the sum says otherwise. */
const opening = (stage: Stage): Sofar => ({ stage: { ...stage, of: stage.left }, outcome: nothing });

/** The stage, as members have left it so far, and the outcome with one more of them applied. */
function follow(sofar: Sofar, more: Outcome): Sofar {
  if (more.gifts.length === 0) return sofar;
  const { stage, outcome } = sofar;
  const left = [...stage.left];
  takeOff(left, more.gifts);
  const used = more.used ?? stage.used;
  const savedMinor = outcome.savedMinor + more.savedMinor;
  return {
    stage: { ...stage, left, of: left, used },
    outcome: { gifts: [...outcome.gifts, ...more.gifts], savedMinor, used },
  };
}

/** Whether a later member is preferred: it saves more, or anything holds where nothing did. */
function beats(later: Outcome, earlier: Outcome): boolean {
  if (later.gifts.length === 0 || earlier.gifts.length === 0) return later.gifts.length > 0;
  return later.savedMinor > earlier.savedMinor;
}

function leavesOf(member: Member): string[] {
  return typeof member === "string" ? [member] : member.members.flatMap(leavesOf);
}

function conflict({ conflicts }: Group, a: Member, b: Member): boolean {
  if (!conflicts) return true;
  const [one, other] = [leavesOf(a), leavesOf(b)];
  return conflicts.some(([x, y]) => {
    return (one.includes(x) && other.includes(y)) || (one.includes(y) && other.includes(x));
  });
}

/** Variants of one rule of the regulation share its name up to the slash: `4.7/card`. */
export function ruleOf(member: Member | Offer): string {
  const id = typeof member === "string" ? member : "id" in member ? member.id : (member.name ?? "");
  return id.split("/")[0] ?? id;
}

function rulesOf(gifts: readonly Gift[]): string[] {
  return [...new Set(gifts.map(({ offer }) => ruleOf(offer)))];
}

function listedIn(scene: Scene, kind: string): Set<string> {
  return new Set(scene.orders.filter((order) => order.kind === kind).flatMap(({ combine = [] }) => combine));
}
