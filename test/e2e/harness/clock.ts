import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";

/** One clock for the processes that are started with `env`, and for pages; it goes on from where it is moved to. */
export type Clock = {
  readonly env: Readonly<Record<string, string>>;
  now(): number;
  /** Days pass at once. Pages are loaded again, as after a night. */
  moveDays(days: number, pages: readonly Page[]): Promise<void>;
};

const dayMs = 86_400_000;

export function createClock(dir: string): Clock {
  const file = join(dir, "clock");
  let aheadMs = 0;
  const write = (): void => {
    // Whole or not at all: it may be read at any moment.
    writeFileSync(`${file}.new`, String(aheadMs));
    renameSync(`${file}.new`, file);
  };
  write();
  const preload = pathToFileURL(join(import.meta.dirname, "clock-child.ts")).href;
  return {
    env: { TEST_CLOCK: file, NODE_OPTIONS: `--import ${preload}` },
    now: () => Date.now() + aheadMs,
    async moveDays(days, pages) {
      aheadMs += days * dayMs;
      write();
      for (const page of pages) {
        await page.addInitScript(moveInPage, days * dayMs);
        await page.reload();
      }
    },
  };
}

/** Runs in the page: its clock goes on from `ms` later. */
function moveInPage(ms: number): void {
  const before = Date.now.bind(Date);
  Date.now = () => before() + ms;
}
