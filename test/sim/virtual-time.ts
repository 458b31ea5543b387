import type { Timers } from "../../core/kernel/index.ts";

type Due = { readonly at: number; readonly order: number; work: (() => void) | undefined };

/** Time that stands still until the next thing is due. */
export type VirtualTime = Timers & {
  /** Does what is due next and all that follows from it at once; false when nothing is, up to `until`. */
  step(until: number): Promise<boolean>;
};

export function createVirtualTime(): VirtualTime {
  const heap: Due[] = [];
  let now = 0;
  let order = 0;
  return {
    now: () => now,
    after(ms, work) {
      order += 1;
      const due: Due = { at: now + Math.max(0, ms), order, work };
      push(heap, due);
      return () => {
        due.work = undefined;
      };
    },
    async step(until) {
      for (;;) {
        const [next] = heap;
        if (!next || next.at > until) {
          now = until;
          return false;
        }
        pop(heap);
        if (!next.work) continue;
        now = next.at;
        next.work();
        await quiet();
        return true;
      }
    },
  };
}

/** Everything here that awaits, awaits something that is there already: a turn of the machine's loop ends it all. */
const quiet = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Due[], due: Due): void {
  let at = heap.push(due) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (!above || !isBefore(due, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = due;
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (!left) break;
    const isRight = right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (!isBefore(child, last)) break;
    heap[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = last;
}
