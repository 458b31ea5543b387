import type { Timers } from "../../core/kernel/index.ts";

/** A process: what it still had to do is not done any more once it is dead. */
export type Life = { alive: boolean };

/** Time as a process has it. Dead, it hears of nothing. */
export function mortal(timers: Timers, life: Life): Timers {
  return {
    now: timers.now,
    after: (ms, work) =>
      timers.after(ms, () => {
        if (life.alive) work();
      }),
  };
}
