import type { Timers } from "../../core/kernel/index.ts";
import { machineTimers, type FeedWatch, type Log } from "../api/index.ts";
import {
  feedPosition,
  holdShard,
  leaseMs,
  listShards,
  projectShard,
  releaseShard,
  type ShardLease,
  type Sql,
} from "../ledger/index.ts";

export type ProjectorParts = {
  readonly sql: Sql;
  readonly watch: FeedWatch;
  readonly log: Log;
  /** Name of this gateway among all. */
  readonly owner: string;
  readonly now: () => number;
  /** Default: the machine's. */
  readonly timers?: Timers;
  /** Facts that another gateway stored, or that a stopped one left, are found at the next look. Default: 250 ms. */
  readonly lookMs?: number;
};

export type RunningProjector = {
  /** Facts of the shard were stored here: take them over now instead of at the next look. */
  wake(shard: string): void;
  stop(): Promise<void>;
};

/** Takes stored facts over as long as the gateway runs. What fails is tried again at the next look. */
export function startProjector(parts: ProjectorParts): RunningProjector {
  const { sql, watch, log, timers = machineTimers, lookMs = 250 } = parts;
  const woken = new Set<string>();
  const leases = createLeases(parts);
  const stopping = new AbortController();
  let lookedAt = Number.NEGATIVE_INFINITY;
  const bell = createBell(timers);

  const failed = (error: unknown): void => log("warn", "projection-failed", { message: String(error) });
  const takeOver = async (shard: string): Promise<void> => {
    const lease = await leases.hold(shard);
    if (!lease) return;
    const taken = await projectShard(sql, lease, parts.now());
    if (taken === 0) return;
    watch.moved(shard, (await feedPosition(sql, shard)).pos);
    woken.add(shard);
  };
  /** A busy shard, or one that fails, keeps no other waiting. */
  const round = async (): Promise<void> => {
    const isLook = timers.now() - lookedAt >= lookMs;
    const shards = isLook ? await listShards(sql) : [...woken];
    if (isLook) lookedAt = timers.now();
    woken.clear();
    for (const shard of shards) await takeOver(shard).catch(failed);
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      // A database that is away is not asked again at once, whatever waits.
      const wentWell = await round().then(() => true, failed);
      if ((woken.size === 0 || wentWell !== true) && !stopping.signal.aborted) await bell.restAtMost(lookMs);
    }
    await leases.release().catch(failed);
  };
  const done = run();
  return {
    wake(shard) {
      woken.add(shard);
      bell.ring();
    },
    async stop() {
      stopping.abort();
      bell.ring();
      await done;
    },
  };
}

/** A rest that a ring ends. */
function createBell(timers: Timers) {
  let ring: () => void = () => undefined;
  return {
    ring: () => ring(),
    restAtMost: (waitMs: number): Promise<void> =>
      new Promise((resolve) => {
        const drop = timers.after(waitMs, resolve);
        ring = () => {
          drop();
          resolve();
        };
      }),
  };
}

/**
 * The rights to project that this gateway has. Renewed at half their time, not in every round: a renewal is a commit.
 * Who lost one meanwhile takes nothing over, by its fence.
 */
function createLeases({ sql, owner, now }: ProjectorParts) {
  const leases = new Map<string, { readonly lease: ShardLease; readonly until: number }>();
  return {
    async hold(shard: string): Promise<ShardLease | undefined> {
      const held = leases.get(shard);
      if (held && now() < held.until) return held.lease;
      const lease = await holdShard(sql, { shard, owner, now: now() });
      if (lease) leases.set(shard, { lease, until: now() + leaseMs / 2 });
      else leases.delete(shard);
      return lease;
    },
    async release(): Promise<void> {
      for (const { lease } of leases.values()) await releaseShard(sql, lease);
    },
  };
}
