import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** `no gate`: told for its own sake, or because no yardstick makes it fair on another machine. */
export type Verdict = "holds" | "MISSED" | "no gate" | "not run";

/** One row of the table. */
export type Figure = {
  /** Its number, what is measured and the limit. */
  readonly goal: string;
  readonly figure: string;
  readonly yardstick: string;
  readonly ratio: string;
  readonly verdict: Verdict;
};

/** `quick` measures at sizes that need a minute instead of a quarter of an hour. */
export type Scale = { readonly quick: boolean };

export const verdictOf = (holds: boolean): Verdict => (holds ? "holds" : "MISSED");

/** A goal that this machine cannot be asked about, and why. */
export function notRun(goal: string, why: string): Figure {
  return { goal, figure: why, yardstick: "", ratio: "", verdict: "not run" };
}

export const times = (ratio: number): string => `${ratio.toFixed(2)}x`;
export const ms = (value: number, digits = 1): string => `${value.toFixed(digits)} ms`;
export const count = (value: number): string => value.toLocaleString("en");

/** Opened as a till is, without the chores that have figures of their own. */
export const quiet = { reserveBytes: 0, backupEveryMs: Number.POSITIVE_INFINITY };

/** Kept between runs, on the repository's disk: a temporary folder may be memory, where a flush costs nothing. */
export const cacheFolder = resolve("node_modules/.cache/bench");

/** A folder for this run. */
export function workFolder(): string {
  mkdirSync(cacheFolder, { recursive: true });
  return mkdtempSync(join(cacheFolder, "run-"));
}

/** Removes the folder when the work is done, also when that takes its time. */
export async function inFolder<T>(work: (dir: string) => T | Promise<T>): Promise<T> {
  const dir = workFolder();
  try {
    return await work(dir);
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

/** The median of the paired ratios: what one noisy round says does not count. */
export const medianRatio = (pairs: readonly (readonly [number, number])[]): number =>
  median(pairs.map(([ours, theirs]) => ours / theirs));
