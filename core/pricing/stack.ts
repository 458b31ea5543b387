import type { Minor } from "../money/index.ts";
import type { Group, Offer } from "../programme/index.ts";
import { percentOf } from "../money/index.ts";
import { applyOffer, nothing, openingStage, outcomeOf, type Outcome, type Stage, type Take } from "./apply-offer.ts";
import { bestSet } from "./best-set.ts";
import type { Scene, SceneLine } from "./scene.ts";

type Member = string | Group;

/** The chosen discounts, with what competed and whether the choice was proved best. */
export type Stacked = Outcome & {
  readonly rivals: Stage["log"]["rivals"];
  readonly optimal: boolean;
  readonly boundMinor: Minor;
};

/** What the pack's offers come to on this receipt, combined as its stacking tree says. */
export function stackOffers(scene: Scene): Stacked {
  const stage = openingStage(scene);
  const outcome = apply(scene.pack.stacking, stage);
  const { rivals, proof } = stage.log;
  const beyond = proof.reduce((sum, { boundMinor, savedMinor }) => sum + boundMinor - savedMinor, 0);
  return { ...outcome, rivals, optimal: beyond === 0, boundMinor: outcome.savedMinor + beyond };
}

function apply(member: Member, stage: Stage): Outcome {
  if (typeof member === "string") {
    const rule = stage.scene.rules.get(member);
    return rule ? applyOffer(rule, stage) : nothing;
  }
  if (member.mode === "sum") return applySum(member, stage);
  if (member.mode === "choice") return choose(member, stage);
  if (member.scope === "line") return perLine(member, stage);
  return member.mode === "best" ? best(member, stage) : inOrder(member, stage);
}

/** Members one after another, each on what the earlier ones left. */
function applySum(group: Group, stage: Stage): Outcome {
  const { scene } = stage;
  const listed = group.listedBy === undefined ? null : listedIn(scene, group.listedBy);
  const members = group.members.filter((member) => listed === null || listed.has(ruleOf(member)));
  if (group.combine === "added-once") {
    const apart = { ...stage, of: scene.shelf };
    return addedOnce(
      members.flatMap((member) => apply(member, apart).takes),
      apart,
      group.capBp,
    );
  }
  const run = running(stage);
  for (const member of members) {
    run.add(apply(member, group.combine === "added" ? { ...run.stage, of: scene.shelf } : run.stage));
  }
  return run.outcome();
}

function inOrder(group: Group, stage: Stage): Outcome {
  const accepted: Member[] = [];
  const run = running(stage);
  for (const member of group.members) {
    if (accepted.some((other) => conflict(group, member, other))) continue;
    const outcome = apply(member, run.stage);
    if (outcome.takes.length === 0) continue;
    accepted.push(member);
    run.add(outcome);
  }
  return run.outcome();
}

function best(group: Group, stage: Stage): Outcome {
  const alone = group.members.map((member) => apply(member, stage));
  if (group.scope === "stay") {
    const given = alone.filter(({ takes }) => takes.length > 0);
    stage.log.rivals.splice(
      0,
      Infinity,
      ...given.map(({ takes, savedMinor }) => ({ rules: rulesOf(takes), savedMinor })),
    );
  }
  if (!group.conflicts) {
    return alone.reduce((a, b) => (beats(b, a, group) ? b : a), nothing);
  }
  const found = bestSet({
    alone,
    most: stage.lines.reduce((sum, { index }) => sum + (stage.left[index] ?? 0), 0),
    clash: (a, b) => conflict(group, group.members[a] ?? "", group.members[b] ?? ""),
    start: start(stage),
    next: (sofar, at) => follow(sofar, apply(group.members[at] ?? "", sofar.stage)),
    saved: ({ outcome }) => outcome.savedMinor,
  });
  stage.log.proof.push({ boundMinor: found.boundMinor, savedMinor: found.state.outcome.savedMinor });
  return found.state.outcome;
}

