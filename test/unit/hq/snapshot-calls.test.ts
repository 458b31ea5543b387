import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { SnapshotAnswer, SnapshotManifest, snapshotText } from "../../../core/sync/index.ts";
import { isSigned } from "../../../hq/api/index.ts";
import {
  addCards,
  appendFeed,
  closeCardList,
  feedPosition,
  findTerminal,
  newestSnapshot,
  readFeed,
  trimFeed,
} from "../../../hq/ledger/index.ts";
import { type Built, buildSnapshot, startSnapshots } from "../../../hq/snapshots/index.ts";
import { ask, signatureOf, type Till } from "../../chaos/till-client.ts";
import { enrolledTill, openGateway, type TestGateway } from "./open-gateway.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

const dir = mkdtempSync(join(tmpdir(), "snapshot-"));
let ledger: TestLedger;
let gateway: TestGateway;
let till: Till;

const build = (): Promise<Built> =>
  buildSnapshot({ sql: ledger, dir: join(dir, "b"), now: Date.now, chunkBytes: 4096 });

beforeEach(async () => {
  ledger = await openLedger();
  gateway = await openGateway(ledger);
  till = await enrolledTill(ledger, { port: gateway.port });
  const cards = Array.from({ length: 1500 }, (_, at) => ({ number: String(29e11 + at), programme: "shop", since: at }));
  await addCards(
    ledger,
    cards.map((card) => ({ ...card, status: "active" })),
  );
  await closeCardList(ledger, 1);
}, 60_000);
afterEach(async () => {
  await gateway.close();
  await ledger.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function fetched(path: string, headers: Record<string, string> = {}, by: Till | null = till) {
  const signed = by === null ? {} : signatureOf(by, { method: "GET", path });
  const response = await fetch(`http://127.0.0.1:${gateway.port}${path}`, { headers: { ...headers, ...signed } });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

async function manifestOf(by: Till): Promise<SnapshotManifest> {
  const answer = await ask(gateway.port, by, { method: "GET", path: "/v1/snapshot" });
  const { manifest, signature } = SnapshotAnswer.parse(answer.body);
  expect(isSigned(snapshotText(manifest), signature, gateway.hqKey)).toBe(true);
  return SnapshotManifest.parse(JSON.parse(manifest));
}

describe("GET /v1/snapshot", () => {
  it("is the newest, for the till that asks alone: its shard's place and its own facts that are in it", async () => {
    expect((await ask(gateway.port, till, { method: "GET", path: "/v1/snapshot" })).status).toBe(404);
    const built = await build();
    const { pos } = await feedPosition(ledger, "main");
    const manifest = await manifestOf(till);
    expect(manifest).toMatchObject({ name: built.name, cards: 1500, pos, terminal: till.terminal, shard: "main" });
    expect([manifest.generation, manifest.answered]).toEqual([till.generation, 0]);
    const later = await enrolledTill(ledger, { port: gateway.port });
    expect(await manifestOf(later)).toMatchObject({ terminal: later.terminal, generation: "", answered: 0 });
  });

  it("and the files are for tills of head office only, and for none that was revoked", async () => {
    const { name } = await build();
    for (const path of ["/v1/snapshot", `/v1/files/${name}`]) {
      expect((await fetched(path, {}, null)).response.status).toBe(401);
      expect((await fetched(path, {}, { ...till, terminal: "other" })).response.status).toBe(401);
    }
    await ledger.query("UPDATE terminal SET revoked_at = 1");
    expect((await fetched(`/v1/files/${name}`)).response.status).toBe(403);
  });
});

describe("GET /v1/files/{name}", () => {
  it("is the chunks one after the other, for ever: whole or any range of it", async () => {
    const { name, chunks, wireBytes } = await build();
    const path = `/v1/files/${name}`;
    const whole = await fetched(path);
    expect([whole.response.status, whole.bytes.length]).toEqual([200, wireBytes]);
    expect(whole.response.headers.get("cache-control")).toContain("immutable");
    const first = chunks[0]?.bytes ?? 0;
    expect(zstdDecompressSync(whole.bytes.subarray(0, first)).subarray(0, 15).toString()).toBe("SQLite format 3");
    const ranges: [string, number, number][] = [
      ["bytes=0-0", 0, 1],
      [`bytes=${first - 1}-${first}`, first - 1, first + 1],
      [`bytes=${first}-`, first, wireBytes],
      ["bytes=100-99999999", 100, wireBytes],
      ["bytes=-7", wireBytes - 7, wireBytes],
      [`bytes=${wireBytes - 1}-`, wireBytes - 1, wireBytes],
    ];
    for (const [range, from, to] of ranges) {
      const part = await fetched(path, { range });
      expect([range, part.response.status, part.bytes.equals(whole.bytes.subarray(from, to))]).toEqual([
        range,
        206,
        true,
      ]);
      expect(part.response.headers.get("content-range")).toBe(`bytes ${from}-${to - 1}/${wireBytes}`);
    }
  });

  it("says that nothing is new, the range is outside, the file not kept; a changed one is sent whole", async () => {
    const { name, wireBytes } = await build();
    const path = `/v1/files/${name}`;
    const etag = `"${name}"`;
    expect((await fetched(path, { "if-none-match": etag })).response.status).toBe(304);
    const outside = await fetched(path, { range: `bytes=${wireBytes}-` });
    expect(outside.response.status).toBe(416);
    expect(outside.response.headers.get("content-range")).toBe(`bytes */${wireBytes}`);
    expect((await fetched(path, { range: "bytes=5-", "if-range": '"other"' })).response.status).toBe(200);
    expect((await fetched(path, { range: "bytes=5-", "if-range": etag })).response.status).toBe(206);
    for (const range of ["bytes=9-5", "lines=1-2", "bytes=0-1,5-6", "bytes=-", "bytes=1e3-"])
      expect([range, [200, 416].includes((await fetched(path, { range })).response.status)]).toEqual([range, true]);
    expect((await fetched(`/v1/files/cards-${"0".repeat(32)}`)).response.status).toBe(404);
    expect((await fetched("/v1/files/..%2F..%2Fetc%2Fpasswd")).response.status).toBe(404);
  });
});

describe("snapshots in the background", () => {
  const loop = (owner: string, keepMs = 1000) => {
    const log = (): void => undefined;
    const seen: string[] = [];
    const parts = { sql: ledger, owner, now: Date.now, log, keepMs, build: async () => (seen.push(owner), build()) };
    return { running: startSnapshots(parts), seen };
  };

  it("are built where tills wait for one, by one gateway, and the newest three are kept", async () => {
    const [one, other] = [loop("one"), loop("other")];
    await Promise.all([one.running.look(), other.running.look()]);
    expect([...one.seen, ...other.seen]).toHaveLength(1);
    for (let more = 0; more < 4; more += 1) {
      await closeCardList(ledger, 2);
      await one.running.look();
      await other.running.look();
    }
    expect(await ledger.query("SELECT 1 FROM snapshot")).toHaveLength(3);
    const names = await ledger.query("SELECT DISTINCT name FROM snapshot_part");
    expect(names).toHaveLength(3);
    await Promise.all([one.running.stop(), other.running.stop()]);
  });

  it("let old lines of the feed go, never one that stands in no snapshot; an old cursor is told so", async () => {
    const line = { kind: "order-published", v: 1, body: {} };
    const append = (at: number) =>
      appendFeed(ledger, { shard: "main", lines: Array.from({ length: 50 }, () => line), at });
    await append(1);
    const { pos: old } = await feedPosition(ledger, "main");
    await append(Date.now());
    const { running } = loop("one", 3_600_000);
    await running.look();
    expect(await feedPosition(ledger, "main")).toEqual({ pos: old + 50, keptFrom: old });
    await append(1);
    const newest = await newestSnapshot(ledger);
    expect(await trimFeed(ledger, { shard: "main", upTo: old + 50, before: 2 })).toBe(0);
    await running.stop();
    const read = (after: number) =>
      ask(gateway.port, till, { method: "GET", path: `/v1/feed?shard=main&after=${after}` });
    expect(await read(old - 1)).toMatchObject({ status: 410, body: { code: "snapshot", pos: old } });
    expect(await read(old)).toMatchObject({ status: 200, body: { next: old + 100 } });
    expect(newest?.cards).toBe(1500);
    expect(await readFeed(ledger, { shard: "main", pos: old }, 1)).toMatchObject([{ pos: old + 1 }]);
    expect(await findTerminal(ledger, till.terminal)).toBeDefined();
  });

  it("are none where head office does not know all cards: then no line may go", async () => {
    await ledger.query("DELETE FROM card_list");
    const { running, seen } = loop("one");
    await running.look();
    await running.stop();
    expect(seen).toEqual([]);
  });
});
