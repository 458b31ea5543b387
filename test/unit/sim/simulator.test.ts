import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { mutants } from "../../sim/mutants.ts";
import { planOf } from "../../sim/plan.ts";
import { runPlan, type Given } from "../../sim/run-seed.ts";
import { prepare, simulate } from "../../sim/simulate.ts";
import { readFileSync } from "node:fs";

const run = promisify(execFile);
let given: Given;
beforeAll(async () => {
  given = await prepare();
}, 60_000);

describe("tills and head office against all that breaks", () => {
  it("sixty stories: every rule holds after every step, and at the end all agree", async () => {
    expect((await simulate(given, { from: 1, count: 60 })).found).toEqual([]);
  }, 120_000);

  // Each of these stories found a mistake that was in the code.
  it.each([10, 116, 130, 178, 303, 750])("story %i", async (seed) => {
    expect((await runPlan(planOf(seed), given)).broken).toBeNull();
  });

  it("the same seed is the same story", async () => {
    const [one, other] = [await runPlan(planOf(7), given), await runPlan(planOf(7), given)];
    expect(one.story.length).toBeGreaterThan(5);
    expect(other).toEqual(one);
  });
});

describe("the simulator can fail", () => {
  it.each(Object.entries(mutants))("the mutant '%s' still changes something", (_, { file, was, becomes }) => {
    expect(readFileSync(file, "utf8")).toContain(was);
    expect(becomes).not.toBe(was);
  });

  it("finds a planted mistake, names its seed and ends with 1", async () => {
    const args = ["tools/sim.ts", "--mutant", "an older line undoes a block", "--seeds", "60", "--jobs", "1"];
    const failed = await run(process.execPath, args).then(
      () => undefined,
      (error: { code: number; stdout: string }) => error,
    );
    expect(failed?.code).toBe(1);
    expect(failed?.stdout).toMatch(/npm run sim -- --seed \d+/);
  }, 120_000);
});
