import { setImmediate } from "node:timers/promises";
import type { Long, Progress } from "../../core/commands/index.ts";
import type { EventPayload, Refusal } from "../../core/contract/index.ts";
import type { Result } from "../../core/kernel/index.ts";

type ProgressView = EventPayload<"importProgress">;

/** Between two reports to the screens; figures that change faster only flicker. */
const reportEveryMs = 200;

/** Drives a long command slice by slice, letting every other command in between, and tells how far it is. */
export async function driveSlices<T>(
  steps: Long<T>,
  report: (view: ProgressView) => void,
  stopped: () => boolean,
): Promise<Result<T, Refusal>> {
  const startedMs = performance.now();
  let reportedMs = Number.NEGATIVE_INFINITY;
  let last: Progress = { phase: "checking", done: 0, total: 1 };
  try {
    let step = steps.next();
    while (!step.done) {
      if (stopped()) throw new Error("the engine is closing");
      last = step.value;
      const nowMs = performance.now();
      if (nowMs - reportedMs >= reportEveryMs) {
        report({ ...last, msLeft: msLeft(last, nowMs - startedMs) });
        reportedMs = nowMs;
      }
      await setImmediate();
      step = steps.next();
    }
    const phase = step.value.ok ? "done" : step.value.refusal.kind === "import-cancelled" ? "cancelled" : "failed";
    report({ phase, done: step.value.ok ? last.total : last.done, total: last.total, msLeft: 0 });
    return step.value;
  } catch (error) {
    report({ phase: "failed", done: last.done, total: last.total, msLeft: null });
    // Thrown into the command, so that its own clean-up runs; it comes out again.
    steps.throw(error);
    throw error;
  }
}

/** Linear in what is done; nothing is said before it means anything. */
function msLeft({ done, total }: Progress, spentMs: number): number | null {
  return done === 0 || spentMs < 500 ? null : Math.round((spentMs / done) * Math.max(0, total - done));
}
