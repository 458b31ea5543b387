import { isMoving, priceBasket } from "../pricing/index.ts";
import type { Group, Offer, Pack } from "../programme/index.ts";
import { finding, type Finding } from "./finding.ts";
import { samplesFor } from "./witness.ts";

/** Groups that contradict each other, give a rule twice, or whose outcome hangs on the order of their members. */
export function lintStacking(pack: Pack): Finding[] {
  const groups = groupsIn(pack.stacking);
  return [
    ...groups.flatMap((group) => lintConflicts(pack, group, groups)),
    ...lintTwice(pack),
    ...groups.flatMap((group) => lintOrder(pack, group)),
  ];
}

function groupsIn(group: Group): Group[] {
  return [group, ...group.members.flatMap((member) => (typeof member === "string" ? [] : groupsIn(member)))];
}

export function leavesIn(member: Group["members"][number]): string[] {
  return typeof member === "string" ? [member] : member.members.flatMap(leavesIn);
}

function subjectOf(pack: Pack, rule: string, group?: Group) {
  return { rule, clause: pack.offers.find(({ id }) => id === rule)?.clause ?? group?.clause ?? "-" };
}

function lintConflicts(pack: Pack, group: Group, groups: readonly Group[]): Finding[] {
  const here = group.members.flatMap((member) => [...leavesIn(member), ...nameOf(member)]);
  // Under an order that lists its rules a sum is a rule of its own, not a contradiction.
  const sums = groups.filter(({ mode, listedBy }) => mode === "sum" && listedBy === undefined);
  return (group.conflicts ?? []).flatMap(([a, b]): Finding[] => {
    const about = subjectOf(pack, a, group);
    if (a === b) return [finding("conflict-itself", about, { figures: { name: a } })];
    const stranger = [a, b].find((name) => !here.includes(name));
    if (stranger !== undefined) return [finding("conflict-stranger", about, { figures: { name: stranger } })];
    const summed = sums.some((sum) => sum !== group && [a, b].every((name) => sum.members.includes(name)));
    return summed ? [finding("conflict-summed", about, { figures: { a, b } })] : [];
  });
}

const nameOf = (member: Group["members"][number]) =>
  typeof member === "string" || member.name === undefined ? [] : [member.name];

/** A rule in two places is given twice, unless a group above both lets only one of them through. */
function lintTwice(pack: Pack): Finding[] {
  const twice = new Set<string>();
  const visit = (group: Group): void => {
    const seen = new Map<string, number>();
    for (const leaf of group.members.flatMap((member) => [...new Set(leavesIn(member))])) {
      seen.set(leaf, (seen.get(leaf) ?? 0) + 1);
    }
    if (group.mode === "sum") for (const [leaf, count] of seen) if (count > 1) twice.add(leaf);
    for (const member of group.members) if (typeof member !== "string") visit(member);
  };
  visit(pack.stacking);
  return [...twice].map((rule) => finding("twice", subjectOf(pack, rule)));
}

/** Pairs tried in one group: with more members the first ones speak for the rest. */
const maxPairs = 120;

function lintOrder(pack: Pack, group: Group): Finding[] {
  // What stands on list prices, or is the best of all, hangs on no order unless a rule asks what others left.
  const isFree = (group.mode === "best" && !group.conflicts) || group.combine === "added-once";
  const isFirm = group.mode === "best" || (group.mode === "sum" && group.combine === "added");
  const isOrdered = !isFree && (!isFirm || Object.keys(pack.bases).some((name) => isMoving(pack, name)));
  if (!isOrdered || group.listedBy !== undefined) return [];
  const places = [...group.members.keys()];
  const pairs = places.flatMap((first) => places.slice(first + 1).map((second) => [first, second] as const));
  return pairs.slice(0, maxPairs).flatMap(([first, second]) => swapped(pack, group, [first, second]));
}

/** Prices receipts that both members are for, in this order and the other; a difference is the finding. */
function swapped(pack: Pack, group: Group, [first, second]: readonly [number, number]): Finding[] {
  const [a, b] = [group.members[first], group.members[second]];
  if (a === undefined || b === undefined) return [];
  const members = group.members.with(first, b).with(second, a);
  const other = { ...pack, stacking: replaced(pack.stacking, group, { ...group, members }) };
  const offerOf = (id: string) => pack.offers.find((offer) => offer.id === id);
  const couples = leavesIn(a).flatMap((left) => leavesIn(b).map((right) => [offerOf(left), offerOf(right)]));
  for (const couple of couples.slice(0, maxPairs)) {
    const both = couple.filter((offer): offer is Offer => offer !== undefined && offer.order === undefined);
    if (both.length < 2 || both[0] === both[1]) continue;
    for (const input of samplesFor(pack, both)) {
      const [now, then] = [pack, other].map((one) => priceBasket(one, input).total.payableMinor);
      if (now === undefined || then === undefined || now === then) continue;
      const [left = "", right = ""] = both.map(({ id }) => id);
      const figures = { a: left, b: right, now: { minor: now }, after: { minor: then } };
      return [finding("order-dependent", subjectOf(pack, left, group), { figures, example: input })];
    }
  }
  return [];
}

function replaced(tree: Group, group: Group, by: Group): Group {
  if (tree === group) return by;
  const members = tree.members.map((one) => (typeof one === "string" ? one : replaced(one, group, by)));
  return { ...tree, members };
}
