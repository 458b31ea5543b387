export { findChromium } from "./chromium.ts";
export { startBrowserShell, type BrowserShell, type ShellOptions } from "./shell.ts";
