import type { Minor } from "../money/index.ts";
import { isPercentage } from "../offer/index.ts";
import type { Group } from "../programme/index.ts";
import { applyOffer, linesOn, openOf, type Stage } from "./apply-offer.ts";
import type { Rule } from "./compile-pack.ts";
import { isShut } from "./judge.ts";
import { groupsFor } from "./scene.ts";

/** How much a rule can save here at most. */
type Measure = (rule: Rule, stage: Stage) => Minor;

/** No more than this can a member of a group save here, whatever others take first. */
export function ceilingOf(member: string | Group, stage: Stage, measure: Measure = whateverOthersTake): Minor {
  if (typeof member === "string") {
    const rule = stage.scene.rules.get(member);
    return rule ? measure(rule, stage) : 0;
  }
  const { combine = "compounded", members } = member;
  const apart = combine === "compounded" ? stage : { ...stage, of: stage.scene.shelf };
  // Rounded once, a sum may gain a minor unit a line on the members rounded one by one.
  const rounding = combine === "added-once" ? linesOn(stage).length * members.length : 0;
  return members.reduce((sum, one) => sum + ceilingOf(one, apart, measure), rounding);
}

/**
 * Earlier discounts only lower what a rule is worth, as long as they cannot change which lines and units it is about;
 * where they can, it is taken at its highest.
 */
function whateverOthersTake(rule: Rule, stage: Stage): Minor {
  if (isShut(rule, stage.scene)) return 0;
  if (rule.steady && !rule.offer.give.units?.buy) return applyOffer(rule, stage).savedMinor;
  return atItsHighest(rule, stage);
}

/** The rule's conditions are taken to hold, on all units of all lines that it may be about, at its highest rate. */
export function atItsHighest(rule: Rule, stage: Stage): Minor {
  const { give } = rule.offer;
  const steps = give.tiers?.rows.map(({ percentBp = 0 }) => percentBp) ?? [];
  const rateBp = isPercentage(give) && !give.ordered ? Math.max(give.percentBp ?? 0, ...steps) : 10_000;
  const { scene, only } = stage;
  const lines = groupsFor(scene, rule).flatMap((group) => (only ? group.filter((line) => only.has(line)) : group));
  const sum = lines.reduce((total, line) => {
    // Rounded per unit, each unit may gain half a minor unit.
    const units = 1 + Math.ceil((scene.lines[line]?.input.qtyMilli ?? 0) / 1000);
    const most = ((give.units?.buy ? scene.shelf : stage.of)[line] ?? 0) * (rateBp / 10_000) + units;
    return total + Math.min(openOf(scene, line, stage.left), Math.ceil(most));
  }, 0);
  return Math.min(sum, give.capMinor ?? sum, (give.per === "once" ? give.amountMinor : undefined) ?? sum);
}
