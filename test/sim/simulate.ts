import { planOf, type Plan } from "./plan.ts";
import { runPlan, type Given, type Outcome } from "./run-seed.ts";
import { setUpTill } from "./shop.ts";
import { emptyLedger } from "./sqlite-ledger.ts";

export type Found = { readonly seed: number; readonly broken: string };
export type Simulated = { readonly seeds: number; readonly steps: number; readonly found: readonly Found[] };

/** What every run begins from; made once. */
export async function prepare(): Promise<Given> {
  return { newTill: setUpTill(), ledger: await emptyLedger() };
}

/** Runs these seeds one after another. `each` hears of every seed. */
export async function simulate(
  given: Given,
  { from, count }: { readonly from: number; readonly count: number },
  each: (seed: number, outcome: Outcome) => void = () => undefined,
): Promise<Simulated> {
  const found: Found[] = [];
  let steps = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    const outcome = await runPlan(planOf(seed), given);
    steps += outcome.steps;
    if (outcome.broken !== null) found.push({ seed, broken: outcome.broken });
    each(seed, outcome);
  }
  return { seeds: count, steps, found };
}

const maxTries = 250;

/** The same plan with as few deeds as still break a rule. */
export async function shrink(plan: Plan, given: Given): Promise<Plan> {
  let best = plan;
  let tries = 0;
  for (let size = Math.ceil(plan.deeds.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.deeds.length && tries < maxTries; tries += 1) {
      const deeds = best.deeds.toSpliced(at, size);
      const shorter = { ...best, deeds };
      if ((await runPlan(shorter, given)).broken === null) at += size;
      else best = shorter;
    }
  }
  return best;
}
