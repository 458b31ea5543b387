import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

const executables: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "Electron.app/Contents/MacOS/Electron",
  win32: "electron.exe",
};

/** A download that has not come by then would make the person wait for a window that may never open. */
const fetchLimitMs = 120_000;

/** The Electron binary: a named one, or the one beside the package; undefined where there is none. */
export function findElectron(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const dist = env["ELECTRON_OVERRIDE_DIST_PATH"] ?? resolve("node_modules/electron/dist");
  const file = join(dist, executables[process.platform] ?? "electron");
  return existsSync(file) ? file : undefined;
}

/** Lets Electron's own script fetch the binary; answers what came of it. Without a network it gives up at once. */
export function fetchElectron(): string | undefined {
  spawnSync(process.execPath, [resolve("node_modules/electron/install.js")], {
    stdio: "ignore",
    timeout: fetchLimitMs,
  });
  return findElectron({});
}
