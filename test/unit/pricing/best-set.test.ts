import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bestSet, type Choice } from "../../../core/pricing/best-set.ts";
import { draws } from "../draws.ts";

type Problem = {
  /** What each member saves, and the most that it is said to save. */
  readonly worth: readonly number[];
  readonly ceilings?: readonly number[];
  readonly most?: number;
  readonly clash?: (a: number, b: number) => boolean;
};

const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

/** Solves a problem whose members save their worth, all together no more than `most`; tells how many were applied. */
function solve({ worth, ceilings = worth, most = Infinity, clash = () => false }: Problem) {
  let applied = 0;
  const choice: Choice<readonly number[]> = {
    ceilings,
    most,
    clash,
    start: [],
    next: (state, member) => {
      applied += 1;
      return [...state, member];
    },
    saved: (state) => Math.min(most, sum(state.map((member) => worth[member] ?? 0))),
  };
  const { state, boundMinor } = bestSet(choice);
  return { members: state, savedMinor: choice.saved(state), boundMinor, applied };
}

describe("the best set of members", () => {
  it.each<[string, Problem, readonly number[]]>([
    ["none: nothing", { worth: [] }, []],
    ["without conflicts: all that save", { worth: [5, 0, 3] }, [0, 2]],
    ["two in conflict: the one that saves more", { worth: [5, 7], clash: () => true }, [1]],
    ["of equals: the earlier", { worth: [5, 5], clash: () => true }, [0]],
    ["two against one between them", { worth: [4, 7, 4], clash: (a, b) => a === 1 || b === 1 }, [0, 2]],
    ["one against two beside it", { worth: [3, 7, 3], clash: (a, b) => a === 1 || b === 1 }, [1]],
    ["one against two beside it, asked first", { worth: [9, 5, 5], clash: (a, b) => a === 0 || b === 0 }, [1, 2]],
    [
      "of equals the earlier, whatever the other was said to save",
      { worth: [5, 5], ceilings: [5, 9], clash: () => true },
      [0],
    ],
    ["a member that can save nothing is not tried", { worth: [0, 2] }, [1]],
  ])("%s", (_what, problem, members) => {
    const { members: found, savedMinor, boundMinor } = solve(problem);
    expect(found).toEqual(members);
    expect(boundMinor).toBe(savedMinor);
  });

  it("equals trying every admissible set, however loose the ceilings, and says so", () => {
    const member = fc.record({ worth: fc.nat(50), slack: fc.nat(30) });
    const problem = fc.record({
      members: fc.array(member, { minLength: 1, maxLength: 8 }),
      pairs: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 }),
      most: fc.integer({ min: 20, max: 200 }),
    });
    fc.assert(
      fc.property(problem, ({ members, pairs, most }) => {
        const worth = members.map((one) => one.worth);
        const clash = (a: number, b: number) => pairs.some(([x, y]) => (a === x && b === y) || (a === y && b === x));
        let best = 0;
        for (let mask = 0; mask < 2 ** worth.length; mask += 1) {
          const chosen = [...worth.keys()].filter((at) => (mask >> at) & 1);
          const isFree = chosen.every((a) => chosen.every((b) => a === b || !clash(a, b)));
          if (isFree) best = Math.max(best, Math.min(most, sum(chosen.map((at) => worth[at] ?? 0))));
        }
        const ceilings = members.map((one) => one.worth + one.slack);
        const found = solve({ worth, ceilings, most, clash });
        expect(found).toMatchObject({ savedMinor: best, boundMinor: best });
        expect(found.members.every((a) => found.members.every((b) => a === b || !clash(a, b)))).toBe(true);
      }),
      { numRuns: draws(1000) },
    );
  });
});

describe("what cannot beat the best so far is not tried", () => {
  const thirty = Array.from({ length: 30 }, () => 10);
  it.each<[string, Problem, number]>([
    ["members that all exclude each other count as one", { worth: thirty, clash: () => true }, 1],
    ["nothing saves more than the lines cost", { worth: thirty, most: 10 }, 1],
    ["exact ceilings: each member is applied once", { worth: thirty }, 30],
    [
      "1 + 9 is found first, and of the two nines, which exclude each other, one counts",
      { worth: [1, 9, 9], clash: (a, b) => Math.abs(a - b) === 1 },
      2,
    ],
  ])("%s", (_what, problem, applied) => {
    expect(solve(problem).applied).toBe(applied);
  });
});

describe("a search that would take too long stops and says how far the optimum may be", () => {
  const worth = Array.from({ length: 30 }, (_, at) => at + 1);
  const clash = (a: number, b: number) => (a * 7 + b * 7) % 5 === 0 && a !== b;
  const stop = () => solve({ worth, ceilings: worth.map((one) => one * 3), most: 5000, clash });

  it("after 20 000 members applied", () => {
    expect(stop().applied).toBe(20_000);
  });

  it("the bound is above what was found, and below what the lines cost", () => {
    const { boundMinor, savedMinor } = stop();
    expect(boundMinor).toBeGreaterThan(savedMinor);
    expect(boundMinor).toBeLessThan(5000);
  });

  it("what was found is admissible and its members are the ones that were applied", () => {
    const { members, savedMinor } = stop();
    expect(members.every((a) => members.every((b) => !clash(a, b)))).toBe(true);
    expect(savedMinor).toBe(sum(members.map((at) => worth[at] ?? 0)));
  });
});
