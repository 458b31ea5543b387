import { fork } from "node:child_process";
import { join } from "node:path";
import { createDeviceRelay, type DevicesChild } from "../devices/index.ts";
import { openChromium } from "./chromium.ts";
import { startEngineChild } from "./engine-child.ts";
import { servePage } from "./server.ts";

export type ShellOptions = {
  readonly dataDir: string;
  readonly resourcesDir: string;
  readonly pageDir: string;
  readonly engineEntry: string;
  readonly devicesEntry: string;
  readonly demo: boolean;
};

export type BrowserShell = {
  readonly url: string;
  /** Opens the page in the browser; `closed` is called when the person closes it. */
  open(browser: string, closed: () => void): void;
  close(): Promise<void>;
};

const stopLimitMs = 5_000;

/** The till without Electron: the same engine under Node, the same page in an installed browser. */
export async function startBrowserShell(options: ShellOptions): Promise<BrowserShell> {
  const flags = options.demo ? ["--demo"] : [];
  const args = ["--data", options.dataDir, "--resources", options.resourcesDir, ...flags];
  const relay = createDeviceRelay(
    () => startDevicesChild(options.devicesEntry),
    (word) => engine.tell({ reader: word }),
  );
  const engine = startEngineChild({ entry: options.engineEntry, args, settled: relay.settled, print: relay.print });
  const server = await servePage(options.pageDir, engine);
  const browsers = new Set<() => void>();
  return {
    url: server.url,
    open(browser, closed) {
      const child = openChromium({ browser, url: server.url, profile: join(options.dataDir, "browser") });
      const end = (): boolean => child.kill();
      browsers.add(end);
      child.once("error", (error) => console.error(`${browser}: ${error.message}`));
      child.once("close", () => {
        if (browsers.delete(end)) closed();
      });
    },
    async close() {
      const open = [...browsers];
      browsers.clear();
      for (const end of open) end();
      relay.close();
      await Promise.all([server.close(), engine.stop(stopLimitMs)]);
    },
  };
}

function startDevicesChild(entry: string): DevicesChild {
  const child = fork(entry, { serialization: "advanced" });
  child.on("error", (error) => console.error(`The readers cannot be reached: ${error.message}`));
  return {
    post: (message) => child.connected && child.send(message),
    onMessage: (listener) => child.on("message", listener),
    onExit: (listener) => child.once("exit", listener),
  };
}
