import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const child = join(import.meta.dirname, "flush-child.ts");

/** Whether this machine can count system calls. */
export function canTrace(): boolean {
  return spawnSync("strace", ["-e", "trace=none", "true"]).status === 0;
}

/**
 * Flushes per sale as the kernel sees them: the difference of two runs, so that opening and closing do not count. Scans
 * are not sales: the basket is saved before the counting starts.
 */
export function flushesPerSale(few = 100, many = 1100): number {
  return (countFlushes(many) - countFlushes(few)) / (many - few);
}

/** Flushes of a start on a folder that was closed well, up to the first change; closing counts for none of them. */
export function flushesPerStart(): number {
  return inFolder((dir) => {
    trace(dir, ["1"]);
    return trace(dir, ["0", "kill"]);
  });
}

function countFlushes(sales: number): number {
  return inFolder((dir) => trace(dir, [String(sales)]));
}

function inFolder<T>(work: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), "till-flush-"));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs the child on the folder; answers the flushes that the kernel saw. */
function trace(dir: string, args: readonly string[]): number {
  const log = join(dir, "strace.log");
  const command = ["-f", "-e", "trace=fsync,fdatasync", "-o", log, process.execPath, child, dir, ...args];
  const { status, signal, stderr } = spawnSync("strace", command, { encoding: "utf8" });
  if (status !== 0 && signal !== "SIGKILL") throw new Error(`strace: ${stderr}`);
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => /\bf(data)?sync\(/.test(line)).length;
}

if (import.meta.main) {
  console.log(`${flushesPerSale().toFixed(3)} flushes per sale (goal 1.05)`);
}
