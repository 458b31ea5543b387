import type { Minor } from "../money/index.ts";

/** Sets tried before the search stops and states the bound it got to. */
const maxSteps = 20_000;

/** A choice among members: the most that each can save, which exclude each other, and how one more is applied. */
export type Choice<S> = {
  readonly ceilings: readonly Minor[];
  /** What the lines cost: no set saves more. */
  readonly most: Minor;
  clash(a: number, b: number): boolean;
  readonly start: S;
  next(state: S, member: number): S;
  saved(state: S): Minor;
};

/**
 * The set of members without a conflict that saves most, applied in the members' order: branch and bound. No member
 * saves more than its ceiling, of members that all exclude each other one counts, and nothing saves more than the
 * lines cost; what cannot beat the best so far by that measure is not tried. `boundMinor` equals the saving when the
 * optimum is proved.
 */
export function bestSet<S>(choice: Choice<S>): { readonly state: S; readonly boundMinor: Minor } {
  const { ceilings, most, start, saved } = choice;
  const members = ceilings.flatMap((ceiling, at) => (ceiling > 0 ? [at] : []));
  const clashes = ceilings.map((_, a) => ceilings.map((__, b) => choice.clash(a, b)));
  const cliqueOf = cliquesOf(members, clashes, ceilings);
  let found = start;
  let steps = 0;
  let bound = 0;

  const search = (state: S, open: readonly number[]): void => {
    if (saved(state) > saved(found)) found = state;
    const reach = Math.min(most, saved(state) + ceilingOf(open));
    if (reach <= saved(found)) return;
    if (steps >= maxSteps) {
      bound = Math.max(bound, reach);
      return;
    }
    // Where more is in reach, a member is open.
    const [at = 0, ...rest] = open;
    steps += 1;
    search(
      choice.next(state, at),
      rest.filter((other) => !clashes[at]?.[other]),
    );
    search(state, rest);
  };

  const ceilingOf = (open: readonly number[]): Minor => {
    const highest = new Map<number, Minor>();
    for (const at of open) {
      const clique = cliqueOf.get(at) ?? 0;
      highest.set(clique, Math.max(highest.get(clique) ?? 0, ceilings[at] ?? 0));
    }
    return [...highest.values()].reduce((sum, ceiling) => sum + ceiling, 0);
  };

  search(start, members);
  return { state: found, boundMinor: Math.max(bound, saved(found)) };
}

/** Members in groups whose every two exclude each other, filled from the highest ceiling: each member's group. */
function cliquesOf(
  members: readonly number[],
  clashes: readonly (readonly boolean[])[],
  ceilings: readonly Minor[],
): Map<number, number> {
  const cliques: number[][] = [];
  for (const at of members.toSorted((a, b) => (ceilings[b] ?? 0) - (ceilings[a] ?? 0))) {
    const fitting = cliques.find((clique) => clique.every((other) => clashes[at]?.[other]));
    if (fitting) fitting.push(at);
    else cliques.push([at]);
  }
  return new Map(cliques.flatMap((clique, nth) => clique.map((at) => [at, nth] as const)));
}
