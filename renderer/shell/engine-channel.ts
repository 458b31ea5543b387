import type { CallMessage } from "../../core/contract/index.ts";
import { electronHost } from "./host.ts";

/** One attempt to reach the engine. It is over after `closed`; the next attempt opens another channel. */
export type EngineChannel = { send(message: CallMessage): void; close(): void };

export type ChannelEvents = {
  opened(): void;
  message(message: unknown): void;
  /** Called once, also for a channel that never opened. */
  closed(): void;
};

export type OpenChannel = (events: ChannelEvents) => EngineChannel;

/** The channel of the shell this page runs in: a port straight to the engine (Electron) or a socket (browser shell). */
export const openShellChannel: OpenChannel = (events) =>
  electronHost() === undefined ? openSocket(events) : openPort(events);

/** A port that was asked for and did not come: the engine is being restarted. */
const portLimitMs = 5_000;

function openPort(events: ChannelEvents): EngineChannel {
  let port: MessagePort | undefined;
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    window.removeEventListener("message", arrive);
    port?.close();
    events.closed();
  };
  const arrive = (event: MessageEvent<unknown>): void => {
    const [offered] = event.ports;
    if (event.source !== window || event.data !== "engine-port" || offered === undefined) return;
    window.removeEventListener("message", arrive);
    clearTimeout(timer);
    port = offered;
    port.addEventListener("message", ({ data }: MessageEvent<unknown>) => events.message(parseJson(data)));
    port.addEventListener("close", end);
    port.start();
    events.opened();
  };
  const timer = setTimeout(end, portLimitMs);
  window.addEventListener("message", arrive);
  electronHost()?.attach();
  return { send: (message) => port?.postMessage(JSON.stringify(message)), close: end };
}

function openSocket(events: ChannelEvents): EngineChannel {
  const socket = new WebSocket(new URL("/engine", location.href.replace(/^http/, "ws")));
  socket.addEventListener("open", events.opened);
  socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => events.message(parseJson(data)));
  socket.addEventListener("close", events.closed);
  return { send: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch (error) {
    return { unreadable: String(error) };
  }
}
