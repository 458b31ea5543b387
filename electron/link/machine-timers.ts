import type { Timers } from "../../core/kernel/index.ts";

/** setTimeout knows no longer time; whoever waits longer looks again. */
const longestMs = 2 ** 31 - 1;

/** The machine's own. What waits keeps no process alive. */
export const machineTimers: Timers = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, Math.min(ms, longestMs)).unref();
    return () => clearTimeout(timer);
  },
};
