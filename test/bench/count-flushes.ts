import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { workFolder } from "./figures.ts";

const child = join(import.meta.dirname, "sale-child.ts");

/** Flushes between asking the engine for a sale and its answer, as the kernel sees them, for each of `sales`. */
export function flushesPerSale(sales: number): number {
  const dir = workFolder();
  const log = join(dir, "strace.log");
  try {
    const what = "trace=fsync,fdatasync,access,faccessat,faccessat2";
    const args = ["-f", "-e", what, "-o", log, process.execPath, child, join(dir, "data"), String(sales)];
    const { status, stderr } = spawnSync("strace", args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`strace: ${stderr.slice(-2000)}`);
    return readFlushes(readFileSync(log, "utf8").split("\n")) / sales;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The child looks for a file of a telling name before and after each sale: that is seen among the system calls. */
function readFlushes(lines: readonly string[]): number {
  let selling = false;
  let flushes = 0;
  for (const line of lines) {
    if (line.includes("sale-begins")) selling = true;
    else if (line.includes("sale-is-done")) selling = false;
    else if (selling && /\bf(data)?sync\(/.test(line)) flushes += 1;
  }
  return flushes;
}
