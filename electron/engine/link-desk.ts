import { setImmediate } from "node:timers/promises";
import { endLater, makeContext } from "../../core/commands/index.ts";
import type { LinkDesk } from "../link/index.ts";
import type { Announcer } from "./announcer.ts";
import type { House } from "./house.ts";

/** What the link to head office reads and writes goes through the house, as commands do. */
export function createLinkDesk(house: House, announcer: Announcer): LinkDesk {
  return {
    ports: () => (house.down() ? undefined : house.current().ports),
    write(work) {
      if (house.down()) return undefined;
      let done: ReturnType<typeof work> | undefined;
      try {
        const ran = endLater(house.current(), (ports, context) => (done = work(ports, context)), null);
        announcer.tell(ran.aftermath);
        return done?.ok ? done.value : undefined;
      } catch (error) {
        house.fault(error);
        return undefined;
      }
    },
    async drive(work, signal) {
      if (house.down()) return undefined;
      try {
        const context = { ...makeContext(house.current()), operator: null };
        const steps = work(house.current().ports, context);
        const done = await inSlices(steps, signal);
        announcer.tell(context);
        return done;
      } catch (error) {
        if (!signal.aborted) house.fault(error);
        return undefined;
      }
    },
    changed: () => announcer.tell({ touched: new Set(["status"]), blocked: [] }),
    fault: (error) => void house.fault(error),
  };
}

/** Other commands come in between two slices. What is thrown goes through the work, so that it cleans up. */
async function inSlices<T>(steps: Generator<unknown, T>, signal: AbortSignal): Promise<T> {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    await setImmediate();
    if (signal.aborted) steps.throw(new Error("the link is closing"));
  }
}