/** Each line picks its member; every picked member is then applied to exactly the lines that picked it. */
function perLine(group: Group, stage: Stage): Outcome {
  const outcomes = group.members.map((member) => ({ member, outcome: apply(member, stage) }));
  const picked = new Map<Member, SceneLine[]>();
  for (const line of stage.lines) {
    const mine = outcomes.flatMap(({ member, outcome }) => {
      const takes = outcome.takes.filter((take) => take.line === line.index);
      return takes.length > 0 ? [{ member, outcome: outcomeOf(takes) }] : [];
    });
    const winner =
      group.mode === "best"
        ? mine.reduce((a, b) => (beats(b.outcome, a.outcome, group) ? b : a), mine[0] ?? none)
        : mine[0];
    if (winner && winner !== none) picked.set(winner.member, [...(picked.get(winner.member) ?? []), line]);
  }
  return outcomeOf([...picked].flatMap(([member, lines]) => apply(member, { ...stage, lines }).takes));
}

/** What the buyer took, else the first that gives anything; members that an order names together apply together. */
function choose(group: Group, stage: Stage): Outcome {
  const outcomes = group.members.map((member) => ({ member, outcome: apply(member, stage) }));
  const given = outcomes.filter(({ outcome }) => outcome.takes.length > 0);
  const listed = group.listedBy === undefined ? new Set<string>() : listedIn(stage.scene, group.listedBy);
  const together = given.filter(({ outcome }) => rulesOf(outcome.takes).some((rule) => listed.has(rule)));
  if (together.length > 1) return outcomeOf(together.flatMap(({ outcome }) => outcome.takes));
  const wanted = outcomes.find(({ member, outcome }) => {
    const named = typeof member === "string" ? member : member.name;
    const empty = typeof member !== "string" && member.members.length === 0;
    return named === stage.scene.input.choice && (empty || outcome.takes.length > 0);
  });
  return (wanted ?? given[0])?.outcome ?? nothing;
}

const none = { member: "", outcome: nothing };

type Sofar = { readonly stage: Stage; readonly outcome: Outcome };

/** Members applied one after another: the stage is always what they have left so far. */
function running(stage: Stage): { readonly stage: Stage; add(more: Outcome): void; outcome(): Outcome } {
  const left = [...stage.left];
  const used = [...stage.used];
  const takes: Take[] = [];
  return {
    stage: { ...stage, left, of: left, used },
    add(more) {
      for (const take of more.takes) {
        takes.push(take);
        if (take.line >= 0) left[take.line] = (left[take.line] ?? 0) - take.amountMinor;
      }
      more.used?.forEach((quantity, at) => (used[at] = quantity));
    },
    outcome: () => ({ ...outcomeOf(takes), used }),
  };
}

function start(stage: Stage): Sofar {
  return { stage, outcome: nothing };
}

/** The stage and the outcome with one more member applied. */
function follow({ stage, outcome }: Sofar, more: Outcome): Sofar {
  const run = running(stage);
  run.add(more);
  return { stage: run.stage, outcome: { ...outcomeOf([...outcome.takes, ...more.takes]), used: run.stage.used } };
}

/** Percentages of the same price added up to a cap and rounded once; each offer's share is its step of the sum. */
function addedOnce(takes: readonly Take[], { left, of }: Stage, capBp = 10_000): Outcome {
  const rates = new Map<number, number>();
  const shares = takes.map((take): Take => {
    const before = rates.get(take.line) ?? 0;
    const after = Math.min(capBp, before + take.rateBp);
    rates.set(take.line, after);
    const upTo = (rateBp: number) => Math.min(left[take.line] ?? 0, percentOf(of[take.line] ?? 0, rateBp));
    return { ...take, rateBp: after - before, amountMinor: upTo(after) - upTo(before) };
  });
  return outcomeOf(shares);
}

/** Whether `a` is preferred: it saves more, or the same by a rule that stands earlier in the group. */
function beats(a: Outcome, b: Outcome, group: Group): boolean {
  if (a.takes.length === 0 || b.takes.length === 0) return a.takes.length > 0;
  if (a.savedMinor !== b.savedMinor) return a.savedMinor > b.savedMinor;
  const order = leavesOf(group);
  const rank = ({ takes }: Outcome) => Math.min(...takes.map(({ offer }) => order.indexOf(offer.id)));
  return rank(a) < rank(b);
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

function rulesOf(takes: readonly Take[]): string[] {
  return [...new Set(takes.map(({ offer }) => ruleOf(offer)))];
}

function listedIn(scene: Scene, kind: string): Set<string> {
  return new Set(scene.orders.filter((order) => order.kind === kind).flatMap(({ combine = [] }) => combine));
}
