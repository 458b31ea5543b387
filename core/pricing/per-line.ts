import type { Minor } from "../money/index.ts";
import { isPercentage } from "../offer/index.ts";
import type { Group } from "../programme/index.ts";
import { linesOn, outcomeOf, placeIn, type Gift, type Outcome, type Stage } from "./apply-offer.ts";
import { bestPicks } from "./best-picks.ts";
import { atItsHighest, ceilingOf } from "./ceiling.ts";
import { isShut, matchOf } from "./judge.ts";
import type { Scene } from "./scene.ts";

type Member = string | Group;
type Apply = (member: Member, stage: Stage) => Outcome;
type Offered = { readonly member: Member; readonly saves: ReadonlyMap<number, Minor> };

/**
 * Each line picks its member; every picked member is then applied to exactly the lines that picked it. Where it hangs
 * on those lines what each of them gets, the picks that together save most are searched.
 */
export function perLine({ mode, members }: Group, stage: Stage, apply: Apply): Outcome {
  const offered = members.map((member): Offered => ({ member, saves: savesOn(apply(member, stage)) }));
  const lines = linesOn(stage);
  const settle = (picks: readonly (Member | undefined)[]): Outcome => {
    const by = Map.groupBy(lines.keys(), (at) => picks[at]);
    const gifts: Gift[] = [];
    let { used } = stage;
    for (const member of members.filter((one) => by.has(one))) {
      const only = new Set(by.get(member)?.map((at) => lines[at] ?? 0));
      const outcome = apply(member, { ...stage, used, only });
      gifts.push(...outcome.gifts);
      used = outcome.used ?? used;
    }
    return { ...outcomeOf(gifts), used };
  };
  if (mode !== "best") return settle(lines.map((line) => offered.find(({ saves }) => saves.has(line))?.member));

  const tangled = new Set(offered.filter(({ member }) => isTangled(member, stage.scene)));
  const free = offered.filter((one) => !tangled.has(one));
  const choices = lines.map((line) => {
    const alone = { ...stage, only: new Set([line]) };
    const best = bestOn(line, free);
    const open = [...tangled].filter((one) => fits(one, line, stage) || savesOn(apply(one.member, alone)).has(line));
    const most = open.map(({ member }) => ({ member, ceilingMinor: ceilingOf(member, alone, atItsHighest) }));
    const sure = { member: best?.member, ceilingMinor: best?.saves.get(line) ?? 0 };
    return best || most.length === 0 ? [sure, ...most] : most;
  });
  const start = settle(lines.map((line, at) => (bestOn(line, offered) ?? choices[at]?.[0])?.member));
  if (tangled.size === 0) return start;
  const { settled, boundMinor } = bestPicks({ lines: choices, settle, start, saved: ({ savedMinor }) => savedMinor });
  stage.log.proof.push({ boundMinor, savedMinor: settled.savedMinor });
  return settled;
}

/** The member that saves most on a line by itself; of equals the first; none where none holds. */
function bestOn(line: number, offered: readonly Offered[]): Offered | undefined {
  const holding = offered.filter(({ saves }) => saves.has(line));
  const most = Math.max(...holding.map(({ saves }) => saves.get(line) ?? 0));
  return holding.find(({ saves }) => saves.get(line) === most);
}

/** What an outcome saves on each line that it touches. */
function savesOn({ gifts }: Outcome): Map<number, Minor> {
  const saves = new Map<number, Minor>();
  for (const { lines, amountsMinor } of gifts) {
    lines.forEach((line, at) => saves.set(line, (saves.get(line) ?? 0) + (amountsMinor[at] ?? 0)));
  }
  return saves;
}

/** Whether a member is about a line as matters stand, be it that the line is only bought for another's sake. */
function fits({ member, saves }: Offered, line: number, stage: Stage): boolean {
  if (saves.has(line)) return true;
  const rule = typeof member === "string" ? stage.scene.rules.get(member) : undefined;
  return rule !== undefined && !isShut(rule, stage.scene) && placeIn(matchOf(rule, stage).lines, line) >= 0;
}

/** Whether what a member gives a line hangs on the other lines that it is applied to. */
function isTangled(member: Member, scene: Scene): boolean {
  if (typeof member !== "string") {
    const isApart = member.mode === "sum" || member.scope === "line" || member.scope === "night";
    // After others in a sum, what is left of the receipt is theirs to change.
    const shifts = (one: Member) => typeof one === "string" && scene.rules.get(one)?.steady === false;
    return !isApart || member.members.some((one) => shifts(one) || isTangled(one, scene));
  }
  const { limit, give } = scene.rules.get(member)?.offer ?? { give: {} };
  const { units = {}, capMinor, per } = give;
  const isOnce = per === "once" || (per === undefined && isPercentage(give) && scene.pack.rounding.level === "receipt");
  const isShared = units.total !== undefined || units.group !== undefined || units.buy !== undefined;
  return isOnce || isShared || limit !== undefined || capMinor !== undefined;
}
