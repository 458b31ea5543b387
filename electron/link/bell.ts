/** A sleep that can be ended from outside. A ring while nobody sleeps ends the next sleep at once. */
export type Bell = { ring(): void; sleep(ms: number): Promise<void> };

/** setTimeout knows no longer time; whoever sleeps longer looks again. */
const longestMs = 2 ** 31 - 1;

export function createBell(): Bell {
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
          const timer = setTimeout(resolve, Math.max(0, Math.min(ms, longestMs)));
          timer.unref();
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      rung = false;
    },
  };
}
