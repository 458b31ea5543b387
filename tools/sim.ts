import { spawn } from "node:child_process";
import { registerHooks } from "node:module";
import { availableParallelism } from "node:os";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { mutants, type Mutant } from "../test/sim/mutants.ts";

const usage = `Usage: npm run sim [-- --seeds N --from N | --seed N [--whole] | --mutants]

Plays tills and head office against everything that breaks: one seed is one story of loss, doubling, reordering, cut
ways, power cuts, old copies, clones, wrong clocks and crashes. The rules are judged after every step, and once all is
mended everybody must agree. Ends with 1 when a rule was broken.

  --seeds N    how many (default 1000), from --from N (default 1), on --jobs N processes (default: one a core)
  --seed N     one seed: prints the shortest story that still breaks a rule; with --whole the whole one
  --mutants    plants known mistakes into the code and tells with which seed each is found; 1 when one is not
  --mutant X   the seeds with this one mistake planted
`;

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    jobs: { type: "string", default: String(availableParallelism()) },
    seed: { type: "string" },
    whole: { type: "boolean", default: false },
    mutant: { type: "string" },
    mutants: { type: "boolean", default: false },
    part: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const shownMost = 10;
const [seeds, from, jobs] = [Number(values.seeds), Number(values.from), Number(values.jobs)];

if (values.help || ![seeds, from, jobs].every((each) => Number.isSafeInteger(each) && each > 0)) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 2;
} else if (values.mutants) process.exitCode = await tryMutants();
else {
  if (values.mutant !== undefined) plant(values.mutant);
  if (values.seed !== undefined) process.exitCode = await tellOne(Number(values.seed));
  else if (values.part) await runPart();
  else process.exitCode = await runAll(values.mutant === undefined ? [] : ["--mutant", values.mutant]);
}

/** The code is mutated as it is loaded: what is on disk stays as it is. */
function plant(name: string): void {
  const mutant: Mutant | undefined = mutants[name];
  if (!mutant) throw new Error(`no such mutant; there are: ${Object.keys(mutants).join(" · ")}`);
  const { file, was, becomes } = mutant;
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(`/${file}`)) return loaded;
      const source = textOf(loaded.source);
      if (!source.includes(was)) throw new Error(`${file} does not hold what the mutant "${name}" changes`);
      return { ...loaded, source: source.replace(was, () => becomes) };
    },
  });
}

function textOf(source: string | ArrayBuffer | ArrayBufferView | undefined): string {
  if (typeof source === "string") return source;
  return source === undefined ? "" : new TextDecoder().decode(source);
}

async function tellOne(seed: number): Promise<number> {
  const { prepare, shrink } = await import("../test/sim/simulate.ts");
  const [{ runPlan }, { planOf }] = [await import("../test/sim/run-seed.ts"), await import("../test/sim/plan.ts")];
  const given = await prepare();
  const plan = planOf(seed);
  const first = await runPlan(plan, given);
  const isBroken = first.broken !== null;
  const told = isBroken && !values.whole ? await runPlan(await shrink(plan, given), given) : first;
  if (isBroken || values.whole) console.log(told.story.join("\n"));
  console.log(isBroken ? `seed ${seed}: ${first.broken}` : `seed ${seed}: ${first.steps} steps, all rules hold`);
  return isBroken ? 1 : 0;
}

/** A share of the seeds, for the process that asked for it. */
async function runPart(): Promise<void> {
  const { prepare, simulate } = await import("../test/sim/simulate.ts");
  await simulate(await prepare(), { from, count: seeds }, (seed, { steps, broken }) => {
    console.log(JSON.stringify({ seed, steps, broken }));
  });
}

type Line = { readonly seed: number; readonly steps: number; readonly broken: string | null };
async function runAll(more: readonly string[]): Promise<number> {
  const begun = performance.now();
  const found: Line[] = [];
  let [done, steps] = [0, 0];
  const share = Math.ceil(seeds / jobs);
  const parts = Array.from({ length: jobs }, async (_, job) => {
    const count = Math.min(share, seeds - job * share);
    if (count <= 0) return true;
    return part([...more, "--from", String(from + job * share), "--seeds", String(count)], (line) => {
      done += 1;
      steps += line.steps;
      if (line.broken !== null) found.push(line);
      if (line.broken !== null && found.length <= shownMost) console.log(`seed ${line.seed}: ${line.broken}`);
      if (done % 1000 === 0) console.log(`${done} seeds, ${rate(done, begun)} a second`);
    });
  });
  const ended = await Promise.all(parts);
  console.log(`${done} seeds, ${steps} steps, ${rate(done, begun)} seeds a second, ${found.length} broken`);
  const [first] = found.toSorted((a, b) => a.seed - b.seed);
  if (first)
    console.log(`Its story: npm run sim -- --seed ${first.seed}${values.mutant ? ` --mutant "${values.mutant}"` : ""}`);
  return first || ended.includes(false) || done < seeds ? 1 : 0;
}

function rate(count: number, begun: number): string {
  return ((count * 1000) / (performance.now() - begun)).toFixed(0);
}

async function part(args: readonly string[], hear: (line: Line) => void): Promise<boolean> {
  const child = spawn(process.execPath, [import.meta.filename, "--part", ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<boolean>((resolve) => void child.on("exit", (code) => resolve(code === 0)));
  for await (const line of createInterface({ input: child.stdout })) hear(JSON.parse(line) as Line);
  return ended;
}

/** Each until it is found, at most so many seeds. */
async function tryMutants(): Promise<number> {
  let missed = 0;
  for (const name of Object.keys(mutants)) {
    const found = await firstFound(name);
    missed += found ? 0 : 1;
    console.log(
      `${name}: ${found ? `seed ${found.seed}: ${String(found.broken).slice(0, 100)}` : `not within ${seeds}`}`,
    );
  }
  return missed === 0 ? 0 : 1;
}

async function firstFound(name: string): Promise<Line | undefined> {
  const args = ["--part", "--mutant", name, "--seeds", String(seeds)];
  const child = spawn(process.execPath, [import.meta.filename, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let found: Line | undefined;
  for await (const text of createInterface({ input: child.stdout })) {
    const line = JSON.parse(text) as Line;
    if (line.broken === null) continue;
    found ??= line;
    child.kill();
  }
  return found;
}
