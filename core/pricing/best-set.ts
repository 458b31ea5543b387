import type { Minor } from "../money/index.ts";
import type { Outcome } from "./apply-offer.ts";

/** Sets tried before the search stops and states the bound it got to. */
const maxSteps = 20_000;

/** A choice among members: what each saves alone, which exclude each other, and how one more is applied. */
export type Choice<S> = {
  readonly alone: readonly Outcome[];
  /** What the lines cost: no set saves more. */
  readonly most: Minor;
  clash(a: number, b: number): boolean;
  readonly start: S;
  next(state: S, member: number): S;
  saved(state: S): Minor;
};

/**
 * The set of members without a conflict that saves most, applied in the members' order: branch and bound. A member
 * never saves more beside others than alone, and nothing saves more than the lines cost; what cannot beat the best so
 * far by that measure is not tried. `boundMinor` equals the saving when the optimum is proved.
 */
export function bestSet<S>(choice: Choice<S>): { readonly state: S; readonly boundMinor: Minor } {
  const { alone, start, saved } = choice;
  const clashes = alone.map((_, a) => alone.map((__, b) => a !== b && choice.clash(a, b)));
  let found = start;
  let steps = 0;
  let open = 0;

  const search = (state: S, from: number, barred: readonly boolean[]): void => {
    if (saved(state) > saved(found)) found = state;
    const bound = reach(choice, state, (at) => at >= from && !barred[at]);
    if (bound <= saved(found)) return;
    if (steps >= maxSteps) {
      open = Math.max(open, bound);
      return;
    }
    const at = barred.findIndex((out, place) => place >= from && !out && (alone[place]?.takes.length ?? 0) > 0);
    if (at < 0) return;
    steps += 1;
    const without = barred.map((out, other) => out || (clashes[at]?.[other] ?? false));
    search(choice.next(state, at), at + 1, without);
    search(state, at + 1, barred);
  };

  const free = alone.map(() => false);
  search(start, 0, free);
  return { state: found, boundMinor: Math.max(open, saved(found)) };
}

/** The most that a state and the members still open can come to. */
function reach<S>({ alone, most, saved }: Choice<S>, state: S, isOpen: (at: number) => boolean): Minor {
  const sum = alone.reduce((total, { savedMinor }, at) => total + (isOpen(at) ? savedMinor : 0), saved(state));
  return Math.min(most, sum);
}
