import { join } from "node:path";
import { app, BrowserWindow, dialog, ipcMain, Menu } from "electron";
import { startEngine, type EngineHost } from "./engine-host.ts";
import { isOurPage, lockPages, lockSession } from "./locks.ts";
import { declarePageScheme, servePage } from "./page-protocol.ts";
import { servePaper } from "./paper.ts";
import { serveReaders } from "./readers.ts";
import { serveSecrets } from "./secrets.ts";
import { openWindow } from "./window.ts";
import { systemWords } from "./words.ts";

/** Where the built parts of the app lie. */
export type AppParts = {
  readonly engine: string;
  readonly devices: string;
  readonly preload: string;
  readonly page: string;
  readonly resources: string;
};

const stopLimitMs = 5_000;

/** The Electron shell: one window, one engine, nothing else. Call before `ready`. */
export async function runApp(parts: AppParts): Promise<void> {
  const dataDir = chooseDataDir();
  if (!app.requestSingleInstanceLock()) {
    console.error("Discount Terminal is open already: its window has been brought to the front.");
    return app.exit(0);
  }
  const sandboxOff = app.commandLine.hasSwitch("no-sandbox");
  // It would override the switch, which root needs on a developer's machine.
  if (!sandboxOff) app.enableSandbox();
  // A till shows still pictures: drawing them without the GPU starts it sooner, takes a tenth less memory, and no
  // graphics driver can take it down.
  app.disableHardwareAcceleration();
  // Our page opens no connection, so Chromium's network service has no work that a process of its own would keep away
  // from the rest: without one the till starts 20 ms sooner and takes less memory.
  app.commandLine.appendSwitch("enable-features", "NetworkServiceInProcess2");
  declarePageScheme();
  lockPages();
  await app.whenReady();
  if (sandboxOff && app.isPackaged) {
    dialog.showErrorBox("Discount Terminal", systemWords().sandboxOff);
    return app.exit(1);
  }
  // The engine opens its files while the window comes up.
  const args = ["--data", dataDir, "--resources", parts.resources, ...demoFlag()];
  const readers = serveReaders(parts.devices, (word) => engine.tell({ reader: word }));
  const secrets = serveSecrets((word) => engine.tell(word));
  const heard = (word: unknown): void => [readers.heard, secrets].forEach((hear) => hear(word));
  const engine = startEngine({ entry: parts.engine, args, heard });
  Menu.setApplicationMenu(process.platform === "darwin" ? macMenu() : null);
  lockSession();
  servePage(parts.page);
  servePaper();
  ipcMain.on("attach", ({ sender, senderFrame }) => {
    if (isOurPage(sender, senderFrame)) engine.attach(sender);
  });
  const window = openWindow(parts.preload);
  app.on("second-instance", () => bringForward(window));
  quitTogether(engine);
}

/** Overrides are for development: in an installed app the environment cannot point the till at other data. */
function chooseDataDir(): string {
  const override = app.isPackaged ? undefined : process.env["DISCOUNT_TERMINAL_DATA"];
  if (override === undefined) return join(app.getPath("userData"), "data");
  app.setPath("userData", join(override, "shell"));
  return override;
}

function demoFlag(): string[] {
  return !app.isPackaged && process.env["DISCOUNT_TERMINAL_DEMO"] === "1" ? ["--demo"] : [];
}

function macMenu(): Menu {
  return Menu.buildFromTemplate([{ role: "appMenu" }, { role: "editMenu" }]);
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** The app ends when its window does, after the engine has closed its files. */
function quitTogether(engine: EngineHost): void {
  app.on("window-all-closed", () => app.quit());
  app.once("will-quit", (event) => {
    event.preventDefault();
    void engine.stop(stopLimitMs).then(() => app.exit(0));
  });
}
