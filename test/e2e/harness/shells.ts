import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { join, resolve } from "node:path";
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from "playwright-core";
import { afterAll } from "vitest";
import { findChromium, findElectron, openDisplay } from "../../../tools/runtimes.ts";
import type { Data } from "./data.ts";

/** The app, started as a person starts it, and the page it shows. */
export type LaunchedApp = {
  readonly page: Page;
  /** Electron's main process; undefined in the browser shell. */
  readonly electron?: ElectronApplication;
  /** What the page and the processes complained about, in their words. */
  readonly problems: readonly string[];
  /** What the shell itself said: its standard error. */
  said(): string;
  /** The engine's process, to be killed. */
  enginePid(): number;
  /** `kill -9` of everything at once, as a power cut does. */
  kill(): Promise<void>;
  close(): Promise<void>;
};

export type Shell = { readonly name: "browser" | "electron"; launch(data: Data): Promise<LaunchedApp> };

const launchLimitMs = 10_000;
const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** The shells this machine can run. What is missing is said by `npm test`. */
export const shells: readonly Shell[] = [...(await browserShells()), ...(await electronShells())];

async function browserShells(): Promise<Shell[]> {
  const found = await findChromium();
  if ("missing" in found) return [];
  let starting: Promise<Browser> | undefined;
  afterAll(async () => (await starting)?.close());
  const launch = async (data: Data): Promise<LaunchedApp> => {
    starting ??= chromium.launch({ executablePath: found.path, args: asRoot });
    return launchInBrowser(await starting, data);
  };
  return [{ name: "browser", launch }];
}

async function electronShells(): Promise<Shell[]> {
  const [found, display] = [findElectron(), await openDisplay()];
  if ("missing" in found || "missing" in display) return [];
  afterAll(() => display.close());
  const program = join(found.path, process.platform === "win32" ? "electron.exe" : "electron");
  return [{ name: "electron", launch: (data) => launchInElectron({ program, display: display.name }, data) }];
}

async function launchInBrowser(browser: Browser, data: Data): Promise<LaunchedApp> {
  const flags = ["--no-open", "--data", data.dir, ...(data.demo ? [] : ["--no-demo"])];
  const env = { ...process.env, ...data.env };
  const shell = spawn(process.execPath, ["tools/start.ts", ...flags], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [ended, said] = [new Promise((done) => shell.once("exit", done)), listen(shell.stderr)];
  const [url] = await Promise.race([
    new Promise<[string]>((done) => createInterface(shell.stdout).once("line", (line) => done([line]))),
    ended.then(() => Promise.reject(new Error(`the browser shell ended: ${said()}`))),
  ]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "ru-RU" });
  const page = await context.newPage();
  const problems = watch(page);
  await page.goto(url).catch((error: unknown) => {
    throw new Error(`${String(error)}\n${said()}`);
  });
  return {
    page,
    problems,
    said,
    enginePid: () => descendants(shell.pid ?? 0).find(isEngine)?.pid ?? Number.NaN,
    async kill() {
      await endAll(shell.pid ?? 0);
      await ended;
      await context.close();
    },
    async close() {
      await context.close();
      shell.kill("SIGTERM");
      await ended;
    },
  };
}

async function launchInElectron(
  { program, display }: { program: string; display: string },
  data: Data,
): Promise<LaunchedApp> {
  // Set in some terminals of editors, it turns Electron into plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  const demo = data.demo ? "1" : "0";
  const own = { DISCOUNT_TERMINAL_DATA: data.dir, DISCOUNT_TERMINAL_DEMO: demo };
  const env = { ...rest, ...own, ...data.env, ...(display === "" ? {} : { DISPLAY: display }) };
  const options = { executablePath: program, args: [...asRoot, "."], env, cwd: resolve("."), timeout: launchLimitMs };
  // The driver's handshake with Electron is now and then missed on a busy machine: one more try, then it is a failure.
  const app = await _electron.launch(options).catch((error: unknown) => {
    console.warn(String(error));
    return _electron.launch(options);
  });
  const main = app.process();
  const said = listen(main.stderr);
  const page = await app.firstWindow({ timeout: launchLimitMs });
  return {
    page,
    electron: app,
    problems: watch(page),
    said,
    enginePid: () => descendants(main.pid ?? 0).find(isEngine)?.pid ?? Number.NaN,
    async kill() {
      const ended = new Promise((done) => main.once("exit", done));
      await endAll(main.pid ?? 0);
      await ended;
    },
    close: () => app.close(),
  };
}

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${String(error)}`));
  page.on("crash", () => problems.push("the page crashed"));
  return problems;
}

function listen(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: string[] = [];
  stream?.on("data", (chunk: Buffer) => chunks.push(String(chunk)));
  return () => chunks.join("");
}

type Process = { readonly pid: number; readonly parent: number; readonly command: string };

function descendants(root: number): Process[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" });
  const all = stdout.split("\n").map((row): Process => {
    const [pid, parent, ...command] = row.trim().split(/\s+/);
    return { pid: Number(pid), parent: Number(parent), command: command.join(" ") };
  });
  const inside = (parent: number): Process[] =>
    all.flatMap((row) => (row.parent === parent ? [row, ...inside(row.pid)] : []));
  return inside(root);
}

const isEngine = ({ command }: Process): boolean => /node\.mojom\.NodeService|electron\/engine\.ts/.test(command);

/**
 * `kill -9` of a whole tree, the shell first, or it would start another engine. The files are free once the last of it
 * is gone: the shell may be gone before.
 */
async function endAll(root: number): Promise<void> {
  const pids = [root, ...descendants(root).map(({ pid }) => pid)];
  for (const pid of pids) endNow(pid);
  for (let tries = 0; tries < 100 && pids.some(isAlive); tries += 1) await new Promise((done) => setTimeout(done, 20));
}

function isAlive(pid: number): boolean {
  // One that waits for its parent to notice holds no file any more, unless a thread (`l`) of it is still ending.
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && (!stdout.startsWith("Z") || stdout.includes("l"));
}

function endNow(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It went together with its parent.
    if (!String(error).includes("ESRCH")) throw error;
  }
}
