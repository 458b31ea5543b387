import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { readOptions, stop } from "./command-line.ts";
import { scoresOf, tableOf } from "./mutation/mutation-score.ts";
import { readMutants } from "./mutation/read-mutants.ts";

const usage = `Usage: npm run mutation [-- [FOLDER or FILE …] [--fresh] [--parallel N] [--survivors]]

Changes the code of core/money and core/pricing, a little at a time, and runs the tests that pass through the change:
a change that no test notices is a rule that no test proves. Ends with 1 when less than 85 % of a room's changes are
noticed. Every test's draws are the same each time. What was measured: docs/MUTATION.md.

  FOLDER or FILE   only these: core/money core/pricing/stack.ts
  --fresh          try changes again that neither code nor tests have altered since
  --parallel N     so many at once (2)
  --survivors      name every change that nothing noticed, of the last run, and run nothing
`;

/** Noticed changes of all, in percent, below which a room fails. */
const goal = 85;
const rooms = ["core/money", "core/pricing"];
const folder = fileURLToPath(new URL("../test/mutation", import.meta.url));
const report = fileURLToPath(new URL("../.data/mutation/report.json", import.meta.url));
const page = ".data/mutation/report.html";

const options = readOptions({
  options: {
    fresh: { type: "boolean", default: false },
    parallel: { type: "string", default: "2" },
    survivors: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
  allowPositionals: true,
});

if (options) {
  const { values, positionals } = options;
  if (values.help) console.log(usage);
  else if (values.survivors) nameSurvivors();
  else if (install()) mutate(positionals, values);
}

/** Stryker is large and rarely needed: it has a folder of its own, filled when first asked for. */
function install(): boolean {
  if (existsSync(`${folder}/node_modules/.package-lock.json`)) return true;
  console.error("Installing Stryker into test/mutation …");
  const { status } = spawnSync("npm ci", { cwd: folder, shell: true, stdio: ["ignore", 2, 2] });
  if (status !== 0) stop(1, "Stryker could not be installed: the network is needed for that once.");
  return status === 0;
}

function mutate(paths: readonly string[], { fresh, parallel }: { fresh: boolean; parallel: string }): void {
  const globs = (paths.length > 0 ? paths : rooms).map((path) => (path.endsWith(".ts") ? path : `${path}/**/*.ts`));
  const args = ["run", `${folder}/stryker.config.json`, "--mutate", globs.join(), "--concurrency", parallel];
  // It takes long and keeps every core busy: whatever else runs here goes first.
  setPriority(19);
  const started = Date.now();
  const command = [
    `${folder}/node_modules/@stryker-mutator/core/bin/stryker.js`,
    ...args,
    ...(fresh ? ["--force"] : []),
  ];
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  if (status !== 0) return stop(1, "Stryker failed: see above.");
  const scores = scoresOf(readMutants(report));
  console.log(`\n${tableOf(scores)}\n\n${((Date.now() - started) / 60_000).toFixed(1)} minutes; each change: ${page}`);
  const low = scores.filter(({ name, percent }) => rooms.includes(name) && percent < goal);
  if (low.length > 0) stop(1, `Below ${goal} %: ${low.map(({ name }) => name).join(", ")}`);
}

function nameSurvivors(): void {
  if (!existsSync(report)) return stop(1, "Nothing was tried yet: npm run mutation");
  const quiet = readMutants(report).filter(({ status }) => status === "Survived" || status === "NoCoverage");
  for (const { file, line, column, operator, replacement, status } of quiet) {
    const what = replacement.replaceAll(/\s+/g, " ");
    console.log(`${file}:${line}:${column} ${status === "Survived" ? operator : `${operator}, never run`}: ${what}`);
  }
}
