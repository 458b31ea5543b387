import { join } from "node:path";
import { app } from "electron";
import { runApp } from "./main/index.ts";

const built = join(import.meta.dirname, "..");
// Not awaited: Electron becomes ready only when this module has been evaluated.
void runApp({
  engine: join(built, "main", "engine.js"),
  devices: join(built, "main", "devices.js"),
  preload: join(built, "preload", "preload.cjs"),
  page: join(built, "renderer"),
  // Installed, they lie beside the archive of the program: packs and locales are read by path.
  resources: join(app.isPackaged ? process.resourcesPath : app.getAppPath(), "resources"),
});
