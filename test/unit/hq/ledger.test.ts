import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { chainInput, chainStart, checkBatch, type PushRequest } from "../../../core/sync/index.ts";
import {
  beginGeneration,
  enrolTerminal,
  findTerminal,
  holdShard,
  offerCode,
  projectShard,
  readFeed,
  storeFacts,
  type Terminal,
} from "../../../hq/ledger/index.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
const generation = "00000000000000aa";
const now = 1_700_000_000_000;
let ledger: TestLedger;
let named = 0;

beforeAll(async () => {
  ledger = await openLedger();
}, 60_000);
afterAll(() => ledger.close());

async function enrolled(shard = "main"): Promise<string> {
  named += 1;
  const terminal = `till-${named}`;
  await offerCode(ledger, { codeHash: terminal, name: terminal, shard, until: now + 1000 });
  const order = { codeHash: terminal, terminal, publicKey: "key", device: "{}", now };
  expect(await enrolTerminal(ledger, order)).toEqual({ shard });
  await beginGeneration(ledger, { terminal, generation: "" }, generation);
  return terminal;
}

function cardMoved(number: string, from: string, to: string): string {
  const body = { number, from, to };
  return canonicalJson({ v: 1, kind: "card-moved", id: digest(canonicalJson(body)), at: now, body });
}

function batchOf(facts: readonly string[], from = 1, prev = chainStart): PushRequest {
  const chain = facts.reduce((link, text) => digest(chainInput(link, text)), prev);
  return { generation, from, prev, chain, facts: [...facts] };
}

async function standing(terminal: string): Promise<Terminal> {
  const found = await findTerminal(ledger, terminal);
  if (!found) throw new Error("no terminal");
  return found;
}

/** As a gateway does it. */
async function push(terminal: string, batch: PushRequest): Promise<boolean | string> {
  const expected = await standing(terminal);
  const checked = checkBatch(batch, expected, digest);
  if (!checked.ok) return checked.refusal;
  if (checked.value.facts.length === 0) return true;
  return storeFacts(ledger, { terminal, expected, fresh: checked.value, receivedAt: now });
}

async function project(shard = "main"): Promise<number> {
  const lease = await holdShard(ledger, { shard, owner: "gateway", now });
  return lease ? projectShard(ledger, lease, now) : 0;
}

describe("a batch that arrives at head office", () => {
  it("is stored once, however often and in whatever parts it is sent", async () => {
    const terminal = await enrolled();
    const facts = Array.from({ length: 6 }, (_, at) => cardMoved(`9${at}`, "stocked", "issued"));
    const whole = batchOf(facts);
    const half = batchOf(facts.slice(0, 3));
    for (const batch of [half, half, whole, half, whole]) expect(await push(terminal, batch)).toBe(true);
    const rows = await ledger.query("SELECT seq, fact FROM event WHERE terminal_id = $1 ORDER BY seq", [terminal]);
    expect(rows).toEqual(facts.map((fact, at) => ({ seq: at + 1, fact })));
    expect(await standing(terminal)).toMatchObject({ acked: 6, chain: whole.chain });
  });

  it("of two gateways that hold it at once is stored by one; the other looks again", async () => {
    const terminal = await enrolled();
    const batch = batchOf([cardMoved("81", "stocked", "issued")]);
    const expected = await standing(terminal);
    const checked = checkBatch(batch, expected, digest);
    if (!checked.ok) throw new Error(checked.refusal);
    const order = { terminal, expected, fresh: checked.value, receivedAt: now };
    expect(await storeFacts(ledger, order)).toBe(true);
    expect(await storeFacts(ledger, order)).toBe(false);
    expect(await ledger.query("SELECT seq FROM event WHERE terminal_id = $1", [terminal])).toEqual([{ seq: 1 }]);
  });

  it("is refused when a fact is missing before it, its links do not hold, or it follows another journal", async () => {
    const terminal = await enrolled();
    const [first, second, other] = ["a", "b", "c"].map((name) => cardMoved(name, "stocked", "issued"));
    const one = batchOf([String(first)]);
    expect(await push(terminal, batchOf([String(second)], 2, one.chain))).toBe("elsewhere");
    expect(await push(terminal, { ...one, chain: chainStart })).toBe("broken");
    expect(await push(terminal, one)).toBe(true);
    expect(await push(terminal, batchOf([String(other), String(second)]))).toBe("forked");
    expect((await standing(terminal)).acked).toBe(1);
  });
});

describe("what is stored", () => {
  it("reaches the feed once and in order, and only under the newest lease", async () => {
    const terminal = await enrolled("north");
    const batch = batchOf([cardMoved("1", "stocked", "issued"), cardMoved("1", "issued", "active")]);
    await push(terminal, batch);
    const old = await holdShard(ledger, { shard: "north", owner: "first", now });
    expect(await holdShard(ledger, { shard: "north", owner: "second", now })).toBeUndefined();
    const lease = await holdShard(ledger, { shard: "north", owner: "second", now: now + 60_000 });
    if (!old || !lease) throw new Error("no lease");
    expect(await projectShard(ledger, old, now)).toBe(0);
    expect(await projectShard(ledger, lease, now)).toBe(2);
    expect(await projectShard(ledger, lease, now)).toBe(0);
    const lines = await readFeed(ledger, { shard: "north", pos: 0 }, 10);
    expect(lines.map(({ pos, kind, body }) => [pos, kind, body["status"], body["epoch"]])).toEqual([
      [1, "card-changed", "issued", 1],
      [2, "card-changed", "active", 2],
    ]);
  });

  it("a card that one till blocked stays blocked, whatever another did without knowing; a person is told", async () => {
    const [blocker, seller] = [await enrolled("south"), await enrolled("south")];
    await push(blocker, batchOf([cardMoved("7", "issued", "blocked")]));
    await project("south");
    await push(seller, batchOf([cardMoved("7", "issued", "active")]));
    await project("south");
    expect(await ledger.query("SELECT status FROM card WHERE number = '7'")).toEqual([{ status: "blocked" }]);
    const kinds = (await readFeed(ledger, { shard: "south", pos: 0 }, 10)).map(({ kind }) => kind);
    expect(kinds).toEqual(["card-changed", "disputed"]);
    expect(await ledger.query("SELECT reason FROM dispute WHERE terminal_id = $1", [seller])).toEqual([
      { reason: "blocked-before" },
    ]);
  });

  it("a one-time code makes one terminal, and none when its time is over", async () => {
    await offerCode(ledger, { codeHash: "late", name: "late", shard: "main", until: now });
    const order = { codeHash: "late", terminal: "late", publicKey: "key", device: "{}", now };
    expect(await enrolTerminal(ledger, order)).toBeUndefined();
    await offerCode(ledger, { codeHash: "twice", name: "twice", shard: "main", until: now + 1 });
    expect(await enrolTerminal(ledger, { ...order, codeHash: "twice", terminal: "one" })).toBeDefined();
    expect(await enrolTerminal(ledger, { ...order, codeHash: "twice", terminal: "two" })).toBeUndefined();
  });
});
