import type { Timers } from "../../core/kernel/index.ts";

/** A sleep that can be ended from outside. A ring while nobody sleeps ends the next sleep at once. */
export type Bell = { ring(): void; sleep(ms: number): Promise<void> };

export function createBell(timers: Timers): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async sleep(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const drop = timers.after(Math.max(0, ms), resolve);
          wake = () => {
            drop();
            resolve();
          };
        });
      }
      wake = undefined;
      rung = false;
    },
  };
}
