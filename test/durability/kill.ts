import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { checkLife } from "./check-life.ts";
import { canTrace } from "./flushes.ts";
import { type KillPoint, killPoints } from "./till-life.ts";

const child = join(import.meta.dirname, "kill-child.ts");

export type KillReport = { readonly kills: number; readonly sales: number; readonly faults: readonly string[] };

/**
 * Kills a selling till again and again in one data folder. After each kill the folder is opened as a cashier would, and
 * everything that was acknowledged must be there once.
 */
export async function killAgainAndAgain(plan: readonly Kill[], progress?: (done: number) => void): Promise<KillReport> {
  const dir = mkdtempSync(join(tmpdir(), "till-kill-"));
  const faults: string[] = [];
  let sales = 0;
  try {
    for (const [index, kill] of plan.entries()) {
      const acknowledged = await runAndKill(dir, kill);
      const checked = checkLife(dir, Math.max(sales, acknowledged));
      faults.push(...checked.faults.map((fault) => `kill ${index + 1} (${describe(kill)}): ${fault}`));
      sales = checked.sales;
      progress?.(index + 1);
      if (faults.length > 0) break;
    }
    return { kills: plan.length, sales, faults };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** After a time, counted from the start or readiness; at a named point; or instead of the nth writing system call. */
export type Kill =
  | { readonly from: "start" | "ready"; readonly afterMs: number }
  | { readonly point: KillPoint; readonly nth: number }
  | { readonly call: number };

function describe(kill: Kill): string {
  if ("call" in kill) return `writing call ${kill.call}`;
  return "point" in kill ? `${kill.point} #${kill.nth}` : `${kill.afterMs.toFixed(1)} ms after ${kill.from}`;
}

const writingCalls = "pwrite64,write,ftruncate,fsync,fdatasync,rename,unlink,mkdir";

function start(dir: string, kill: Kill) {
  const named = "point" in kill ? [kill.point, String(kill.nth)] : [];
  const node = [process.execPath, child, dir, "point" in kill ? "80" : "100000", ...named];
  const injected = ["strace", "-qq", "-o", "/dev/null", "-e", `trace=${writingCalls}`];
  const trace = "call" in kill ? [...injected, "-e", `inject=${writingCalls}:signal=SIGKILL:when=${kill.call}`] : [];
  const [command = "", ...args] = [...trace, ...node];
  return spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
}

/** The highest receipt that the till acknowledged before it died. */
async function runAndKill(dir: string, kill: Kill): Promise<number> {
  const till = start(dir, kill);
  let said = "";
  let complaint = "";
  till.stderr.setEncoding("utf8").on("data", (text: string) => (complaint += text));
  const ready = new Promise<void>((resolve) => {
    till.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (said.includes("ready")) resolve();
    });
    till.once("close", () => resolve());
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => till.once("close", (_, signal) => resolve(signal)));
  if ("from" in kill) {
    if (kill.from === "ready") await ready;
    await sleep(kill.afterMs);
    till.kill("SIGKILL");
  }
  if ((await ended) !== "SIGKILL") throw new Error(`the till ended by itself at ${describe(kill)}: ${complaint}`);
  return Math.max(
    0,
    ...said
      .split("\n")
      .flatMap((line) => /^sold (\d+)$/.exec(line)?.[1] ?? [])
      .map(Number),
  );
}

/** Every named point `times` times, early and later in the till's life. */
export function atEveryPoint(times: number): Kill[] {
  const once = new Set<KillPoint>(["opened", "closed"]);
  return killPoints.flatMap((point) =>
    Array.from({ length: times }, (_, index) => ({ point, nth: once.has(point) ? 1 : 1 + (index % 2) })),
  );
}

/** One kill in eight while the till is still starting. */
export function atRandom(count: number): Kill[] {
  return Array.from({ length: count }, (_, index) =>
    index % 8 === 7
      ? { from: "start", afterMs: 60 + Math.random() * 120 }
      : { from: "ready", afterMs: Math.random() * 60 },
  );
}

/** Instead of writing system calls spread over a till's first `within` of them. Needs strace. */
export function atWritingCalls(count: number, within = 3000): Kill[] {
  return Array.from({ length: count }, (_, index) => ({
    call: 1 + Math.floor(((index + Math.random()) * within) / count),
  }));
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      kills: { type: "string", default: "1000" },
      points: { type: "string", default: "20" },
      calls: { type: "string", default: canTrace() ? "200" : "0" },
    },
  });
  const [kills, points, calls] = [values.kills, values.points, values.calls].map(Number);
  const plan = [...atEveryPoint(points ?? 0), ...atRandom(kills ?? 0), ...atWritingCalls(calls ?? 0)];
  const report = await killAgainAndAgain(plan, (done) => {
    if (done % 50 === 0) console.log(`${done} of ${plan.length} kills`);
  });
  console.log(`${report.kills} kills, ${report.sales} sales, ${report.faults.length} faults`);
  for (const fault of report.faults) console.error(fault);
  process.exitCode = report.faults.length === 0 ? 0 : 1;
}
