// The yardstick of start-up and memory: the least an Electron app with one page can be.
const { app, BrowserWindow } = require("electron");
const { join } = require("node:path");

void app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadFile(join(__dirname, "page.html")));
app.on("window-all-closed", () => app.quit());
