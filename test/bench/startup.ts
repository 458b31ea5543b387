import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";

/** One start of an app, all its processes together. */
export type Start = {
  /** From the spawn to the first scan possible. */
  readonly readyMs: number;
  /** Work of all cores until the app stands idle: on a busy machine steadier than the time. */
  readonly cpuMs: number;
  readonly pssMiB: number;
  readonly processes: number;
};

/** The till stands idle this long before its memory is counted. */
const settleMs = 2_500;

/** Starts an Electron app, waits until it stands idle, ends it. Needs a display, and a built `out/` for the till. */
export async function startOnce(
  electron: string,
  args: readonly string[],
  extra: NodeJS.ProcessEnv = {},
): Promise<Start> {
  const { ELECTRON_RUN_AS_NODE: _, ...rest } = process.env;
  const flags = ["--remote-debugging-port=0", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const spawnedAt = Date.now();
  const child = spawn(electron, [...flags, ...args], {
    env: { ...rest, ...extra },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const port = await debugPort(child);
  try {
    await new Promise((done) => setTimeout(done, settleMs));
    const readyAt = await evaluateInPage(port, `(${readyInPage.toString()})()`);
    const tree = processTree(child.pid ?? 0);
    return {
      readyMs: readyAt - spawnedAt,
      cpuMs: sum(tree.map(cpuMsOf)),
      pssMiB: sum(tree.map(pssKiBOf)) / 1024,
      processes: tree.length,
    };
  } finally {
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGTERM");
    await ended;
  }
}

/**
 * Runs in the page: wall time when the largest content was painted and, in the product, the engine had answered. From
 * then on a scan is priced.
 */
async function readyInPage(): Promise<number> {
  const painted = await new Promise<number>((done) => {
    const observer = new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? Number.NaN));
    observer.observe({ type: "largest-contentful-paint", buffered: true });
  });
  const connected = performance.getEntriesByName("engine-connected")[0]?.startTime ?? 0;
  return performance.timeOrigin + Math.max(painted, connected);
}

function debugPort(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    let text = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      text += String(chunk);
      const found = /DevTools listening on ws:[^:]+:(\d+)/.exec(text)?.[1];
      if (found !== undefined) done(Number(found));
    });
    child.once("exit", (code) =>
      fail(new Error(`Electron ended (${code}) before its page opened: ${text.slice(-2_000)}`)),
    );
  });
}

const Targets = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string() }));
const Evaluated = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) });
const answerLimitMs = 5_000;

/** Asks the only page over the debugging protocol, so that nothing in it had to be changed for the measurement. */
async function evaluateInPage(port: number, expression: string): Promise<number> {
  const targets = Targets.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
  const page = targets.find((target) => target.type === "page");
  if (page === undefined) throw new Error("Electron shows no page");
  const socket = new WebSocket(page.webSocketDebuggerUrl);
  try {
    const answer = await new Promise<string>((done, fail) => {
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.addEventListener("open", () => {
        socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params }));
      });
      socket.addEventListener("error", () => fail(new Error("the page's debugging socket failed")));
      socket.addEventListener("message", ({ data }) => done(String(data)));
      setTimeout(() => fail(new Error("the page painted nothing")), answerLimitMs).unref();
    });
    return Evaluated.parse(JSON.parse(answer)).result.result.value;
  } finally {
    socket.close();
  }
}

function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const stat = /^\d+$/.test(name) ? readProc(`/proc/${name}/stat`) : undefined;
    const parent = stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const isInside = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isInside(parents.get(pid)));
  return [...parents.keys()].filter(isInside);
}

/** Time on a core that the threads of a process have had. */
function cpuMsOf(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  return sum(threads.map((thread) => Number(readProc(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0]))) / 1e6;
}

/** Proportional set size: memory shared by several processes counts once among them. */
function pssKiBOf(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readProc(`/proc/${pid}/smaps_rollup`) ?? "")?.[1] ?? 0);
}

function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The process ended between the listing and the reading.
    return undefined;
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
