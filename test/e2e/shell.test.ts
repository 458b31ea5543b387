import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appsPerTest, goods, openShop, shells, type Data, type LaunchedApp } from "./harness/index.ts";

describe.each(shells)("the page is locked in $name", ({ launch }) => {
  const apps = appsPerTest({ launch });

  it("reaches nothing but its engine: no network, no other page, no window, no device", async () => {
    const { page } = await apps.launch(await openShop());
    const home = page.url();
    const tried = await page.evaluate(async () => ({
      fetch: await fetch("https://example.com").then(String, () => "refused"),
      image: await new Promise((done) => {
        const image = new Image();
        image.addEventListener("load", () => done("loaded"));
        image.addEventListener("error", () => done("refused"));
        image.src = "https://example.com/a.png";
      }),
      node: typeof Reflect.get(globalThis, "require") + typeof Reflect.get(globalThis, "process"),
      notifications: await Notification.requestPermission(),
    }));
    expect(tried).toEqual({
      fetch: "refused",
      image: "refused",
      node: "undefinedundefined",
      notifications: "denied",
    });
    expect(page.url()).toBe(home);
  });
});

describe.each(shells.filter(({ name }) => name === "electron"))("the window in $name", ({ launch }) => {
  const apps = appsPerTest({ launch });

  it("gives its page three wishes and nothing of Electron's", async () => {
    const { page } = await apps.launch(await openShop());
    const given = await page.evaluate(() => ({
      offer: Object.keys(Object(Reflect.get(window, "terminalHost"))).toSorted(),
      frozen: Object.isFrozen(Reflect.get(window, "terminalHost")),
      electron: ["ipcRenderer", "electron", "module", "Buffer"].filter((name) => name in window),
      webview: "src" in document.createElement("webview"),
    }));
    expect(given).toEqual({ offer: ["attach", "print", "savePdf"], frozen: true, electron: [], webview: false });
  });

  it("shows built files alone, each under the content policy", async () => {
    const { electron } = await apps.launch(await openShop());
    const answers = await electron?.evaluate(async ({ net }) => {
      const ask = (url: string, method = "GET") =>
        net.fetch(url, { method }).then(
          ({ ok, headers }) => (ok ? String(headers.get("content-security-policy")) : "nothing"),
          () => "nothing",
        );
      const others = ["app://till/main.js", "app://till/%2e%2e/main/main.js", "app://other/index.html"];
      return {
        page: await ask("app://till/"),
        not: await Promise.all([...others.map((url) => ask(url)), ask("app://till/", "POST")]),
      };
    });
    expect(answers?.not).toEqual(Array(4).fill("nothing"));
    const policy = String(answers?.page).split("; ");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy.join(" ")).not.toMatch(/unsafe|https?:|\*/);
  });

  it("opens its page in one process, never in a second that takes over", async () => {
    const { electron } = await apps.launch(await openShop());
    const seen = await electron?.evaluate(async ({ app, BrowserWindow }) => {
      const tabs = (): number[] => app.getAppMetrics().flatMap(({ type, pid }) => (type === "Tab" ? [pid] : []));
      const [before, opened] = [new Set(tabs()), new Set<number>()];
      const look = setInterval(() => tabs().forEach((pid) => opened.add(pid)), 1);
      await new BrowserWindow({ show: false }).loadURL("app://till/");
      clearInterval(look);
      return [...opened].filter((pid) => !before.has(pid)).length;
    });
    expect(seen).toBe(1);
  });

  it("neither leaves its page nor opens another", async () => {
    const { page, electron } = await apps.launch(await openShop());
    await page.evaluate(() => {
      location.href = "https://example.com";
      window.open("https://example.com");
    });
    await page.waitForTimeout(300);
    expect(page.url()).toBe("app://till/");
    expect(await electron?.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it("that falls is opened again with the basket in it", async () => {
    const { app, till } = await apps.open(await openShop([["scan", { code: goods.milk.code }]]));
    await till.says("total", "2,45");
    // The driver gives a page up that fell, so what the new one shows is asked of the main process.
    const shown = await app.electron?.evaluate(async ({ BrowserWindow }) => {
      const page = BrowserWindow.getAllWindows()[0]?.webContents;
      const loaded = new Promise((done) => page?.once("did-finish-load", () => done(true)));
      page?.forcefullyCrashRenderer();
      await loaded;
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const text: unknown = await page?.executeJavaScript("document.body.innerText");
        if (String(text).includes("Молоко")) return String(text);
        await new Promise((done) => setTimeout(done, 50));
      }
      return "";
    });
    expect(shown?.replaceAll(/\s/g, "")).toContain("2,45");
  });

  it("is brought forward when the app is started a second time on its data", async () => {
    const data = await openShop();
    const { electron } = await apps.launch(data);
    if (electron === undefined) throw new Error("this shell is Electron");
    const second = await startAgain(electron.process().spawnfile, data);
    expect(second).toEqual({ code: 0, said: expect.stringContaining("open already") });
    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  it("saves a receipt as PDF where the person says, and says so", async () => {
    const data = await openShop([["scan", { code: goods.milk.code }]]);
    const { app, till } = await apps.open(data);
    await till.press("F9");
    await till.press("F6");
    await till.press("Enter");
    await till.says("receipt", "2,45");
    const file = join(data.dir, "receipt.pdf");
    await chooseFile(app, file);
    await till.press("Control+s");
    await till.says("receipt", "PDF");
    await expect.poll(() => readFileSync(file).subarray(0, 5).toString()).toBe("%PDF-");
    await chooseFile(app, "");
    await till.press("Control+s");
  });
});

/** Answers the next save dialogs as a person would. */
async function chooseFile({ electron }: LaunchedApp, filePath: string): Promise<void> {
  await electron?.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: chosen === "", filePath: chosen });
  }, filePath);
}

function startAgain(program: string, data: Data): Promise<{ code: number | null; said: string }> {
  const flags = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const env = { ...process.env, DISCOUNT_TERMINAL_DATA: data.dir, DISCOUNT_TERMINAL_DEMO: "1" };
  const child = spawn(program, [...flags, "."], { env, stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(String(chunk)));
  return new Promise((done) => child.once("exit", (code) => done({ code, said: said.join("") })));
}
