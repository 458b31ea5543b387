import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainStart, FeedAnswer, FeedGone, feedPage, HelloAnswer, type PushRequest } from "../../../core/sync/index.ts";
import { isSigned, newSigningKey, sha256 } from "../../../hq/api/index.ts";
import { feedPosition, offerCode, revokeTerminal } from "../../../hq/ledger/index.ts";
import { factBook } from "../../chaos/fact-book.ts";
import { acknowledged, ask, batchOf, newTill, post, send, type Till } from "../../chaos/till-client.ts";
import { enrolledTill, greeting, openGateway, until, type TestGateway } from "./open-gateway.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

const key = newSigningKey();
let ledger: TestLedger;
let one: TestGateway;
let two: TestGateway;

beforeAll(async () => {
  ledger = await openLedger();
  [one, two] = [await openGateway(ledger, { signingKey: key }), await openGateway(ledger, { signingKey: key })];
}, 60_000);
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await ledger.close();
});

const eventsOf = (till: Till) =>
  ledger.query<{ seq: number; fact: string }>("SELECT seq, fact FROM event WHERE terminal_id = $1 ORDER BY gen, seq", [
    till.terminal,
  ]);
const hello = (till: Till, said: object, port = one.port) =>
  post({ port, till, path: "/v1/hello" }, { ...greeting, generation: till.generation, ...said });
const push = (till: Till, batch: PushRequest, port = one.port) => post({ port, till, path: "/v1/push" }, batch);
const feed = (till: Till, query: string, port = one.port) =>
  ask(port, till, { method: "GET", path: `/v1/feed?shard=main&${query}` });

describe("enrolment", () => {
  const device = { name: "till", app: "1", platform: "linux" };
  const enrol = (code: string, publicKey = newTill("x").signer.publicKey, port = one.port) =>
    send(port, { method: "POST", path: "/v1/enrol", body: JSON.stringify({ code, publicKey, device }) });
  const offer = (code: string, expiresAt: number) =>
    offerCode(ledger, { codeHash: sha256(code), name: "till", shard: "main", until: expiresAt });

  it("a one-time code makes one terminal with the key that the till made", async () => {
    await offer("CDEFGHJKLM", Date.now() + 60_000);
    const made = newTill("made");
    const answer = await enrol("CDEFGHJKLM", made.signer.publicKey);
    expect(answer).toMatchObject({ status: 200, body: { shard: "main", hqKey: one.hqKey } });
    expect(await enrol("CDEFGHJKLM")).toMatchObject({ status: 403, body: { code: "code-wrong" } });
    await offer("CDEFGHJKLN", Date.now() - 1);
    expect((await enrol("CDEFGHJKLN")).status).toBe(403);
  });

  it("codes are tried ten times a minute at most", async () => {
    const limited = await openGateway(ledger, { projects: false });
    const tries = [];
    for (let count = 0; count < 12; count += 1) tries.push((await enrol("CDEFGHJKLP", undefined, limited.port)).status);
    await limited.close();
    expect(tries).toEqual([...Array(10).fill(403), 429, 429]);
  });
});

