import { MessageChannelMain, utilityProcess, type UtilityProcess, type WebContents } from "electron";

export type EngineHost = {
  /** Says something that is no call: a reader's word. */
  tell(word: object): void;
  /** Gives the page a port straight to the engine; what is said there never passes through this process. */
  attach(page: WebContents): void;
  /** Asks the engine to close its files, and ends it when it does not within `limitMs`. */
  stop(limitMs: number): Promise<void>;
};

/** An engine that falls more often than this needs a person; the page says so meanwhile and keeps asking. */
const restarts = { max: 5, withinMs: 60_000 };

export type EngineStart = {
  readonly entry: string;
  readonly args: readonly string[];
  /** Hears what the engine's process says to this one. */
  readonly heard: (word: unknown) => void;
};

/** Starts the engine's process at once and again whenever it ends by itself. After `ready`. */
export function startEngine({ entry, args, heard }: EngineStart): EngineHost {
  const starts: number[] = [];
  let engine: UtilityProcess | undefined;
  let stopping = false;

  const start = (): void => {
    const now = performance.now();
    while (starts[0] !== undefined && now - starts[0] > restarts.withinMs) starts.shift();
    if (stopping || starts.length > restarts.max) return;
    starts.push(now);
    const started = utilityProcess.fork(entry, [...args], { serviceName: "engine", stdio: "inherit" });
    engine = started;
    started.on("message", heard);
    started.once("exit", (code) => {
      if (engine === started) engine = undefined;
      if (stopping) return;
      console.error(`The engine ended unexpectedly (code ${code}); starting it again.`);
      start();
    });
  };
  start();
  return {
    tell: (word) => engine?.postMessage(word),
    attach(page) {
      if (engine === undefined) start();
      if (engine === undefined) return;
      const { port1, port2 } = new MessageChannelMain();
      engine.postMessage("attach", [port1]);
      page.postMessage("engine-port", null, [port2]);
    },
    stop(limitMs) {
      stopping = true;
      const running = engine;
      if (running === undefined) return Promise.resolve();
      return new Promise((resolve) => {
        const timer = setTimeout(() => running.kill(), limitMs);
        running.once("exit", () => {
          clearTimeout(timer);
          resolve();
        });
        running.postMessage("close");
      });
    },
  };
}
