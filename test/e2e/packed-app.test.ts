import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { findElectron, openDisplay } from "../../tools/runtimes.ts";
import { packApp } from "../unit/house/pack-app.ts";

const [electron, display] = [findElectron(), await openDisplay()];
const found = "path" in electron && "name" in display ? { dist: electron.path, display } : undefined;
const work = mkdtempSync(join(tmpdir(), "packed-app-"));
chmodSync(work, 0o755);
afterAll(() => {
  found?.display.close();
  rmSync(work, { recursive: true, force: true });
});

// Chromium's sandbox does not work for root, and an installed till does not start without it.
const nobody = 65_534;
const asOrdinary =
  process.getuid?.() === 0 ? ["setpriv", `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups"] : [];
const [probe, ...probeArgs] = [...asOrdinary, "unshare", "--user", "true"];
const canSandbox = process.platform === "linux" && spawnSync(probe, probeArgs).status === 0;

describe.runIf(found !== undefined && canSandbox)("the packed app in Electron, sandboxed, its fuses blown", () => {
  it("finds its parts, shows its page, opens its journal and stops when told", { timeout: 120_000 }, async () => {
    const app = start(packRuntime(found?.dist ?? ""));
    const journal = join(app.home, ".config/discount-terminal/data/journal.db");
    await expect.poll(() => existsSync(journal) || app.ended(), { timeout: 30_000 }).toBeTruthy();
    expect(app.ended(), app.output()).toBeUndefined();
    await expect.poll(() => shownBy(app), { timeout: 10_000 }).toEqual(["app://till/", "Discount Terminal"]);
    app.process.kill("SIGTERM");
    await expect.poll(app.ended, { timeout: 15_000 }).toBeDefined();
    expect(app.output()).not.toMatch(/^\w*Error: |ENOENT/m);
    expect(existsSync(`${journal}-wal`), "the journal was closed in good order").toBe(false);
  });
});

function packRuntime(dist: string): string {
  const electronVersion = readFileSync(join(dist, "version"), "utf8").trim();
  const folder = packApp({ electronDist: dist, electronVersion, output: join(work, "dist") });
  spawnSync("chmod", ["-R", "a+rX", join(work, "dist")]);
  return join(folder, "discount-terminal");
}

/** Address and title of the page, as its debugger tells them: the title stands in the page's own file. */
async function shownBy(app: RunningApp): Promise<readonly string[]> {
  const port = /DevTools listening on ws:[^:]+:(\d+)/.exec(app.output())?.[1];
  if (port === undefined) return [];
  const targets: { type: string; url: string; title: string }[] = await (
    await fetch(`http://127.0.0.1:${port}/json/list`)
  ).json();
  return targets.flatMap(({ type, url, title }) => (type === "page" ? [url, title] : []));
}

interface RunningApp {
  readonly process: ChildProcess;
  readonly home: string;
  output(): string;
  ended(): number | string | undefined;
}

function start(program: string): RunningApp {
  const home = join(work, "home");
  mkdirSync(home);
  if (asOrdinary.length > 0) chownSync(home, nobody, nobody);
  const [command, ...args] = [...asOrdinary, program, "--remote-debugging-port=0"];
  const env = { PATH: process.env.PATH, DISPLAY: found?.display.name, XAUTHORITY: process.env.XAUTHORITY, HOME: home };
  const child = spawn(command, args, { cwd: home, env });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => said.push(chunk.toString()));
  return {
    process: child,
    home,
    output: () => said.join(""),
    ended: () => child.exitCode ?? child.signalCode ?? undefined,
  };
}
