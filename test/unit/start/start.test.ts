import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const work = mkdtempSync(join(tmpdir(), "start-"));
afterAll(() => rmSync(work, { recursive: true, force: true }));

/** A program of this name that does this, in a folder of its own. */
function program(folder: string, name: string, script: string): string {
  const dir = join(work, folder);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, name), `#!${process.execPath}\n${script}`);
  chmodSync(join(dir, name), 0o755);
  return dir;
}

/** Opens the page as a browser would, notes what it was started with and saw, and is closed by its user. */
const browser = `
const url = process.argv.find((word) => word.startsWith("--app=")).slice(6);
const { writeFileSync } = require("node:fs");
(async () => {
  const entered = await fetch(url, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie").split(";")[0];
  const page = await (await fetch(new URL("/", url), { headers: { cookie } })).text();
  writeFileSync(process.env.NOTE, JSON.stringify({ args: process.argv.slice(2), page }));
})();`;

type Ended = { readonly code: number | null; readonly said: string; readonly printed: string };

/** `npm start` as a person runs it; `until` ends it once it has said that. */
function start(flags: readonly string[], env: NodeJS.ProcessEnv, until?: RegExp): Promise<Ended> {
  const data = ["--data", mkdtempSync(join(work, "data-"))];
  const child = spawn(process.execPath, ["tools/start.ts", ...data, ...flags], {
    env: { ...process.env, LANG: "en_GB.UTF-8", LC_ALL: "", LC_MESSAGES: "", ...env },
  });
  const [said, printed]: [string[], string[]] = [[], []];
  child.stderr.on("data", (chunk: Buffer) => said.push(String(chunk)));
  child.stdout.on("data", (chunk: Buffer) => {
    printed.push(String(chunk));
    if (until?.test(printed.join(""))) child.kill("SIGTERM");
  });
  return new Promise((done) => {
    child.once("close", (code) => done({ code, said: said.join(""), printed: printed.join("") }));
  });
}

describe.skipIf(process.platform !== "linux")("npm start", () => {
  const address = /^http:\/\/127\.0\.0\.1:\d+\/enter\?key=[\w-]{32}\n$/;

  it("opens an installed browser at the page, with a profile of its own, and ends when it is closed", async () => {
    const folder = program("browser", "chromium", browser);
    const note = join(work, "note.json");
    const PATH = [folder, process.env.PATH].join(delimiter);
    const ended = await start(["--shell", "browser"], { DISPLAY: ":0", PATH, NOTE: note });
    const { args, page } = JSON.parse(readFileSync(note, "utf8")) as { args: string[]; page: string };
    expect(page).toContain("<title>Discount Terminal</title>");
    expect(args.some((word) => word.startsWith("--user-data-dir=") && word.startsWith(work, 16))).toBe(true);
    expect(ended).toMatchObject({ code: 0, said: expect.stringContaining("the till has stopped") });
  });

  it("falls back to the browser when Electron does not start, and says so", async () => {
    const folder = program("fallback", "chromium", browser);
    const dist = program("electron", "electron", "process.exit(133);");
    const PATH = [folder, process.env.PATH].join(delimiter);
    const env = { DISPLAY: ":0", PATH, NOTE: join(work, "fallback.json"), ELECTRON_OVERRIDE_DIST_PATH: dist };
    const { code, said } = await start([], env);
    expect(said).toMatch(/Opening in Electron[^]*Electron did not start; opening in an installed browser/);
    expect(code).toBe(0);
  });

  it("hands Electron the data folder and the demo, and ends with its exit code", async () => {
    const note = join(work, "env.json");
    const tell = `require("node:fs").writeFileSync(${JSON.stringify(note)}, JSON.stringify(process.env));`;
    const dist = program("told", "electron", tell);
    const env = { DISPLAY: ":0", ELECTRON_OVERRIDE_DIST_PATH: dist, ELECTRON_RUN_AS_NODE: "1" };
    const { code } = await start(["--no-demo"], env);
    const given = JSON.parse(readFileSync(note, "utf8")) as Record<string, string>;
    expect(code).toBe(0);
    expect(given).toMatchObject({ DISCOUNT_TERMINAL_DEMO: "0" });
    expect(given["DISCOUNT_TERMINAL_DATA"]).toContain(work);
    expect(given).not.toHaveProperty("ELECTRON_RUN_AS_NODE");
  });

  it("prints the address where there is no display, and why", async () => {
    const { code, said, printed } = await start([], { DISPLAY: "", WAYLAND_DISPLAY: "" }, address);
    expect(said).toContain("There is no display here");
    expect(printed).toMatch(address);
    expect(code).toBe(0);
  });

  it("explains itself and refuses a shell it does not know", async () => {
    const help = await start(["--help"], {});
    expect(help).toMatchObject({ code: 0, said: expect.stringContaining("--no-open") });
    const unknown = await start(["--shell", "firefox"], {});
    expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining("--shell electron|browser") });
  });
});
