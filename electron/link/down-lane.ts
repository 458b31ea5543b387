import { takeFeed, type FeedTaken, type Ports } from "../../core/commands/index.ts";
import {
  afterAnswer,
  FeedAnswer,
  feedPage,
  nextDown,
  prefersSnapshot,
  syncLimits,
  type FeedLine,
  type SnapshotManifest,
} from "../../core/sync/index.ts";
import { createLane, createStand, type LaneStand, type RunningLane } from "./lane-run.ts";
import type { LaneParts } from "./link-desk.ts";
import { askSnapshot, loadSnapshot, type LoadFault } from "./load-snapshot.ts";
import type { OfficeFault } from "./office-client.ts";

/** Beyond what head office may take its time for. */
const marginMs = 10_000;
/** Lines taken in one transaction: a thousand would keep a customer waiting for a tenth of a second. */
const pageLines = 200;
/** The moment of the last contact outlives a restart to this precision: each costs a flush of the disk. */
const contactEveryMs = 60_000;

type DownParts = LaneParts & { readonly heard: (lines: readonly FeedLine[]) => void };
type DownState = {
  readonly stand: LaneStand;
  /** Head office has answered and had no more: from now on it may wait until it has. */
  caughtUp: boolean;
  listening: boolean;
  notedAt: number;
  /** Full pages in a row: how far behind this till is. */
  pages: number;
};

/** Head office's feed on its way to the till. `heard`: told of lines that were taken. */
export function createDownLane(parts: DownParts): RunningLane {
  const stand = createStand({ name: "down" }, parts);
  const state: DownState = { stand, caughtUp: false, listening: false, notedAt: Number.NEGATIVE_INFINITY, pages: 0 };
  return createLane(parts, stand, {
    name: "down",
    gatherMs: 0,
    next: (_, now) => nextDown(stand.lane, now),
    listens: () => state.listening,
    async act(_, ports) {
      state.listening = state.caughtUp;
      state.caughtUp = false;
      await poll(parts, state, ports).finally(() => {
        state.listening = false;
      });
    },
  });
}

async function poll(parts: DownParts, state: DownState, ports: Ports): Promise<void> {
  const { identity, pulse, timers } = parts;
  const { stand } = state;
  const { shard } = identity;
  const after = ports.sync.cursor();
  const wait = state.listening ? syncLimits.feedWaitMs : 0;
  const query = new URLSearchParams({ shard, after: `${after}`, limit: `${pageLines}`, wait: `${wait}` });
  const timeoutMs = wait + marginMs;
  const asked = await parts.ask({ path: `/v1/feed?${query.toString()}`, answer: FeedAnswer, timeoutMs });
  if (!asked.ok) return isGone(asked.refusal) ? loadInstead(parts, state) : stand.fail(asked.refusal);
  const { lines, next, hqTime, signature } = asked.value;
  if (!parts.believes(feedPage({ shard, after, next, hqTime, lines }), signature)) return stand.stand("not-trusted");
  const taken = take(parts, state, asked.value);
  if (taken?.upgrade) return stand.stand("upgrade");
  if (!taken || taken.gap) return stand.fail({ kind: "strange" });
  parts.heard(lines);
  state.caughtUp = lines.length < pageLines;
  stand.lane = afterAnswer(stand.lane, { now: timers.now() });
  pulse.stands("down", null);
  pulse.answered("down", true);
  state.pages = state.caughtUp ? 0 : state.pages + 1;
  if (state.pages === pagesBefore && parts.yard) await loadIfShorter(parts, state, ports);
}

/** So far behind a till asks whether all cards at once are fewer bytes. */
const pagesBefore = 20;

function isGone(fault: OfficeFault): boolean {
  return fault.kind === "refused" && fault.status === 410;
}

async function loadIfShorter(parts: LaneParts, state: DownState, ports: Ports): Promise<void> {
  const asked = await askSnapshot(parts);
  if (asked.ok && prefersSnapshot(ports.sync.cursor(), asked.value)) await load(parts, state, asked.value);
}

/** The lines that this till lacks are not kept any more. */
async function loadInstead(parts: LaneParts, state: DownState): Promise<void> {
  const asked = await askSnapshot(parts);
  if (asked.ok) await load(parts, state, asked.value);
  else notTaken(parts, state, asked.refusal);
}

async function load(parts: LaneParts, state: DownState, manifest: SnapshotManifest): Promise<void> {
  const loaded = await loadSnapshot(parts, manifest);
  if (!loaded.ok) return notTaken(parts, state, loaded.refusal);
  state.pages = 0;
  state.stand.lane = afterAnswer(state.stand.lane, { now: parts.timers.now() });
  parts.pulse.stands("down", null);
  parts.pulse.answered("down", true);
}

/** Tried again after a while; what is in use stays. */
function notTaken({ pulse, log, signal }: LaneParts, { stand }: DownState, { why, fault }: LoadFault): void {
  if (signal.aborted) return;
  const before = pulse.read().cards;
  pulse.cards({ phase: "failed", done: before?.done ?? 0, total: before?.total ?? 0, fault: why });
  if (before?.fault !== why) log("warn", "cards-not-taken", { why });
  if (why === "not-trusted") stand.stand("not-trusted");
  else if (why === "newer-form") stand.stand("upgrade");
  else stand.fail(fault);
}

/** What is new goes in with its cursor; the moment of contact beside it, or once a minute. */
function take({ desk, timers }: LaneParts, state: DownState, { lines }: FeedAnswer): FeedTaken | undefined {
  const now = timers.now();
  const isDue = now - state.notedAt >= contactEveryMs;
  if (lines.length === 0 && !isDue) return { taken: 0, gap: false, upgrade: false };
  state.notedAt = now;
  return desk.write((ports, context) => {
    ports.sync.noteContact(context.now);
    return takeFeed(ports, context, lines);
  });
}