describe("hello: where both stand", () => {
  it("resume at the start of a life, ok when both stand alike, resume behind, rewound ahead", async () => {
    const till = await enrolledTill(ledger);
    const book = factBook(till.terminal);
    expect((await hello(till, {})).body).toMatchObject({ state: "resume", acked: 0, chain: chainStart });
    expect((await hello(till, {})).body).toMatchObject({ state: "ok" });
    await push(till, batchOf(book, till.generation, { from: 1, count: 4 }));
    const at = (seq: number) => ({ seq, chain: book.chain(seq) });
    expect((await hello(till, at(4))).body).toMatchObject({ state: "ok", acked: 4, chain: book.chain(4) });
    expect((await hello(till, at(9))).body).toMatchObject({ state: "resume", acked: 4 });
    expect((await hello(till, at(3))).body).toMatchObject({ state: "rewound", acked: 4 });
  });

  it("another journal at the same place is forked from then on, and its facts are kept apart", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    const [book, other] = [factBook(till.terminal), factBook("other")];
    await push(till, batchOf(book, till.generation, { from: 1, count: 2 }));
    expect((await hello(till, { seq: 2, chain: other.chain(2) })).body).toMatchObject({ state: "forked" });
    const more = await push(till, batchOf(book, till.generation, { from: 3, count: 1 }), two.port);
    expect(more).toMatchObject({ status: 422, body: { code: "forked" } });
    expect((await hello(till, { seq: 2, chain: book.chain(2) })).body).toMatchObject({ state: "forked" });
  });

  it("a new life begins at 1 once the old one is taken over; asked before that, it is told to come again", async () => {
    const silent = await openGateway(ledger, { projects: false });
    const till = await enrolledTill(ledger, { port: silent.port, shard: "nobody" });
    const book = factBook(till.terminal);
    await ledger.query("UPDATE shard SET owner = 'gone', until = $1 WHERE shard = 'nobody'", [Date.now() + 60_000]);
    await push(till, batchOf(book, till.generation, { from: 1, count: 3 }), silent.port);
    const next = { ...till, generation: "00000000000000ff" };
    const early = await hello(next, {}, silent.port);
    expect(early).toMatchObject({ status: 503, body: { code: "busy" } });
    expect(Number(early.headers["retry-after"])).toBeGreaterThan(0);
    await ledger.query("UPDATE shard SET until = 0 WHERE shard = 'nobody'");
    await until(async () => (await hello(next, {})).status === 200);
    expect((await push(next, batchOf(book, next.generation, { from: 1, count: 1 }))).status).toBe(200);
    await silent.close();
  });

  it("a program that is too old is told so; a newer one, or one without a number, goes on", async () => {
    const strict = await openGateway(ledger, { projects: false, parts: { oldestApp: "1.10.0" } });
    const till = await enrolledTill(ledger);
    const states = [];
    for (const app of ["1.9.9", "0.12", "1.10.0", "1.10.1-beta", "2.0", "test"]) {
      states.push(HelloAnswer.parse((await hello(till, { app }, strict.port)).body).state);
    }
    await strict.close();
    expect(states).toEqual(["upgrade", "upgrade", "resume", "ok", "ok", "ok"]);
  });

  it("a revoked terminal is told so, whatever it asks", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    await revokeTerminal(ledger, till.terminal, Date.now());
    for (const answer of [await hello(till, {}), await feed(till, "after=0")])
      expect(answer).toMatchObject({ status: 403, body: { code: "revoked" } });
  });
});

describe("push: facts up", () => {
  it("answers under its own signature how far it has the journal; behind a gap, where to go on", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    const book = factBook(till.terminal);
    const early = await push(till, batchOf(book, till.generation, { from: 3, count: 2 }));
    expect(early).toMatchObject({ status: 409, body: { code: "resume", acked: 0, chain: chainStart } });
    const answer = await push(till, batchOf(book, till.generation, { from: 1, count: 500 }));
    expect(acknowledged(one.hqKey, till, answer.body)).toEqual({ acked: 500, chain: book.chain(500) });
    expect(() => acknowledged(newTill("x").signer.publicKey, till, answer.body)).toThrow("did not sign");
  });

  it("two gateways that get overlapping batches at once store each fact once", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    const book = factBook(till.terminal);
    const sent = Array.from({ length: 12 }, (_, at) =>
      push(till, batchOf(book, till.generation, { from: 1, count: 5 + at }), (at % 2 ? one : two).port),
    );
    for (const { status } of await Promise.all(sent)) expect(status).toBe(200);
    expect((await eventsOf(till)).map(({ fact }) => fact)).toEqual(
      Array.from({ length: 16 }, (_, at) => book.text(at + 1)),
    );
  });

  it("what does not chain is kept in quarantine as it came, and nothing of it is stored", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    const [book, other] = [factBook(till.terminal), factBook("other")];
    const whole = batchOf(book, till.generation, { from: 1, count: 3 });
    const broken = { ...whole, facts: [...whole.facts.slice(0, 2), "{}"] };
    expect(await push(till, broken)).toMatchObject({ status: 422, body: { code: "broken" } });
    expect((await push(till, whole)).status).toBe(200);
    const forked = batchOf(other, till.generation, { from: 1, count: 5 });
    expect(await push(till, forked)).toMatchObject({ status: 422, body: { code: "forked" } });
    const kept = await ledger.query<{ reason: string; body: string }>(
      "SELECT reason, body FROM quarantine WHERE terminal_id = $1 ORDER BY reason",
      [till.terminal],
    );
    expect(kept.map(({ reason, body }) => [reason, JSON.parse(body)])).toEqual([
      ["broken", broken],
      ["forked", forked],
    ]);
    expect(await eventsOf(till)).toHaveLength(3);
  });

  it("more than a megabyte is too much, packed or not; what unpacks without end is not unpacked", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    const { gzipSync } = await import("node:zlib");
    const packed = { "content-encoding": "gzip" };
    const call = (body: string | Uint8Array, headers = {}) =>
      ask(one.port, till, { method: "POST", path: "/v1/push", body, headers });
    expect((await call(" ".repeat(1_048_577))).status).toBe(413);
    expect((await call(gzipSync(Buffer.alloc(64_000_000, 32)), packed)).status).toBe(400);
    const book = factBook(till.terminal);
    const good = gzipSync(JSON.stringify(batchOf(book, till.generation, { from: 1, count: 500 })));
    expect((await call(good, packed)).status).toBe(200);
  });

  it("a till that is revoked while its batch is under way is told so, not to come again", async () => {
    const till = await enrolledTill(ledger, { port: one.port });
    const batch = batchOf(factBook(till.terminal), till.generation, { from: 1, count: 1 });
    let revoked = false;
    const sql = {
      ...ledger,
      query: async <Row extends object>(text: string, values?: Parameters<TestLedger["query"]>[1]): Promise<Row[]> => {
        if (text.includes("INSERT INTO event") && !revoked) {
          revoked = true;
          await revokeTerminal(ledger, till.terminal, Date.now());
        }
        return ledger.query<Row>(text, values);
      },
    };
    const slow = await openGateway(sql, { projects: false });
    expect(await push(till, batch, slow.port)).toMatchObject({ status: 403, body: { code: "revoked" } });
    await slow.close();
  });
});

