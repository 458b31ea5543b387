import type { Timers } from "../../core/kernel/index.ts";

/** The machine's own. */
export const machineTimers: Timers = {
  now: () => performance.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
};
