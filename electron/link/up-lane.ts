import { noteNewLife, noteStandstill, type Ports } from "../../core/commands/index.ts";
import { ok } from "../../core/kernel/index.ts";
import {
  acknowledgement,
  afterAnswer,
  afterFailure,
  afterHello,
  afterMismatch,
  afterStandstill,
  batchSize,
  HelloAnswer,
  hurry,
  newLane,
  nextUp,
  PushAnswer,
  ResumeAnswer,
  type Standstill,
  syncLimits,
} from "../../core/sync/index.ts";
import { isSigned } from "./keys.ts";
import { runLane, standstillOf, type LaneParts } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";

/** The till's facts on their way to head office. */
export type UpLane = {
  run(): Promise<void>;
  /** There may be something to send. */
  wake(): void;
  /** A card was stopped here: nothing of our own is waited for. */
  urge(): void;
  hurry(): void;
  /** Resolves when nothing is left to send, or a try has failed. */
  settled(): Promise<void>;
};

const answerMs = 20_000;
/** Facts of one purchase, and those of the next second, go together. */
const gatherMs = 30;

export function createUpLane(parts: LaneParts): UpLane {
  const { bell, pulse } = parts;
  const state: UpState = { lane: newLane, urgent: false, most: syncLimits.pushFacts };
  const waiting = new Set<() => void>();
  const settle = (): void => {
    for (const done of waiting) done();
    waiting.clear();
  };
  const step = async (): Promise<void> => {
    const ports = parts.desk.ports();
    const now = performance.now();
    const { seq: head } = ports?.journal.head() ?? { seq: 0 };
    const acked = ports?.sync.acked() ?? 0;
    const next = nextUp(state.lane, { now, head, acked, urgent: state.urgent });
    if (!ports) return bell.sleep(1000);
    if (next.kind === "wait") {
      pulse.nextTry("up", ports.clock.now() + Math.round(next.until - now));
      settle();
      await bell.sleep(next.until - now);
      await pause(gatherMs);
      return;
    }
    const before = state.lane.failures;
    if (next.kind === "hello") await hello(parts, state, ports);
    else await push(parts, state, ports);
    if (state.lane.failures > before || state.lane.standstill !== null) settle();
  };
  return {
    async run() {
      await runLane(parts, step);
      settle();
    },
    wake: bell.ring,
    urge() {
      state.urgent = true;
      bell.ring();
    },
    hurry() {
      state.lane = hurry(state.lane);
      bell.ring();
    },
    settled: () => new Promise((resolve) => void waiting.add(resolve)),
  };
}

type UpState = { lane: typeof newLane; urgent: boolean; most: number };

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());

async function hello(parts: LaneParts, state: UpState, ports: Ports): Promise<void> {
  const { desk, random, app } = parts;
  const { seq, chain } = ports.journal.head();
  const body = {
    generation: ports.journal.generation,
    seq,
    chain,
    app,
    packs: ports.packs
      .list()
      .map(({ id, version }) => ({ id, version }))
      .slice(-200),
    wall: ports.clock.wall(),
    pending: ports.sync.pending(),
  };
  const asked = await parts.ask({ path: "/v1/hello", answer: HelloAnswer, body, timeoutMs: answerMs });
  const now = performance.now();
  if (!asked.ok) return fail(parts, state, asked.refusal);
  const { state: said, acked, paceMs } = asked.value;
  if (said === "forked" || said === "upgrade" || said === "revoked") return stand(parts, state, said);
  parts.pulse.answered("up");
  // Where facts are still to go up, only their acknowledgement shows that nothing is in the way any more.
  if (said === "ok") parts.pulse.stands("up", null);
  if (said === "rewound") {
    desk.write((inside) => {
      inside.sync.beginGeneration();
      noteNewLife(inside, "office");
      return ok(null);
    });
    state.lane = afterMismatch(state.lane, { now, random: random() });
    return;
  }
  // What head office has more of is known only by its signature: the next push gets it.
  if (acked < ports.sync.acked()) desk.write((inside) => ok(inside.sync.fallBack(acked)));
  state.lane = afterHello(state.lane, { now, paceMs });
}

async function push(parts: LaneParts, state: UpState, ports: Ports): Promise<void> {
  const { desk, enrolled, pulse } = parts;
  const { terminal, hqKey } = enrolled.identity;
  const { generation } = ports.journal;
  const after = ports.sync.acked();
  const facts = ports.sync.texts(after, state.most);
  const batch = facts.slice(0, batchSize(facts.map(({ text }) => Buffer.byteLength(text))));
  const chain = batch.at(-1)?.chain ?? "";
  const prev = ports.sync.chainAt(after) ?? "";
  const body = { generation, from: after + 1, prev, chain, facts: batch.map(({ text }) => text) };
  state.urgent = false;
  const order = { path: "/v1/push", answer: PushAnswer, body, packed: true, timeoutMs: answerMs };
  const asked = await parts.ask(order);
  const now = performance.now();
  if (!asked.ok) return pushRefused(parts, state, asked.refusal);
  const { acked, chain: at, signature, paceMs } = asked.value;
  if (!isSigned(acknowledgement({ terminal, generation, acked, chain: at }), signature, hqKey))
    return stand(parts, state, "not-trusted");
  const here = desk.ports();
  if (!here || here.journal.generation !== generation) return;
  if (here.sync.chainAt(acked) !== at) return stand(parts, state, "forked");
  desk.write((inside) => ok(inside.sync.acknowledge(acked)));
  here.sync.bearWitness();
  state.lane = afterAnswer(state.lane, { now, paceMs });
  pulse.stands("up", null);
  pulse.answered("up");
  desk.changed();
}

/** 409: head office stands elsewhere. 413: too much at once. */
function pushRefused(parts: LaneParts, state: UpState, fault: OfficeFault): void {
  const { desk, random } = parts;
  if (fault.kind === "refused" && fault.status === 409) {
    const resume = ResumeAnswer.safeParse(fault.body);
    if (resume.success) desk.write((inside) => ok(inside.sync.fallBack(resume.data.acked)));
    state.lane = afterMismatch(state.lane, { now: performance.now(), random: random() });
    return;
  }
  if (fault.kind === "refused" && fault.status === 413) state.most = Math.max(1, Math.floor(state.most / 2));
  fail(parts, state, fault);
}

function fail(parts: LaneParts, state: UpState, fault: OfficeFault): void {
  if (parts.signal.aborted) return;
  const why = standstillOf(fault);
  if (why !== undefined) return stand(parts, state, why);
  const retryAfterMs = fault.kind === "refused" ? fault.retryAfterMs : undefined;
  state.lane = afterFailure(state.lane, { now: performance.now(), random: parts.random(), retryAfterMs });
  parts.pulse.failed("up");
}

function stand(parts: LaneParts, state: UpState, why: Standstill): void {
  const { desk, log, pulse } = parts;
  const isNew = pulse.read().standstill !== why;
  state.lane = afterStandstill(state.lane, { now: performance.now(), why });
  pulse.stands("up", why);
  if (!isNew) return;
  log("warn", "link-stopped", { why });
  desk.write((ports, context) => noteStandstill(ports, context, why));
}
