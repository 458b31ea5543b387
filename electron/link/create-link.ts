import { setTimeout as after } from "node:timers/promises";
import type { EnrolFault, EnrolOrder, Link, LinkIdentity } from "../../core/commands/index.ts";
import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import { EnrolAnswer, EnrolRequest } from "../../core/sync/index.ts";
import { pinRoot } from "../../core/trust/index.ts";
import { createKeyBox, type Sealer } from "./key-box.ts";
import { isSigned, sha256 } from "./keys.ts";
import type { LaneParts, LinkDesk, SnapshotYard } from "./link-desk.ts";
import { createLanes, type LinkLanes } from "./link-lanes.ts";
import { machineTimers } from "./machine-timers.ts";
import { askOffice, officeAddress, streamOffice, type OfficeFault } from "./office-client.ts";
import { createPulse } from "./pulse.ts";

export type LinkOptions = {
  readonly dir: string;
  readonly sealer: Sealer;
  readonly app: string;
  readonly log: LaneParts["log"];
  /** Wall clock: data for head office. */
  readonly wall: () => number;
  /** Unpacks snapshots beside the till that sells. */
  readonly unpack: SnapshotYard["unpack"];
};

export type RunningLink = Link & {
  /** The engine runs: begins to speak with head office, if there is one. */
  start(desk: LinkDesk): void;
  /** A command may have written something; looked at once its answer is there. Never throws. */
  lookAfter(answer: unknown): void;
  close(): Promise<void>;
};

const enrolMs = 15_000;
/** A line that brings nothing of a file for so long is dead. */
const silenceMs = 30_000;
/** "Now" is answered within this, whatever head office does. */
const syncNowMs = 15_000;

/** The link to head office: one lane up, one down, for the terminal that this till is there. */
export function createLink(options: LinkOptions): RunningLink {
  const box = createKeyBox(options.dir, options.sealer);
  const state: LinkState = { desk: undefined, running: undefined, closed: false };
  const pulse = createPulse(options.wall, () => state.desk?.changed());
  const begin = (): void => {
    const ended = stopLanes(state);
    pulse.begin();
    const identity = state.desk?.ports()?.sync.identity();
    if (!identity || state.closed) return;
    const seen = state.desk?.ports()?.journal.head().seq ?? 0;
    const running: Running = { stop: new AbortController(), lanes: undefined, done: Promise.resolve() };
    state.running = running;
    running.done = ended.then(() => runLanes({ options, box, pulse, state, running, identity, seen }));
  };
  return {
    pulse: pulse.read,
    enrolled: () => queueMicrotask(begin),
    enrol: (order) => enrol(options, box, order),
    async syncNow() {
      const lanes = state.running?.lanes;
      if (lanes) await Promise.race([lanes.exchange(), after(syncNowMs, undefined, { ref: false })]);
    },
    start(desk) {
      state.desk = desk;
      begin();
    },
    lookAfter(answer) {
      if (!state.running) return;
      void Promise.resolve(answer).finally(() => lookSafely(state));
    },
    async close() {
      state.closed = true;
      await stopLanes(state);
    },
  };
}

type Running = { readonly stop: AbortController; lanes: LinkLanes | undefined; done: Promise<void> };
type LinkState = { desk: LinkDesk | undefined; running: Running | undefined; closed: boolean };

async function stopLanes(state: LinkState): Promise<void> {
  const { running } = state;
  state.running = undefined;
  running?.stop.abort();
  running?.lanes?.wake();
  await running?.done;
}

type Beginning = {
  readonly options: LinkOptions;
  readonly box: ReturnType<typeof createKeyBox>;
  readonly pulse: ReturnType<typeof createPulse>;
  readonly state: LinkState;
  readonly running: Running;
  readonly identity: LinkIdentity;
  readonly seen: number;
};

async function runLanes({ options, box, pulse, state, running, identity, seen }: Beginning): Promise<void> {
  const { log, wall, app, dir, unpack } = options;
  const found = await box.read(identity.terminal);
  const { desk } = state;
  const { signal } = running.stop;
  if (!desk || signal.aborted) return;
  if (!found) return pulse.stands("up", "key-lost");
  box.keepOnly(identity.terminal);
  pulse.keyIsProtected(found.isProtected);
  const by = { terminal: identity.terminal, key: found.key };
  const parts: LaneParts = {
    desk,
    identity,
    pulse,
    log,
    app,
    signal,
    timers: machineTimers,
    random: Math.random,
    ask: (order) => askOffice({ ...order, url: identity.url, by, signal, now: wall }),
    believes: (text, signature) => isSigned(text, signature, identity.hqKey),
    yard: {
      dir,
      freeBytes: () => desk.ports()?.health.state().freeBytes ?? 0,
      stream: (path, from) => streamOffice({ url: identity.url, path, from, by, signal, now: wall, silenceMs }),
      unpack,
    },
  };
  running.lanes = createLanes(parts, seen);
  await running.lanes.run();
}

function lookSafely(state: LinkState): void {
  try {
    state.running?.lanes?.look();
  } catch (error) {
    state.desk?.fault(error);
  }
}

async function enrol(
  { app, wall }: LinkOptions,
  box: ReturnType<typeof createKeyBox>,
  { url: typed, code, name, before }: EnrolOrder,
): Promise<Result<LinkIdentity, EnrolFault>> {
  const url = officeAddress(typed);
  if (url === undefined) return refuse("address-invalid");
  const key = box.make();
  const device = { name, app, platform: `${process.platform} ${process.arch}` };
  const body = EnrolRequest.safeParse({ code, publicKey: key.publicKey, device, before });
  if (!body.success) return refuse("code-wrong");
  const signal = new AbortController().signal;
  const path = "/v1/enrol";
  const asked = await askOffice({
    url,
    path,
    answer: EnrolAnswer,
    body: body.data,
    timeoutMs: enrolMs,
    signal,
    now: wall,
  });
  if (!asked.ok) return refuse(enrolFault(asked.refusal));
  const { terminal, shard, hqKey, root } = asked.value;
  if (root !== null && !pinRoot({ digest: sha256, isSigned }, root).ok) return refuse("not-hq");
  await box.keep(terminal, key);
  return ok({ url, terminal, shard, hqKey, root, enrolledAt: wall() });
}

function enrolFault(fault: OfficeFault): EnrolFault {
  if (fault.kind === "unreachable") return "unreachable";
  if (fault.kind !== "refused") return "not-hq";
  if (fault.status === 429) return "too-often";
  if (fault.status === 403) return "code-wrong";
  return fault.status >= 500 ? "unreachable" : "not-hq";
}
