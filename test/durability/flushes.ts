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

function countFlushes(sales: number): number {
  const dir = mkdtempSync(join(tmpdir(), "till-flush-"));
  const log = join(dir, "strace.log");
  try {
    const args = ["-f", "-e", "trace=fsync,fdatasync", "-o", log, process.execPath, child, dir, String(sales)];
    const { status, stderr } = spawnSync("strace", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`strace: ${stderr}`);
    return readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => /\bf(data)?sync\(/.test(line)).length;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  console.log(`${flushesPerSale().toFixed(3)} flushes per sale (goal 1.05)`);
}
