import { randomBytes } from "node:crypto";
import {
  acknowledgement,
  chainStart,
  checkBatch,
  lineVersion,
  type EnrolAnswer,
  type EnrolRequest,
  type HelloAnswer,
  type HelloRequest,
  type PushAnswer,
  type PushRequest,
} from "../../core/sync/index.ts";
import {
  beginGeneration,
  enrolTerminal,
  findTerminal,
  keepInQuarantine,
  markForked,
  noteContact,
  type Sql,
  storeFacts,
  type Terminal,
  wasLeft,
} from "../ledger/index.ts";
import { Fault } from "./fault.ts";
import { sha256, type Signer } from "./keys.ts";

export type House = {
  readonly sql: Sql;
  readonly signer: Signer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Time between two pushes that the tills are asked to leave. */
  readonly paceMs: () => number;
  /** Tills of a program older than this are asked to get a newer one, and go on selling. */
  readonly oldestApp?: string | undefined;
  /** Told when facts were stored, so that they are taken over at once. */
  readonly stored: (shard: string) => void;
  /** Text of the newest trust root, which a till pins as it enrols. */
  readonly trustRoot?: (() => Promise<string | null>) | undefined;
};

/** Of two gateways with the same batch the slower one looks again; a third in between is possible, a tenth is not. */
const maxLooks = 10;

export async function enrol({ sql, signer, now, trustRoot }: House, request: EnrolRequest): Promise<EnrolAnswer> {
  const { code, publicKey, device, before } = request;
  const terminal = `t-${randomBytes(8).toString("hex")}`;
  const order = { codeHash: sha256(code), terminal, publicKey, device: JSON.stringify(device), before, now: now() };
  const made = await enrolTerminal(sql, order);
  if (!made) throw new Fault(403, "code-wrong", { message: "the code is unknown, used or over" });
  return { terminal, shard: made.shard, hqKey: signer.publicKey, root: (await trustRoot?.()) ?? null };
}

/** Where head office stands, and what the till is to do about its own journal. */
export async function hello(house: House, terminal: Terminal, said: HelloRequest): Promise<HelloAnswer> {
  const { sql, now } = house;
  await noteContact(sql, { terminal: terminal.terminal, now: now(), said });
  const answer = (state: HelloAnswer["state"], at: Pick<Terminal, "acked" | "chain"> = terminal): HelloAnswer => {
    return { state, acked: at.acked, chain: at.chain, hqTime: now(), paceMs: house.paceMs(), minReader: lineVersion };
  };
  if (terminal.forkedAt !== null) return answer("forked");
  if (isOlder(said.app, house.oldestApp)) return answer("upgrade");
  const isNewest = said.generation === terminal.generation;
  const isOld = !isNewest && (await wasLeft(sql, { terminal: terminal.terminal, generation: said.generation }));
  // A person has let it go on: in another life, because in those before two journals have written.
  if (terminal.releasedAt !== null && (isNewest || isOld)) return answer("rewound");
  if (!isNewest) {
    if (isOld) {
      await markForked(sql, terminal.terminal, now());
      return answer("forked");
    }
    // What came before stays where it is; a new life is counted from 1 once the old one is taken over.
    const begun = await beginGeneration(sql, terminal, said.generation);
    if (!begun)
      throw new Fault(503, "busy", { message: "the facts of the generation before are still being taken over" });
    return answer("resume", { acked: 0, chain: chainStart });
  }
  if (said.seq < terminal.acked) return answer("rewound");
  if (said.seq > terminal.acked) return answer("resume");
  if (said.chain === terminal.chain) return answer("ok");
  await markForked(sql, terminal.terminal, now());
  return answer("forked");
}

/** Versions as `1.2.3`; what follows a dash does not count. */
function isOlder(app: string, oldest = "0"): boolean {
  const [ours, theirs] = [app, oldest].map((version) => (version.split("-")[0] ?? "").split(".").map(Number));
  for (const [at, needed] of (theirs ?? []).entries()) {
    const has = ours?.[at] ?? 0;
    if (has !== needed) return has < needed;
  }
  return false;
}

/** Stores what is new of a batch. Sent again it answers the same; what does not fit is said with where to go on. */
export async function push(house: House, terminal: Terminal, batch: PushRequest): Promise<PushAnswer> {
  const { sql, now } = house;
  let stored: Terminal | undefined = terminal;
  for (let look = 0; look < maxLooks && stored; look += 1) {
    if (stored.revokedAt !== null) throw new Fault(403, "revoked", { message: "this terminal's key was revoked" });
    if (stored.forkedAt !== null)
      throw new Fault(422, "forked", { message: "a person has to decide about this terminal" });
    const checked = checkBatch(batch, stored, sha256);
    if (!checked.ok) return await notTaken(house, stored, { batch, fault: checked.refusal });
    const fresh = checked.value;
    const acked = fresh.from - 1 + fresh.facts.length;
    if (fresh.facts.length === 0) return acknowledge(house, stored, stored);
    const order = { terminal: stored.terminal, expected: stored, fresh, receivedAt: now() };
    if (await storeFacts(sql, order)) {
      house.stored(stored.shard);
      return acknowledge(house, stored, { acked, chain: fresh.chain });
    }
    stored = await findTerminal(sql, stored.terminal);
  }
  throw new Fault(503, "busy", { message: "another gateway is storing facts of this terminal" });
}

function acknowledge(house: House, terminal: Terminal, at: Pick<Terminal, "acked" | "chain">): PushAnswer {
  const { acked, chain } = at;
  const text = acknowledgement({ terminal: terminal.terminal, generation: terminal.generation, acked, chain });
  return { acked, chain, signature: house.signer.sign(text), paceMs: house.paceMs() };
}

type Refused = { readonly batch: PushRequest; readonly fault: "elsewhere" | "broken" | "forked" };

async function notTaken({ sql, now }: House, terminal: Terminal, { batch, fault }: Refused): Promise<never> {
  const { acked, chain } = terminal;
  if (fault === "elsewhere") throw new Fault(409, "resume", { message: "go on from here", acked, chain });
  const body = JSON.stringify(batch);
  await keepInQuarantine(sql, { terminal: terminal.terminal, at: now(), hash: sha256(body), reason: fault, body });
  if (fault === "forked") await markForked(sql, terminal.terminal, now());
  throw new Fault(422, fault, { message: "kept for a person to look at", acked, chain });
}
