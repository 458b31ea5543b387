import { join } from "node:path";
import { app, BrowserWindow, dialog } from "electron";
import { pageOrigin } from "./page-protocol.ts";
import { keepPlace, readPlace } from "./window-place.ts";
import { systemWords } from "./words.ts";

/** A page that falls again sooner than this is not opened a third time without asking. */
const fallsApartMs = 10_000;

/** The one window of the till. Shown when its first picture is ready, so that no empty frame is seen. */
export function openWindow(preload: string): BrowserWindow {
  const placeFile = join(app.getPath("userData"), "window.json");
  const { maximized, ...bounds } = readPlace(placeFile);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: "#F3F4F1",
    title: "Discount Terminal",
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      // It would fetch dictionaries from the network.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  keepPlace(window, placeFile);
  recoverPage(window);
  void window.loadURL(`${pageOrigin}/`);
  return window;
}

/** The engine holds the basket, so a page that fell is simply opened again. */
function recoverPage(window: BrowserWindow): void {
  let fellAt = Number.NEGATIVE_INFINITY;
  window.webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
    if (reason === "clean-exit") return;
    console.error(`The page fell: ${reason} (${exitCode}).`);
    const now = performance.now();
    const again = now - fellAt < fallsApartMs;
    fellAt = now;
    if (again && !ask(window, "pageFell", "reopen")) app.quit();
    else window.webContents.reload();
  });
  window.on("unresponsive", () => {
    if (!ask(window, "pageHangs", "wait")) window.webContents.forcefullyCrashRenderer();
  });
}

function ask(window: BrowserWindow, what: "pageFell" | "pageHangs", yes: "reopen" | "wait"): boolean {
  const words = systemWords();
  const buttons = yes === "reopen" ? [words.reopen, words.quit] : [words.wait, words.reopen];
  return dialog.showMessageBoxSync(window, { type: "warning", message: words[what], buttons, cancelId: 0 }) === 0;
}
