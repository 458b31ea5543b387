import { noteStandstill, type Ports } from "../../core/commands/index.ts";
import {
  afterFailure,
  afterStandstill,
  hurry,
  newLane,
  type Lane,
  type Next,
  type Standstill,
} from "../../core/sync/index.ts";
import { createBell } from "./bell.ts";
import type { LaneParts } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";
import type { LaneName } from "./pulse.ts";

/** Where a lane stands, and how it says that something failed. */
export type LaneStand = {
  lane: Lane;
  /** No answer, or one that asks to come again; or, where the answer says so, a standstill. */
  fail(fault: OfficeFault): void;
  /** Only a person can help: told once, and written down. */
  stand(why: Standstill): void;
};

/** What a lane does, beside what both do. */
export type LaneWork = {
  readonly name: LaneName;
  next(ports: Ports, now: number): Next;
  act(kind: "hello" | "push" | "poll", ports: Ports): Promise<void>;
  /** What is under way is an answer that may take its time because there is nothing new. */
  listens(): boolean;
  /** After a sleep that something new ended, so long is waited for more of it; milliseconds. */
  readonly gatherMs: number;
};

export type RunningLane = {
  run(): Promise<void>;
  /** There may be something to do. */
  ring(): void;
  hurry(): void;
  /** Resolves when nothing is left to do, or a try has failed. */
  settled(): Promise<void>;
};

/** While the storage cannot be used, or after a fault of this machine: by then it may be open again. */
const faultPauseMs = 1000;

export function createStand({ name }: { readonly name: LaneName }, parts: LaneParts): LaneStand {
  const { desk, log, pulse, random, signal, timers } = parts;
  const state: LaneStand = {
    lane: newLane,
    fail(fault) {
      if (signal.aborted) return;
      const why = standstillOf(fault);
      if (why !== undefined) return state.stand(why);
      const retryAfterMs = fault.kind === "refused" ? fault.retryAfterMs : undefined;
      state.lane = afterFailure(state.lane, { now: timers.now(), random: random(), retryAfterMs });
      pulse.failed(name);
    },
    stand(why) {
      const isNew = pulse.read().standstill !== why;
      state.lane = afterStandstill(state.lane, { now: timers.now(), why });
      pulse.stands(name, why);
      if (!isNew) return;
      log("warn", "link-stopped", { why });
      desk.write((ports, context) => noteStandstill(ports, context, why));
    },
  };
  return state;
}

/** Does step after step until the link stops. What is thrown is looked into, and the next step is tried. */
export function createLane(parts: LaneParts, stand: LaneStand, work: LaneWork): RunningLane {
  const { desk, pulse, signal, timers } = parts;
  const bell = createBell(timers);
  const waiting = new Set<() => void>();
  const settle = (): void => {
    for (const done of waiting) done();
    waiting.clear();
  };
  const step = async (): Promise<void> => {
    const ports = desk.ports();
    if (!ports) return bell.sleep(faultPauseMs);
    const now = timers.now();
    const next = work.next(ports, now);
    if (next.kind === "wait") {
      pulse.nextTry(work.name, ports.clock.now() + Math.round(next.until - now));
      settle();
      await bell.sleep(next.until - now);
      if (work.gatherMs > 0) await new Promise<void>((resolve) => void timers.after(work.gatherMs, resolve));
      return;
    }
    const before = stand.lane.failures;
    const acting = work.act(next.kind, ports);
    if (work.listens()) settle();
    await acting;
    if (stand.lane.failures > before || stand.lane.standstill !== null) settle();
  };
  return {
    async run() {
      while (!signal.aborted) {
        try {
          await step();
        } catch (error) {
          desk.fault(error);
          await bell.sleep(faultPauseMs);
        }
      }
      settle();
    },
    ring: bell.ring,
    hurry() {
      stand.lane = hurry(stand.lane);
      bell.ring();
    },
    settled: () => (work.listens() ? Promise.resolve() : new Promise((resolve) => void waiting.add(resolve))),
  };
}

/** Answers after which only a person can help. */
function standstillOf(fault: OfficeFault): "revoked" | "forked" | undefined {
  if (fault.kind !== "refused") return undefined;
  if (fault.status === 401 || (fault.status === 403 && fault.code === "revoked")) return "revoked";
  return fault.status === 422 ? "forked" : undefined;
}
