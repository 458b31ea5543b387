import type { Minor } from "../money/index.ts";

/** Lines settled before the search stops and states the bound it got to. */
const maxWork = 20_000;

/** What lines may pick among: for each line its members, each with the most that it can save there. */
export type Picks<M, S> = {
  readonly lines: readonly (readonly { readonly member: M; readonly ceilingMinor: Minor }[])[];
  /** What comes of one pick a line. */
  settle(picks: readonly M[]): S;
  saved(settled: S): Minor;
  /** Picks that are good already. */
  readonly start: S;
};

/**
 * The picks, one of every line, that together save most, where what a member gives one line hangs on which others pick
 * it: branch and bound. `boundMinor` equals the saving when the optimum is proved.
 */
export function bestPicks<M, S>({ lines, settle, saved, start }: Picks<M, S>): { settled: S; boundMinor: Minor } {
  const highest = lines.map((members) => Math.max(0, ...members.map(({ ceilingMinor }) => ceilingMinor)));
  let found = start;
  let [work, bound] = [0, 0];

  const search = (picks: readonly M[], hope: Minor): void => {
    if (hope <= saved(found)) return;
    if (work >= maxWork) {
      bound = Math.max(bound, hope);
      return;
    }
    const at = picks.length;
    const members = lines[at];
    if (members) {
      for (const { member, ceilingMinor } of members) {
        search([...picks, member], hope - (highest[at] ?? 0) + ceilingMinor);
      }
      return;
    }
    work += lines.length;
    const settled = settle(picks);
    if (saved(settled) > saved(found)) found = settled;
  };

  search(
    [],
    highest.reduce((sum, ceiling) => sum + ceiling, 0),
  );
  return { settled: found, boundMinor: Math.max(bound, saved(found)) };
}
