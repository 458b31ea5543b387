import type { Timers } from "../../core/kernel/index.ts";
import { feedPosition, type Sql } from "../ledger/index.ts";
import { machineTimers } from "./machine-timers.ts";

export type FeedWatch = {
  /** Settles when the shard has lines behind `after`, or after `waitMs`. */
  pastOrLater(shard: string, after: number, waitMs: number): Promise<void>;
  /** This gateway wrote lines up to `pos` itself. */
  moved(shard: string, pos: number): void;
  /** How many wait. */
  waiting(): number;
  close(): void;
};

/** However many wait, a shard is looked at this often, and not at all while nobody waits. */
export type WatchPace = { readonly timers: Timers; readonly lookMs: number };

const usualPace: WatchPace = { timers: machineTimers, lookMs: 40 };

type Waiter = { readonly shard: string; readonly after: number; readonly done: () => void };

export function createFeedWatch(sql: Sql, { timers, lookMs }: WatchPace = usualPace): FeedWatch {
  const waiters = new Set<Waiter>();
  let looking: (() => void) | undefined;
  let closed = false;

  const moved = (shard: string, pos: number): void => {
    for (const waiter of waiters) if (waiter.shard === shard && waiter.after < pos) waiter.done();
  };
  const look = async (): Promise<void> => {
    for (const shard of new Set([...waiters].map((waiter) => waiter.shard))) {
      // A look that fails is followed by another; whoever waits meanwhile gets an empty page at the end.
      await feedPosition(sql, shard).then(
        ({ pos }) => moved(shard, pos),
        () => undefined,
      );
    }
    looking = waiters.size > 0 && !closed ? timers.after(lookMs, () => void look()) : undefined;
  };
  return {
    moved,
    waiting: () => waiters.size,
    pastOrLater: (shard, after, waitMs) =>
      new Promise((resolve) => {
        const waiter: Waiter = {
          shard,
          after,
          done() {
            waiters.delete(waiter);
            late();
            resolve();
          },
        };
        const late = timers.after(closed ? 0 : waitMs, waiter.done);
        waiters.add(waiter);
        looking ??= timers.after(0, () => void look());
      }),
    close() {
      closed = true;
      looking?.();
      for (const waiter of waiters) waiter.done();
    },
  };
}
