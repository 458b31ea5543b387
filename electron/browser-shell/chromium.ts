import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const onPath = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
];

/** An installed browser of the Chromium family, the most independent first; undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  return candidates(env).find((file) => existsSync(file));
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === "darwin") {
    return ["Chromium", "Google Chrome", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const roots = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].filter(
      (root) => root !== undefined,
    );
    const programs = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
    return programs.flatMap((program) => roots.map((root) => join(root, program)));
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return onPath.flatMap((name) => folders.map((folder) => join(folder, name)));
}

export type BrowserOptions = { readonly browser: string; readonly url: string; readonly profile: string };

/** Opens the page as a window of its own, with a profile of its own: no extension and no other tab comes near it. */
export function openChromium({ browser, url, profile }: BrowserOptions): ChildProcess {
  const args = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-features=Translate",
    "--disable-background-networking",
    "--disable-sync",
  ];
  // Chromium refuses to run as root with its sandbox on; the caller tells the person.
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return spawn(browser, args, { stdio: "ignore" });
}
