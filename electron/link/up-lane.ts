import { noteNewLife, type Ports } from "../../core/commands/index.ts";
import { ok } from "../../core/kernel/index.ts";
import {
  acknowledgement,
  afterAnswer,
  afterHello,
  afterMismatch,
  batchSize,
  HelloAnswer,
  nextUp,
  PushAnswer,
  ResumeAnswer,
  syncLimits,
} from "../../core/sync/index.ts";
import { createLane, createStand, type LaneStand, type RunningLane } from "./lane-run.ts";
import type { LaneParts } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";

export type UpLane = RunningLane & {
  /** A card was stopped here: nothing of our own is waited for. */
  urge(): void;
};

const answerMs = 20_000;
/** Facts of one purchase, and those of the next second, go together. */
const gatherMs = 30;

type UpState = { readonly stand: LaneStand; urgent: boolean; most: number };

/** The till's facts on their way to head office. */
export function createUpLane(parts: LaneParts): UpLane {
  const stand = createStand({ name: "up" }, parts);
  const state: UpState = { stand, urgent: false, most: syncLimits.pushFacts };
  const lane = createLane(parts, stand, {
    name: "up",
    gatherMs,
    listens: () => false,
    next({ journal, sync }, now) {
      return nextUp(stand.lane, { now, head: journal.head().seq, acked: sync.acked(), urgent: state.urgent });
    },
    act: (kind, ports) => (kind === "hello" ? hello(parts, state, ports) : push(parts, state, ports)),
  });
  return {
    ...lane,
    urge() {
      state.urgent = true;
      lane.ring();
    },
  };
}

async function hello(parts: LaneParts, state: UpState, ports: Ports): Promise<void> {
  const { desk, random, app, timers } = parts;
  const { stand } = state;
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
  const now = timers.now();
  if (!asked.ok) return stand.fail(asked.refusal);
  const { state: said, acked, paceMs } = asked.value;
  if (said === "forked" || said === "upgrade" || said === "revoked") return stand.stand(said);
  parts.pulse.answered("up");
  // Where facts are still to go up, only their acknowledgement shows that nothing is in the way any more.
  if (said === "ok") parts.pulse.stands("up", null);
  if (said === "rewound") {
    desk.write((inside) => {
      inside.sync.beginGeneration();
      noteNewLife(inside, "office");
      return ok(null);
    });
    stand.lane = afterMismatch(stand.lane, { now, random: random() });
    return;
  }
  // What head office has more of is known only by its signature: the next push gets it.
  if (acked < ports.sync.acked()) desk.write((inside) => ok(inside.sync.fallBack(acked)));
  stand.lane = afterHello(stand.lane, { now, paceMs });
}

async function push(parts: LaneParts, state: UpState, ports: Ports): Promise<void> {
  const { desk, identity, pulse, timers } = parts;
  const { stand } = state;
  const { terminal } = identity;
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
  const now = timers.now();
  if (!asked.ok) return pushRefused(parts, state, asked.refusal);
  const { acked, chain: at, signature, paceMs } = asked.value;
  if (!parts.believes(acknowledgement({ terminal, generation, acked, chain: at }), signature))
    return stand.stand("not-trusted");
  const here = desk.ports();
  if (!here || here.journal.generation !== generation) return;
  if (here.sync.chainAt(acked) !== at) return stand.stand("forked");
  desk.write((inside) => ok(inside.sync.acknowledge(acked)));
  here.sync.bearWitness();
  stand.lane = afterAnswer(stand.lane, { now, paceMs });
  pulse.stands("up", null);
  pulse.answered("up");
  desk.changed();
}

/** 409: head office stands elsewhere. 413: too much at once. */
function pushRefused(parts: LaneParts, state: UpState, fault: OfficeFault): void {
  const { desk, random } = parts;
  const { stand } = state;
  if (fault.kind === "refused" && fault.status === 409) {
    const resume = ResumeAnswer.safeParse(fault.body);
    if (resume.success) desk.write((inside) => ok(inside.sync.fallBack(resume.data.acked)));
    stand.lane = afterMismatch(stand.lane, { now: parts.timers.now(), random: random() });
    return;
  }
  if (fault.kind === "refused" && fault.status === 413) state.most = Math.max(1, Math.floor(state.most / 2));
  stand.fail(fault);
}
