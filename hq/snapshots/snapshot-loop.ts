import { Worker } from "node:worker_threads";
import { isWorthBuilding } from "../../core/sync/index.ts";
import {
  feedPosition,
  hasCardList,
  holdCardList,
  listShards,
  newestSnapshot,
  type SnapshotFile,
  snapshotPosition,
  type Sql,
  trimFeed,
} from "../ledger/index.ts";

export type SnapshotLoopParts = {
  readonly sql: Sql;
  /** Name of this gateway among all. */
  readonly owner: string;
  readonly now: () => number;
  readonly log: (level: "info" | "warn", what: string, more?: Readonly<Record<string, string | number>>) => void;
  /** Builds one, beside the gateway; gives up when the gateway stops. */
  readonly build: (
    stopping: AbortSignal,
  ) => Promise<{ readonly cards: number; readonly wireBytes: number; readonly leftOut: number }>;
  /** Lines of the feed are kept at least so long. */
  readonly keepMs: number;
};

export type SnapshotLoop = {
  /** Looks now; resolves when all that was due is done. */
  look(): Promise<void>;
  stop(): Promise<void>;
};

const lookMs = 60_000;
const dayMs = 86_400_000;
/** Longer than any build takes; a gateway that dies meanwhile is followed by another after that. */
const holdMs = 3_600_000;

/**
 * Builds snapshots and trims the feed, as long as the gateway runs, where head office knows all cards. What fails is
 * tried again at the next look.
 */
export function startSnapshots(parts: SnapshotLoopParts): SnapshotLoop {
  const stopping = new AbortController();
  let last: Promise<void> = Promise.resolve();
  const lookOnce = async (): Promise<void> => {
    try {
      if (!stopping.signal.aborted) await work(parts, stopping.signal);
    } catch (error) {
      parts.log("warn", "snapshot-failed", { message: String(error) });
    }
  };
  const look = (): Promise<void> => {
    last = last.then(lookOnce);
    return last;
  };
  const timer = setInterval(() => void look(), lookMs);
  timer.unref();
  void look();
  return {
    look,
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await last;
    },
  };
}

async function work(parts: SnapshotLoopParts, stopping: AbortSignal): Promise<void> {
  const { sql, owner, now, log, build, keepMs } = parts;
  if (!(await hasCardList(sql)) || !(await holdCardList(sql, { owner, now: now(), forMs: holdMs }))) return;
  const shards = await listShards(sql);
  if (await isDue(sql, { shards, newest: await newestSnapshot(sql), now: now() })) {
    const { cards, wireBytes, leftOut } = await build(stopping);
    log("info", "snapshot", { cards, wireBytes, leftOut });
  }
  const newest = await newestSnapshot(sql);
  for (const shard of newest ? shards : []) {
    const upTo = (await snapshotPosition(sql, newest?.name ?? "", shard)) ?? 0;
    const gone = await trimFeed(sql, { shard, upTo, before: now() - keepMs });
    if (gone > 0) log("info", "feed-trimmed", { shard, lines: gone });
  }
  await holdCardList(sql, { owner, now: now(), forMs: lookMs * 2 });
}

type Due = { readonly shards: readonly string[]; readonly newest: SnapshotFile | undefined; readonly now: number };

/**
 * A new one is due where tills wait for it, where the lines since the last outweigh it, and once a day where there are
 * any.
 */
async function isDue(sql: Sql, { shards, newest, now }: Due): Promise<boolean> {
  if (!newest) return true;
  for (const shard of shards) {
    const at = await snapshotPosition(sql, newest.name, shard);
    const { pos, keptFrom } = await feedPosition(sql, shard);
    if (at === undefined || at < keptFrom) return true;
    if (isWorthBuilding(pos, { pos: at, wireBytes: newest.wireBytes })) return true;
    if (pos > at && now - newest.builtAt >= dayMs) return true;
  }
  return false;
}

type Told = { readonly cards: number; readonly wireBytes: number; readonly leftOut: number };

/** One snapshot in a thread of its own: writing ten million rows would keep every till waiting. */
export function buildInThread(databaseUrl: string, dir: string): SnapshotLoopParts["build"] {
  return (stopping) =>
    new Promise((resolve, reject) => {
      const thread = new Worker(new URL("build-thread.ts", import.meta.url), { workerData: { databaseUrl, dir } });
      stopping.addEventListener("abort", () => void thread.terminate(), { once: true });
      let told: Told | undefined;
      thread.once("message", (word: Told) => {
        told = word;
      });
      thread.once("error", reject);
      thread.once("exit", () => (told ? resolve(told) : reject(new Error("the thread ended without a snapshot"))));
    });
}
