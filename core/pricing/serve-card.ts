import type { CardNumber } from "../card/index.ts";
import { present } from "../kernel/index.ts";
import { unmet, type Ground } from "../offer/index.ts";
import type { CardMove } from "./priced-basket.ts";
import { sightOf, statusHere, type Scene, type SceneLine } from "./scene.ts";

/** What the shown card and the blanks on sale come to on this receipt. */
export type Service = {
  readonly servedBy: CardNumber | null;
  /** Grounds why the shown card, or a new one, brings nothing. */
  readonly refusals: readonly Ground[];
  readonly moves: readonly CardMove[];
  /** Blank lines that cannot be sold, by line index. */
  readonly refusedBlanks: ReadonlyMap<number, Ground>;
};

export function serveCard(scene: Scene): Service {
  const rules = scene.pack.card;
  if (!rules) return { servedBy: null, refusals: [], moves: [], refusedBlanks: new Map() };
  const receipt = sightOf({ scene, left: scene.shelf }, null);
  const { activate, sell } = rules;
  const activates = unmet(activate.when, receipt) === null;
  const refusals: Ground[] = [];
  const moves: CardMove[] = [];

  const shown = scene.input.card;
  const fault = shown === null ? null : rules.serve.find(({ when }) => unmet(when, receipt) !== null);
  if (fault) refusals.push(fault.else);
  let servedBy: CardNumber | null = null;
  const status = shown === null ? "unknown" : statusHere(scene.pack, shown);
  if (shown !== null && !fault && status !== "unknown") {
    const wakes = activate.from.includes(status);
    if (wakes && activates) {
      const { move, clause, to } = activate;
      moves.push({ number: shown.number, from: status, to, move, clause });
    }
    if (!wakes || activate.serves) servedBy = shown.number;
    else refusals.push(activate.otherwise);
  }

  const refusedBlanks = new Map<number, Ground>();
  const closed = rules.serve.find(({ when, blanks }) => blanks && unmet(when, receipt) !== null);
  for (const line of scene.lines.filter(({ blank }) => blank)) {
    const unsellable = unmet(rules.sellable.when, sightOf({ scene, left: scene.shelf }, line)) !== null;
    const ground = closed?.else ?? (unsellable ? rules.sellable.else : undefined);
    if (ground) refusedBlanks.set(line.index, ground);
    else moves.push(soldMove(line, activates ? { ...activate } : { ...sell }));
  }

  const fresh = scene.lines.find(({ index, blank }) => blank && !refusedBlanks.has(index));
  if (servedBy === null && fresh && activates) {
    if (activate.serves) servedBy = fresh.input.blank?.number ?? null;
    else if (!refusals.includes(activate.otherwise)) refusals.push(activate.otherwise);
  }
  return { servedBy, refusals, moves, refusedBlanks };
}

function soldMove(line: SceneLine, { move, clause, to }: Pick<CardMove, "move" | "clause" | "to">): CardMove {
  const { number, status } = present(line.input.blank, "blank of a card line");
  return { number, from: status === "unknown" ? to : status, to, move, clause };
}