describe("feed: lines down", () => {
  it("waits for a line and is woken by it at once; every page is signed as it follows the cursor", async () => {
    const [seller, reader] = [await enrolledTill(ledger, { port: one.port }), await enrolledTill(ledger)];
    const { pos } = await feedPosition(ledger, "main");
    const waiting = feed(reader, `after=${pos}&wait=20000`, two.port);
    const begun = Date.now();
    await push(seller, batchOf(factBook(seller.terminal), seller.generation, { from: 1, count: 50 }));
    const { lines, next, hqTime, signature } = FeedAnswer.parse((await waiting).body);
    expect(Date.now() - begun).toBeLessThan(2000);
    expect(lines.map((line) => [line.pos, line.kind])).toEqual([[pos + 1, "card-changed"]]);
    const page = { shard: "main", after: pos, next, hqTime, lines };
    expect(isSigned(feedPage(page), signature, one.hqKey)).toBe(true);
    expect(isSigned(feedPage({ ...page, lines: [] }), signature, one.hqKey)).toBe(false);
    expect(isSigned(feedPage({ ...page, after: pos - 1 }), signature, one.hqKey)).toBe(false);
  });

  it("of another shard is not a till's to read; older than what is kept it says so", async () => {
    const till = await enrolledTill(ledger);
    const other = await ask(one.port, till, { method: "GET", path: "/v1/feed?shard=north&after=0" });
    expect(other).toMatchObject({ status: 403, body: { code: "other-shard" } });
    const old = await enrolledTill(ledger, { shard: "aged" });
    await ledger.query("UPDATE shard SET kept_from = 7, pos = 9 WHERE shard = 'aged'");
    const gone = await ask(one.port, old, { method: "GET", path: "/v1/feed?shard=aged&after=6" });
    expect(gone.status).toBe(410);
    expect(FeedGone.parse(gone.body)).toEqual({ pos: 7 });
  });
});

describe("for those who run it", () => {
  it("health, readiness, figures and the calls' description are there to read", async () => {
    const get = (path: string, port = one.port) => send(port, { method: "GET", path });
    expect(await get("/health")).toMatchObject({ status: 200, body: { ok: true } });
    expect((await get("/ready")).status).toBe(200);
    const unready = await openGateway(ledger, { projects: false, parts: { ready: async () => false } });
    expect(await get("/ready", unready.port)).toMatchObject({ status: 503, body: { ready: false } });
    await unready.close();
    const lines = String((await get("/metrics")).body)
      .trim()
      .split("\n");
    const sample = /^[a-z_]+(\{[a-z_]+="[^"]*"(,[a-z_]+="[^"]*")*\})? -?[0-9.e+-]+$/;
    expect(lines.filter((line) => !line.startsWith("# ") && !sample.test(line))).toEqual([]);
    expect(lines.some((line) => line.startsWith('hq_answers_total{path="/v1/push",status="200"}'))).toBe(true);
    expect((await get("/v1/nothing")).status).toBe(404);
  });
});
