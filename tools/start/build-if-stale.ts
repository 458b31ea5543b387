import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "core",
  "db",
  "electron",
  "renderer",
  "resources",
  "electron.vite.config.ts",
  "package.json",
  "package-lock.json",
];
const built = [
  "out/main/main.js",
  "out/main/engine.js",
  "out/main/devices.js",
  "out/preload/preload.cjs",
  "out/renderer/index.html",
];

/** Whether a source is newer than what was built from it, or nothing was built. */
export function isStale(root = "."): boolean {
  return isOlder(built, sources, root);
}

function isOlder(files: readonly string[], from: readonly string[], root: string): boolean {
  const newest = Math.max(...from.map((source) => newestIn(join(root, source))));
  const oldest = Math.min(...files.map((file) => changedAt(join(root, file))));
  return oldest < newest;
}

const consoleSources = [
  "core",
  "hq/console",
  "hq/console-contract",
  "renderer/ui",
  "resources/locales",
  "hq-console.vite.config.ts",
  "package.json",
  "package-lock.json",
];

/** Builds head office's pages where they are out of date; answers whether they are there. */
export function buildConsole(): boolean {
  if (!isOlder(["out/hq-console/index.html"], consoleSources, ".")) return true;
  const config = ["--config", "hq-console.vite.config.ts", "--logLevel", "warn"];
  const vite = spawnSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", ...config], {
    stdio: ["ignore", 2, 2],
  });
  return vite.status === 0;
}

/** Builds the app; answers whether it worked. What went wrong is printed by the builder itself. */
export function build(): boolean {
  const vite = spawnSync(
    process.execPath,
    ["node_modules/electron-vite/bin/electron-vite.js", "build", "--logLevel", "warn"],
    {
      stdio: ["ignore", 2, 2],
    },
  );
  return vite.status === 0;
}

function newestIn(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(0, ...inside.map((entry) => changedAt(join(entry.parentPath, entry.name))));
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
