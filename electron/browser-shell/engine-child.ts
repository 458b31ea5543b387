import { fork, type ChildProcess } from "node:child_process";
import type { Settings } from "../../core/contract/index.ts";
import type { Slip } from "../devices/index.ts";

/** One screen's line to the engine child. */
export type Screen = { say(message: unknown): void; leave(): void };

export type EngineChild = {
  /**
   * `hear` gets each message as JSON; `gone` is called when the engine ended: the screen should come again. Undefined
   * while no engine runs.
   */
  join(hear: (json: string) => void, gone: () => void): Screen | undefined;
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

/** What the engine's process says: something to a screen, or its settings to the shell. */
type FromEngine =
  { readonly to: number; readonly json: string } | { readonly settings: Settings } | { readonly print: Slip };

/** An engine that falls more often than this needs a person; screens keep asking meanwhile. */
const restarts = { max: 5, withinMs: 60_000 };

type Joined = { readonly hear: (json: string) => void; readonly gone: () => void };

/** Starts the engine under this Node, and again whenever it ends by itself. */
export function startEngineChild(how: EngineStart): EngineChild {
  const screens = new Map<number, Joined>();
  const running = keepRunning(how, screens);
  let lastScreen = 0;
  return {
    join(hear, gone) {
      const child = running.current();
      if (child === undefined) return undefined;
      lastScreen += 1;
      const screen = lastScreen;
      screens.set(screen, { hear, gone });
      child.send({ attach: screen });
      return {
        say: (message) => child.connected && child.send({ from: screen, message }),
        leave() {
          if (screens.delete(screen) && child.connected) child.send({ detach: screen });
        },
      };
    },
    tell(word) {
      const child = running.current();
      if (child?.connected) child.send(word);
    },
    stop: running.stop,
  };
}

function keepRunning({ entry, args, settled, print }: EngineStart, screens: Map<number, Joined>) {
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
      else if ("print" in sent) print(sent.print);
      else screens.get(sent.to)?.hear(sent.json);
    });
    started.once("exit", (code, signal) => {
      if (child === started) child = undefined;
      const left = [...screens.values()];
      screens.clear();
      if (!stopping) console.error(`The engine ended unexpectedly (${signal ?? code}); starting it again.`);
      start();
      for (const screen of left) screen.gone();
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
