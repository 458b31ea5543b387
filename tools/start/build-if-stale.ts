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
  const newest = Math.max(...sources.map((source) => newestIn(join(root, source))));
  const oldest = Math.min(...built.map((file) => changedAt(join(root, file))));
  return oldest < newest;
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
