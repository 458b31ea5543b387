import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startBrowserShell, type BrowserShell } from "../../../electron/browser-shell/index.ts";
import { hasSocat, PtyScanner } from "../devices/pty.ts";
import { cards, goods, people } from "./test-till.ts";

/** A screen of the real shell: what it is told, and what it asks. */
async function openScreen(shell: BrowserShell) {
  const entered = await fetch(shell.url, { redirect: "manual" });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { origin, host } = new URL(shell.url);
  const socket = new WebSocket(`ws://${host}/engine`, { headers: { cookie, origin } });
  await new Promise((done, fail) => socket.once("open", done).once("error", fail));
  const heard: unknown[] = [];
  let id = 0;
  socket.on("message", (data: Buffer) => heard.push(JSON.parse(data.toString("utf8"))));
  const until = (expected: object): Promise<void> =>
    expect.poll(() => heard, { timeout: 20_000 }).toContainEqual(expect.objectContaining(expected));
  return {
    heard,
    until,
    async ask(command: string, input: object = {}): Promise<void> {
      id += 1;
      socket.send(JSON.stringify({ id, command, input }));
      await until({ id, ok: expect.anything() });
    },
    scanned: () => heard.filter((message) => JSON.stringify(message).startsWith('{"event":"deviceScan"')),
    close: () => socket.close(),
  };
}

describe.skipIf(!hasSocat)("a serial reader at the real engine's process (needs socat)", () => {
  let dir = "";
  let shell: BrowserShell;
  let scanner: PtyScanner;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), "reader-"));
    scanner = new PtyScanner();
    await scanner.plug();
    shell = await startBrowserShell({
      dataDir: dir,
      resourcesDir: resolve("resources"),
      pageDir: dir,
      engineEntry: resolve("electron/engine.ts"),
      devicesEntry: resolve("electron/devices.ts"),
      demo: true,
    });
  });
  afterEach(async () => {
    await shell.close();
    await scanner.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  const setUp = (serialPath: string) => ({
    settings: { scanner: { layout: "us", slow: false, prefix: "", suffix: "", serialPath, hid: false } },
  });
  const devices = (...found: unknown[]) => ({
    event: "statusChanged",
    view: expect.objectContaining({ devices: found }),
  });

  it("is read once it is set up: each code reaches the screen once, a payment card as a refusal", async () => {
    const screen = await openScreen(shell);
    await screen.ask("signIn", people.manager);
    await screen.ask("saveSettings", setUp(scanner.hostPath));
    await screen.until(devices(expect.objectContaining({ kind: "serial", state: "ready" })));

    await scanner.send(`${goods.milk.code}\r`);
    await screen.until({ event: "deviceScan", view: { code: goods.milk.code } });
    await scanner.send(`${cards.active}\r`);
    await screen.until({ event: "deviceScan", view: { code: cards.active } });

    await scanner.send("%B4111111111111111^DOE/JANE^49121010000?;4111111111111111=49121010000?\r");
    const refusal = { kind: "bank-card-refused", message: expect.stringContaining("Это банковская карта") };
    await screen.until({ event: "scanned", view: { outcome: null, refusal } });
    expect(JSON.stringify(screen.heard)).not.toMatch(/4111|DOE|4912/);

    // One code sent twice in a moment is one scan, whatever reader it came from.
    const before = screen.scanned().length;
    await scanner.send(`${goods.beer.code}\r${goods.beer.code}\r${goods.chocolate.code}\r`);
    await expect.poll(() => screen.scanned().length, { timeout: 10_000 }).toBe(before + 2);

    await screen.ask("saveSettings", setUp(""));
    await screen.until(devices());
    screen.close();
  }, 60_000);
});
