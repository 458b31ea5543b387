import { fork, type ChildProcess } from "node:child_process";
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "node:net";
import type { Settings } from "../../core/contract/index.ts";
import type { Slip } from "../devices/index.ts";

/** A page that asks to speak with the engine, as its request was read; `head` is what came after the request. */
export type PageCall = { readonly headers: IncomingHttpHeaders; readonly socket: Socket; readonly head: Buffer };

export type EngineChild = {
  /**
   * Hands the page's socket over to the engine: what is said there never passes through this process. When the engine
   * ends the socket closes, and the page comes again. False while no engine runs.
   */
  join(page: PageCall): boolean;
  /** Says something that is no call: a reader's word. */
  tell(word: object): void;
  stop(limitMs: number): Promise<void>;
};

export type EngineStart = {
  readonly entry: string;
  readonly args: readonly string[];
  /** Hears the settings when the engine has opened and whenever they change. */
  readonly settled: (settings: Settings) => void;
  /** Hears what is to go to the receipt printer. */
  readonly print: (slip: Slip) => void;
};

/** What the engine's process says to the shell. */
type FromEngine = { readonly settings: Settings } | { readonly print: Slip };

/** An engine that falls more often than this needs a person; screens keep asking meanwhile. */
const restarts = { max: 5, withinMs: 60_000 };

/** Starts the engine under this Node, and again whenever it ends by itself. */
export function startEngineChild(how: EngineStart): EngineChild {
  const running = keepRunning(how);
  return {
    join({ headers, socket, head }) {
      const child = running.current();
      if (!child?.connected) return false;
      child.send({ page: { headers, head } }, socket, () => undefined);
      return true;
    },
    tell(word) {
      const child = running.current();
      if (child?.connected) child.send(word);
    },
    stop: running.stop,
  };
}

function keepRunning({ entry, args, settled, print }: EngineStart) {
  const starts: number[] = [];
  let child: ChildProcess | undefined;
  let stopping = false;

  const start = (): void => {
    const now = performance.now();
    while (starts[0] !== undefined && now - starts[0] > restarts.withinMs) starts.shift();
    if (stopping || starts.length > restarts.max) return;
    starts.push(now);
    const started = fork(entry, [...args], { serialization: "advanced" });
    child = started;
    // A message to a child that has just died; its exit tells the rest.
    started.on("error", (error) => console.error(`The engine cannot be reached: ${error.message}`));
    started.on("message", (sent: FromEngine) => {
      if ("settings" in sent) settled(sent.settings);
      else print(sent.print);
    });
    started.once("exit", (code, signal) => {
      if (child === started) child = undefined;
      if (!stopping) console.error(`The engine ended unexpectedly (${signal ?? code}); starting it again.`);
      start();
    });
  };
  start();
  return {
    current(): ChildProcess | undefined {
      if (child === undefined) start();
      return child;
    },
    stop(limitMs: number): Promise<void> {
      stopping = true;
      return child === undefined ? Promise.resolve() : endChild(child, limitMs);
    },
  };
}

function endChild(child: ChildProcess, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
    if (child.connected) child.send({ close: true });
  });
}
