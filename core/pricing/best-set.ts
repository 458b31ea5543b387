import type { Minor } from "../money/index.ts";
import type { Outcome } from "./apply-offer.ts";

/** Sets tried before the search stops and states the bound it got to. */
const maxSteps = 20_000;

/**
 * The set of members without a conflict that saves most, applied in the members' order: branch and bound. A member never
 * saves more beside others than alone, and nothing saves more than the lines cost; what cannot beat the best so far by
 * that measure is not tried. `boundMinor` equals the saving when the optimum is proved.
 */
export function bestSet<S>({
  alone,
  most,
  clash,
  start,
  next,
  saved,
}: {
  readonly alone: readonly Outcome[];
  readonly most: Minor;
  clash(a: number, b: number): boolean;
  readonly start: S;
  next(state: S, member: number): S;
  saved(state: S): Minor;
}): { readonly state: S; readonly boundMinor: Minor } {
  const clashes = alone.map((_, a) => alone.map((__, b) => a !== b && clash(a, b)));
  let found = start;
  let steps = 0;
  let open = 0;

  const reach = (state: S, from: number, barred: readonly boolean[]): Minor => {
    let sum = saved(state);
    for (let at = from; at < alone.length; at += 1) if (!barred[at]) sum += alone[at]?.savedMinor ?? 0;
    return Math.min(most, sum);
  };

  const search = (state: S, from: number, barred: readonly boolean[]): void => {
    if (saved(state) > saved(found)) found = state;
    const bound = reach(state, from, barred);
    if (bound <= saved(found)) return;
    if (steps >= maxSteps) {
      open = Math.max(open, bound);
      return;
    }
    const at = barred.findIndex((out, place) => place >= from && !out && (alone[place]?.takes.length ?? 0) > 0);
    if (at < 0) return;
    steps += 1;
    search(
      next(state, at),
      at + 1,
      barred.map((out, other) => out || (clashes[at]?.[other] ?? false)),
    );
    search(state, at + 1, barred);
  };

  search(
    start,
    0,
    alone.map(() => false),
  );
  return { state: found, boundMinor: Math.max(open, saved(found)) };
}
