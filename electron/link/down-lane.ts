import { noteStandstill, takeFeed, type FeedTaken, type Ports } from "../../core/commands/index.ts";
import {
  afterAnswer,
  afterFailure,
  afterStandstill,
  FeedAnswer,
  feedPage,
  hurry,
  newLane,
  nextDown,
  type Standstill,
  syncLimits,
} from "../../core/sync/index.ts";
import { isSigned } from "./keys.ts";
import { runLane, standstillOf, type LaneParts } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";

/** Head office's feed on its way to the till. */
export type DownLane = {
  run(): Promise<void>;
  hurry(): void;
  /** Resolves after the next answer or failure; at once while an answer is being waited for that is due any moment. */
  settled(): Promise<void>;
};

/** Beyond what head office may take its time for. */
const marginMs = 10_000;
/** Lines taken in one transaction: a thousand would keep a customer waiting for a tenth of a second. */
const pageLines = 200;
/** The moment of the last contact outlives a restart to this precision: each costs a flush of the disk. */
const contactEveryMs = 60_000;

type DownState = {
  lane: typeof newLane;
  /** Head office has answered and had no more: from now on it may wait until it has. */
  caughtUp: boolean;
  listening: boolean;
  notedAt: number;
};

export function createDownLane(parts: LaneParts): DownLane {
  const { bell, pulse } = parts;
  const state: DownState = { lane: newLane, caughtUp: false, listening: false, notedAt: Number.NEGATIVE_INFINITY };
  const waiting = new Set<() => void>();
  const settle = (): void => {
    for (const done of waiting) done();
    waiting.clear();
  };
  const step = async (): Promise<void> => {
    const ports = parts.desk.ports();
    const now = performance.now();
    const next = nextDown(state.lane, now);
    if (!ports) return bell.sleep(1000);
    if (next.kind === "wait") {
      pulse.nextTry("down", ports.clock.now() + Math.round(next.until - now));
      return bell.sleep(next.until - now);
    }
    state.listening = state.caughtUp;
    await poll(parts, state, ports);
    state.listening = false;
    settle();
  };
  return {
    async run() {
      await runLane(parts, step);
      settle();
    },
    hurry() {
      state.lane = hurry(state.lane);
      bell.ring();
    },
    settled: () => (state.listening ? Promise.resolve() : new Promise((resolve) => void waiting.add(resolve))),
  };
}

async function poll(parts: LaneParts, state: DownState, ports: Ports): Promise<void> {
  const { enrolled, pulse } = parts;
  const { shard, hqKey } = enrolled.identity;
  const after = ports.sync.cursor();
  const wait = state.caughtUp ? syncLimits.feedWaitMs : 0;
  const query = new URLSearchParams({ shard, after: `${after}`, limit: `${pageLines}`, wait: `${wait}` });
  const timeoutMs = wait + marginMs;
  const asked = await parts.ask({ path: `/v1/feed?${query.toString()}`, answer: FeedAnswer, timeoutMs });
  if (!asked.ok) return fail(parts, state, asked.refusal);
  const { lines, next, hqTime, signature } = asked.value;
  if (!isSigned(feedPage({ shard, after, next, hqTime, lines }), signature, hqKey))
    return stand(parts, state, "not-trusted");
  const taken = take(parts, state, asked.value);
  if (taken?.upgrade) return stand(parts, state, "upgrade");
  if (!taken || taken.gap) return fail(parts, state, { kind: "strange" });
  state.caughtUp = lines.length < pageLines;
  state.lane = afterAnswer(state.lane, { now: performance.now() });
  pulse.stands("down", null);
  pulse.answered("down", true);
}

/** What is new goes in with its cursor; the moment of contact beside it, or once a minute. */
function take(parts: LaneParts, state: DownState, { lines }: FeedAnswer): FeedTaken | undefined {
  const now = performance.now();
  const isDue = now - state.notedAt >= contactEveryMs;
  if (lines.length === 0 && !isDue) return { taken: 0, gap: false, upgrade: false };
  state.notedAt = now;
  return parts.desk.write((ports, context) => {
    ports.sync.noteContact(context.now);
    return takeFeed(ports, context, lines);
  });
}

function fail(parts: LaneParts, state: DownState, fault: OfficeFault): void {
  if (parts.signal.aborted) return;
  state.caughtUp = false;
  const why = standstillOf(fault);
  if (why !== undefined) return stand(parts, state, why);
  const retryAfterMs = fault.kind === "refused" ? fault.retryAfterMs : undefined;
  state.lane = afterFailure(state.lane, { now: performance.now(), random: parts.random(), retryAfterMs });
  parts.pulse.failed("down");
}

function stand(parts: LaneParts, state: DownState, why: Standstill): void {
  const { desk, log, pulse } = parts;
  const isNew = pulse.read().standstill !== why;
  state.caughtUp = false;
  state.lane = afterStandstill(state.lane, { now: performance.now(), why });
  pulse.stands("down", why);
  if (!isNew) return;
  log("warn", "link-stopped", { why });
  desk.write((ports, context) => noteStandstill(ports, context, why));
}
