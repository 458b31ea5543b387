import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A measured figure beside its goal; `holds` is the gate. */
export type Figure = {
  readonly id: string;
  readonly what: string;
  readonly goal: string;
  readonly figure: string;
  readonly holds: boolean;
};

/** Opened as a till is, without the chores that have figures of their own. */
export const quiet = { reserveBytes: 0, backupEveryMs: Number.POSITIVE_INFINITY };

export function inFolder<T>(work: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), "till-bench-"));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function timeMs(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** Pairs of times in alternating order, after three rounds of warming up. */
export function interleave(rounds: number, ours: () => void, theirs: () => void): [number, number][] {
  const pairs: [number, number][] = [];
  for (let round = -3; round < rounds; round += 1) {
    const early = round % 2 === 0 ? timeMs(ours) : undefined;
    const yardstick = timeMs(theirs);
    const late = early ?? timeMs(ours);
    if (round >= 0) pairs.push([late, yardstick]);
  }
  return pairs;
}
