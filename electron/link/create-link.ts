import { setTimeout as after } from "node:timers/promises";
import type { EnrolFault, EnrolOrder, Link, LinkIdentity } from "../../core/commands/index.ts";
import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import { EnrolAnswer, EnrolRequest, type JournalEntry } from "../../core/sync/index.ts";
import { createBell } from "./bell.ts";
import { createDownLane, type DownLane } from "./down-lane.ts";
import { createKeyBox, type Sealer } from "./key-box.ts";
import type { LaneParts, LinkDesk } from "./link-desk.ts";
import { askOffice, officeAddress, type OfficeFault } from "./office-client.ts";
import { createPulse } from "./pulse.ts";
import { createUpLane, type UpLane } from "./up-lane.ts";

export type LinkOptions = {
  readonly dir: string;
  readonly sealer: Sealer;
  readonly app: string;
  readonly log: LaneParts["log"];
  /** Wall clock: data for head office. */
  readonly wall: () => number;
};

export type RunningLink = Link & {
  /** The engine runs: begins to speak with head office, if there is one. */
  start(desk: LinkDesk): void;
  /** A command may have written something; looked at once its answer is there. Never throws. */
  lookAfter(answer: unknown): void;
  close(): Promise<void>;
};

const enrolMs = 15_000;
/** "Now" is answered within this, whatever head office does. */
const syncNowMs = 15_000;

/** The link to head office: one lane up, one down, for the terminal that this till is there. */
export function createLink(options: LinkOptions): RunningLink {
  const box = createKeyBox(options.dir, options.sealer);
  const state: LinkState = { desk: undefined, lanes: undefined, seen: 0, closed: false };
  const pulse = createPulse(options.wall, () => state.desk?.changed());
  const begin = (): void => {
    const ended = stopLanes(state);
    pulse.begin();
    const identity = state.desk?.ports()?.sync.identity();
    if (!identity || state.closed) return;
    const stop = new AbortController();
    const lanes: Lanes = { stop, up: undefined, down: undefined, done: Promise.resolve() };
    state.lanes = lanes;
    lanes.done = ended.then(() => runLanes({ options, box, pulse, state, lanes, identity }));
  };
  return {
    pulse: pulse.read,
    enrolled: () => queueMicrotask(begin),
    enrol: (order) => enrol(options, box, order),
    async syncNow() {
      const { up, down } = state.lanes ?? {};
      if (!up || !down) return;
      const both = Promise.all([up.settled(), down.settled()]);
      up.hurry();
      down.hurry();
      await Promise.race([both, after(syncNowMs, undefined, { ref: false })]);
    },
    start(desk) {
      state.desk = desk;
      state.seen = desk.ports()?.journal.head().seq ?? 0;
      begin();
    },
    lookAfter(answer) {
      if (!state.lanes) return;
      void Promise.resolve(answer).finally(() => lookSafely(state));
    },
    async close() {
      state.closed = true;
      await stopLanes(state);
    },
  };
}

type Lanes = {
  readonly stop: AbortController;
  up: UpLane | undefined;
  down: DownLane | undefined;
  done: Promise<void>;
};
type LinkState = { desk: LinkDesk | undefined; lanes: Lanes | undefined; seen: number; closed: boolean };

async function stopLanes(state: LinkState): Promise<void> {
  const { lanes } = state;
  state.lanes = undefined;
  lanes?.stop.abort();
  lanes?.up?.hurry();
  lanes?.down?.hurry();
  await lanes?.done;
}

type Beginning = {
  readonly options: LinkOptions;
  readonly box: ReturnType<typeof createKeyBox>;
  readonly pulse: ReturnType<typeof createPulse>;
  readonly state: LinkState;
  readonly lanes: Lanes;
  readonly identity: LinkIdentity;
};

async function runLanes({ options, box, pulse, state, lanes, identity }: Beginning): Promise<void> {
  const { log, wall, app } = options;
  const found = await box.read(identity.terminal);
  const { desk } = state;
  const { signal } = lanes.stop;
  if (!desk || signal.aborted) return;
  if (!found) return pulse.stands("up", "key-lost");
  box.keepOnly(identity.terminal);
  pulse.keyIsProtected(found.isProtected);
  const { key } = found;
  const by = { terminal: identity.terminal, key };
  const shared: Omit<LaneParts, "bell"> = {
    desk,
    enrolled: { identity, key },
    pulse,
    log,
    random: Math.random,
    app,
    signal,
    ask: (order) => askOffice({ ...order, url: identity.url, by, signal, now: wall }),
  };
  lanes.up = createUpLane({ ...shared, bell: createBell() });
  lanes.down = createDownLane({ ...shared, bell: createBell() });
  await Promise.all([lanes.up.run(), lanes.down.run()]);
}

function lookSafely(state: LinkState): void {
  try {
    look(state);
  } catch (error) {
    state.desk?.fault(error);
  }
}

/** New facts wake the upward lane; a card that was stopped lets it wait for nothing. */
function look(state: LinkState): void {
  const up = state.lanes?.up;
  const journal = up && state.desk?.ports()?.journal;
  const head = journal?.head().seq ?? 0;
  if (!up || !journal || head === state.seen) return;
  const fresh = journal.since(Math.min(state.seen, head), lookedAt);
  state.seen = head;
  if (fresh.some(stopsCard)) up.urge();
  else up.wake();
  if (state.desk?.ports()?.link.pulse().state === "offline") state.desk.changed();
}

/** More facts than this at once are an import, and no card is stopped by one. */
const lookedAt = 50;

function stopsCard({ fact }: JournalEntry): boolean {
  const to = fact.kind === "card-moved" ? fact.body["to"] : null;
  return to === "blocked" || to === "withdrawn";
}

async function enrol(
  { app, wall }: LinkOptions,
  box: ReturnType<typeof createKeyBox>,
  { url: typed, code, name }: EnrolOrder,
): Promise<Result<LinkIdentity, EnrolFault>> {
  const url = officeAddress(typed);
  if (url === undefined) return refuse("address-invalid");
  const key = box.make();
  const device = { name, app, platform: `${process.platform} ${process.arch}` };
  const body = EnrolRequest.safeParse({ code, publicKey: key.publicKey, device });
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
  const { terminal, shard, hqKey } = asked.value;
  await box.keep(terminal, key);
  return ok({ url, terminal, shard, hqKey, enrolledAt: wall() });
}

function enrolFault(fault: OfficeFault): EnrolFault {
  if (fault.kind === "unreachable") return "unreachable";
  if (fault.kind !== "refused") return "not-hq";
  if (fault.status === 429) return "too-often";
  if (fault.status === 403) return "code-wrong";
  return fault.status >= 500 ? "unreachable" : "not-hq";
}
