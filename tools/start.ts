// `npm start`: builds what is out of date, picks a shell, says which and why, and ends with it.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { findChromium, startBrowserShell } from "../electron/browser-shell/index.ts";
import { build, isStale } from "./start/build-if-stale.ts";
import { chooseShell, type ShellChoice } from "./start/choose-shell.ts";
import { fetchElectron, findElectron } from "./start/find-electron.ts";
import { startWords } from "./start/words.ts";

const help = `npm start [-- OPTIONS]
  --shell electron|browser   which shell to open; otherwise Electron where it can be had, else a browser
  --data DIR                 folder of the till's data; otherwise .data/demo, or .data/till with --no-demo
  --no-demo                  an empty till instead of the demo shop
  --no-open                  open no window: print the address of the browser shell`;

type Options = {
  readonly asked: "electron" | "browser" | undefined;
  readonly dataDir: string;
  readonly demo: boolean;
  readonly open: boolean;
};

const words = startWords();
const say = (...lines: string[]): void => console.error(lines.join("\n"));

/** Electron that falls sooner than this has not shown a window: a sandbox or a library is missing. */
const electronStartMs = 10_000;

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      shell: { type: "string" },
      data: { type: "string" },
      "no-demo": { type: "boolean", default: false },
      "no-open": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const asked = values.shell;
  if (values.help || (asked !== undefined && asked !== "electron" && asked !== "browser")) {
    say(help);
    process.exit(values.help ? 0 : 2);
  }
  const demo = !values["no-demo"];
  const dataDir = resolve(values.data ?? (demo ? ".data/demo" : ".data/till"));
  return { asked, dataDir, demo, open: !values["no-open"] };
}

function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

function choose({ asked, open }: Options): ShellChoice {
  const display = hasDisplay();
  const wanted = open && display && asked !== "browser";
  let electron = wanted ? findElectron() : undefined;
  if (wanted && electron === undefined) {
    say(words.fetching);
    electron = fetchElectron();
  }
  const found = electron === undefined ? ({ missing: "not-fetched" } as const) : { file: electron };
  return chooseShell({ asked, open, display, electron: found, chromium: findChromium() });
}

/** Resolves to the exit code, or to `fell` when no window came. */
function runElectron(file: string, { dataDir, demo }: Options): Promise<number | "fell"> {
  const started = performance.now();
  const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  const env = { ...rest, DISCOUNT_TERMINAL_DATA: dataDir, DISCOUNT_TERMINAL_DEMO: demo ? "1" : "0" };
  const electron = spawn(file, [...flags, "."], { stdio: "inherit", env });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => electron.kill(signal));
  return new Promise((done) => {
    electron.once("error", () => done("fell"));
    electron.once("exit", (code) => {
      const fell = code !== 0 && performance.now() - started < electronStartMs && !electron.killed;
      done(fell ? "fell" : (code ?? 1));
    });
  });
}

async function runBrowserShell(browser: string | undefined, { dataDir, demo }: Options): Promise<void> {
  const shell = await startBrowserShell({
    dataDir,
    demo,
    resourcesDir: resolve("resources"),
    pageDir: resolve("out/renderer"),
    engineEntry: resolve("electron/engine.ts"),
    devicesEntry: resolve("electron/devices.ts"),
  });
  const end = (): void => void shell.close().then(() => process.exit(0));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, end);
  if (browser === undefined) {
    say(words.address);
    console.log(shell.url);
  } else {
    shell.open(browser, () => {
      say(words.ended);
      end();
    });
  }
  say(words.stop);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (isStale()) {
    say(words.building);
    if (!build()) {
      say(words.buildFailed);
      process.exit(1);
    }
  }
  mkdirSync(options.dataDir, { recursive: true });
  const choice = choose(options);
  say(words[choice.why], `${words.data} ${options.dataDir}${options.demo ? ` (${words.demo})` : ""}`);
  if (choice.shell !== "address" && process.getuid?.() === 0) say(words.root);
  if (choice.shell !== "electron")
    return runBrowserShell(choice.shell === "browser" ? choice.file : undefined, options);
  const ended = await runElectron(choice.file, options);
  if (ended !== "fell") process.exit(ended);
  say(words.electronFell);
  return runBrowserShell(findChromium(), options);
}

await main();
