import { dateOf } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";
import { unmet, type Condition, type Message, type MessageParam, type Unmet } from "../offer/index.ts";
import type { Offer, Pack } from "../programme/index.ts";
import { sentence, type Scene, type SceneLine } from "./scene.ts";

/** Whether the day of settlement lies in the offer's term, both ends included. */
export function isInForce(offer: Offer, scene: Scene): boolean {
  const today = dateOf(scene.input.at);
  return (offer.from === undefined || offer.from <= today) && (offer.to === undefined || today <= offer.to);
}

/** The first condition of the list that does not hold, or null. */
export function firstUnmet(
  conditions: readonly Condition[] | undefined,
  scene: Scene,
  { line, left, served }: { line: SceneLine | null; left: readonly Minor[]; served: boolean },
): Unmet | null {
  const sight = scene.sight(line, left, { "card.serves": served });
  for (const condition of conditions ?? []) {
    const found = unmet(condition, sight);
    if (found) return found;
  }
  return null;
}

/** Refusal of a rule with its figures, for people and programs. */
export function refusalOf(
  pack: Pack,
  found: Unmet,
  rule: { readonly clause: string; readonly rateBp?: number },
): {
  code: string;
  clause: string;
  message: Message;
  actual?: number | string;
  required?: number | string;
  base?: string;
} {
  const ground = found.ground ?? { code: "NOT_MET", clause: rule.clause, message: pack.explain.notInForce };
  const { actual, required } = found;
  const params: Record<string, MessageParam | undefined> = {
    clause: ground.clause,
    rate: rule.rateBp === undefined ? undefined : { bp: rule.rateBp },
    actual: figure(actual),
    required: figure(required),
    missing: typeof actual === "number" && typeof required === "number" ? { minor: required - actual } : undefined,
  };
  return {
    code: ground.code,
    clause: ground.clause,
    message: sentence(pack, ground.message, params),
    ...(actual === undefined ? {} : { actual }),
    ...(required === undefined ? {} : { required }),
    ...(found.base === undefined ? {} : { base: found.base }),
  };
}

function figure(value: number | string | undefined): MessageParam | undefined {
  return typeof value === "number" ? { minor: value } : value;
}
