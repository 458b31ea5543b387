import { utilityProcess } from "electron";
import type { DevicesChild, DeviceRelay, FromDevices, Slip } from "../devices/index.ts";
import type { Settings } from "../../core/contract/index.ts";

/** Starts the devices' process once the settings name a reader or printer; most tills have none, and never load it. */
export function serveReaders(entry: string, tell: (word: FromDevices) => void): { heard: (word: unknown) => void } {
  let relay: Promise<DeviceRelay> | undefined;
  const start = (): DevicesChild => {
    const child = utilityProcess.fork(entry, [], { serviceName: "devices", stdio: "inherit" });
    return {
      post: (message) => child.postMessage(message),
      onMessage: (listener) => child.on("message", listener),
      onExit: (listener) => child.once("exit", listener),
    };
  };
  return {
    heard(word) {
      const slip = slipIn(word);
      if (slip !== undefined) void relay?.then((ready) => ready.print(slip));
      const settings = settingsIn(word);
      if (settings === undefined) return;
      const { scanner, printer } = settings;
      if (relay === undefined && scanner.serialPath === "" && !scanner.hid && printer.kind !== "escpos") return;
      relay ??= import("../devices/index.ts").then(({ createDeviceRelay }) => createDeviceRelay(start, tell));
      void relay.then((ready) => ready.settled(settings));
    },
  };
}

/** The engine's process is ours and says `{settings}`, as the engine has checked them, or `{print}`, nothing else. */
function settingsIn(word: unknown): Settings | undefined {
  return typeof word === "object" && word !== null && "settings" in word ? (word.settings as Settings) : undefined;
}

function slipIn(word: unknown): Slip | undefined {
  return typeof word === "object" && word !== null && "print" in word ? (word.print as Slip) : undefined;
}
