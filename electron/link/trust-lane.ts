import {
  findMissingLists,
  findMissingPacks,
  refuseTrust,
  takeCatalogue,
  takeHead,
  takeLists,
  takePacks,
  trustedRoot,
  type HeadTaken,
  type Ports,
} from "../../core/commands/index.ts";
import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import { afterAnswer, afterFailure, hurry, newLane, nextDown } from "../../core/sync/index.ts";
import {
  TrustHead,
  TrustText,
  type Announced,
  type FileName,
  type TimestampDocument,
  type TrustRefusal,
} from "../../core/trust/index.ts";
import { createBell } from "./bell.ts";
import type { LaneParts } from "./link-desk.ts";
import type { OfficeFault } from "./office-client.ts";

/** What head office publishes under signatures, on its way to the till: packs, catalogue and prices, operators. */
export type TrustLane = {
  run(): Promise<void>;
  /** Head office has something new, or somebody asks. */
  hurry(): void;
  /** Resolves after the next step, or at once where nothing is published. */
  settled(): Promise<void>;
};

const answerMs = 20_000;
const fileMs = 120_000;
/** After a fault of this machine: by then the storage may be open again. */
const faultPauseMs = 1000;
/** Without any news the timestamp is renewed this often; it lives a day. */
const everyMs = 3_600_000;
/** Parts fetched while head office was publishing do not belong together: they are fetched once more. */
const triesOfParts = 2;

/** `away`: nobody answered, it is tried again · a refusal: what came is not believed, the old state stays. */
type Step = Result<null, "away" | TrustRefusal>;

export function createTrustLane(parts: LaneParts): TrustLane {
  const { desk, signal, timers } = parts;
  const bell = createBell(timers);
  let lane = newLane;
  /** Told of news while a step was under way: it may have looked too early. */
  let isAsked = false;
  const waiting = new Set<() => void>();
  const settle = (): void => {
    for (const done of waiting) done();
    waiting.clear();
  };
  const step = async (): Promise<void> => {
    const ports = desk.ports();
    if (!ports) return bell.sleep(faultPauseMs);
    const now = timers.now();
    const next = nextDown(lane, now);
    if (next.kind === "wait") return bell.sleep(next.until - now);
    isAsked = false;
    const done = ports.sync.trust() === null ? ok(null) : await takeTrust(parts);
    const isAway = !done.ok && done.refusal === "away";
    lane = isAway
      ? afterFailure(lane, { now: timers.now(), random: parts.random() })
      : afterAnswer(lane, { now: timers.now(), paceMs: isAsked ? 0 : everyMs });
    settle();
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
    hurry() {
      isAsked = true;
      lane = hurry(lane);
      bell.ring();
    },
    settled: () =>
      desk.ports()?.sync.trust() === null ? Promise.resolve() : new Promise((resolve) => void waiting.add(resolve)),
  };
}

async function takeTrust(parts: LaneParts): Promise<Step> {
  for (let attempt = 1; ; attempt += 1) {
    const done = await takeOnce(parts);
    if (done.ok || done.refusal === "away") return done;
    const fault = done.refusal;
    if (fault.rule === "not-as-announced" && attempt < triesOfParts) continue;
    parts.log("warn", "office-data-refused", { role: fault.role, rule: fault.rule });
    parts.desk.write((ports, context) => refuseTrust(ports, context, fault));
    return done;
  }
}

async function takeOnce(parts: LaneParts): Promise<Step> {
  const root = readPorts(parts, trustedRoot);
  const path = `/v1/trust/head?root=${root?.version ?? 1}`;
  const asked = await parts.ask({ path, answer: TrustHead, timeoutMs: answerMs });
  if (!asked.ok) return away(parts, asked.refusal);
  const head: HeadTaken | undefined = parts.desk.write((ports, context) => takeHead(ports, context, asked.value));
  if (head === undefined) return refuse("away");
  if (head.kind === "refused") return refuse({ ...head.fault, detail: "" });
  const { timestamp, wantsPacks, wantsLists } = head;
  const packs = wantsPacks ? await fetchPacks(parts, timestamp) : ok(null);
  const lists = wantsLists ? await fetchLists(parts, timestamp) : ok(null);
  return packs.ok ? lists : packs;
}

function readPorts<T>({ desk }: LaneParts, look: (ports: Ports) => T): T | undefined {
  const ports = desk.ports();
  return ports && look(ports);
}

function away(parts: LaneParts, fault: OfficeFault): Step {
  // A till that was locked out hears it on its other lanes; a head office of before has no such call.
  if (fault.kind === "strange") parts.log("warn", "office-data-strange");
  return refuse("away");
}

async function fetchText(parts: LaneParts, path: string, timeoutMs = answerMs): Promise<Result<string, "away">> {
  const asked = await parts.ask({ path, answer: TrustText, timeoutMs });
  return asked.ok ? ok(asked.value.text) : refuse("away");
}

const fetchFile = (parts: LaneParts, hash: string) => fetchText(parts, `/v1/trust/file/${hash}`, fileMs);

async function fetchPacks(parts: LaneParts, { packs: announced }: TimestampDocument): Promise<Step> {
  const text = await fetchText(parts, "/v1/trust/packs");
  if (!text.ok) return text;
  const sent = { announced, text: text.value };
  const missing = parts.desk.write((ports, context) => ok(findMissingPacks(ports, context, sent)));
  if (missing === undefined) return refuse("away");
  if (!missing.ok) return missing;
  const files = new Map<string, string>();
  for (const hash of missing.value) {
    const file = await fetchFile(parts, hash);
    if (!file.ok) return file;
    files.set(hash, file.value);
  }
  return parts.desk.write((ports, context) => ok(takePacks(ports, context, { ...sent, files }))) ?? refuse("away");
}

async function fetchLists(parts: LaneParts, { lists: announced }: TimestampDocument): Promise<Step> {
  const text = await fetchText(parts, "/v1/trust/lists");
  if (!text.ok) return text;
  const sent = { announced, text: text.value };
  const missing = parts.desk.write((ports, context) => ok(findMissingLists(ports, context, sent)));
  if (missing === undefined) return refuse("away");
  if (!missing.ok) return missing;
  const { catalogue, operators } = missing.value;
  if (catalogue) {
    const done = await fetchCatalogue(parts, catalogue);
    if (!done.ok) return done;
  }
  return endLists(parts, sent, operators);
}

async function fetchCatalogue(parts: LaneParts, file: FileName): Promise<Step> {
  const text = await fetchFile(parts, file.hash);
  if (!text.ok) return text;
  const sent = { file, text: text.value };
  const taken = await parts.desk.drive((ports, context) => takeCatalogue(ports, context, sent), parts.signal);
  return taken ?? refuse("away");
}

type Lists = { readonly announced: Announced; readonly text: string };

async function endLists(parts: LaneParts, sent: Lists, file: FileName | null): Promise<Step> {
  const people = file && (await fetchFile(parts, file.hash));
  if (people?.ok === false) return people;
  const operators = file && people ? { file, text: people.value } : null;
  const done = parts.desk.write((ports, context) => ok(takeLists(ports, context, { ...sent, operators })));
  return done ?? refuse("away");
}
