import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LeaseAnswer, RightsAnswer } from "../../../core/sync/index.ts";
import { markForked } from "../../../hq/ledger/index.ts";
import { post, send, type Till } from "../../chaos/till-client.ts";
import { enrolledTill, openGateway, type TestGateway } from "./open-gateway.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

let ledger: TestLedger;
let one: TestGateway;
let two: TestGateway;
let tills: readonly [Till, Till];

beforeAll(async () => {
  ledger = await openLedger();
  [one, two] = [await openGateway(ledger, { projects: false }), await openGateway(ledger, { projects: false })];
  tills = [await enrolledTill(ledger, { port: one.port }), await enrolledTill(ledger, { port: one.port })];
}, 60_000);
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await ledger.close();
});

async function newPool(numbers: number): Promise<string> {
  const kind = randomUUID();
  await ledger.query("INSERT INTO number_pool (kind, next, until, prefix, length) VALUES ($1, 1, $2, '9', 8)", [
    kind,
    numbers + 1,
  ]);
  return kind;
}

type Asked = { readonly till: Till; readonly request: string; readonly generation?: string };

async function lease({ till, request, generation = till.generation }: Asked, kind: string, count: number) {
  const to = { port: (count % 2 ? one : two).port, till, path: "/v1/lease" };
  const { status, body } = await post(to, { generation, request, kind, count });
  return status === 200 ? LeaseAnswer.parse(body) : status;
}

async function rights({ till, request, generation = till.generation }: Asked, quota: string, units: number) {
  const to = { port: (units % 2 ? one : two).port, till, path: "/v1/rights" };
  const { status, body } = await post(to, { generation, request, quota, units });
  return status === 200 ? RightsAnswer.parse(body) : status;
}

const asks = fc.array(
  fc.record({ till: fc.nat({ max: 1 }), request: fc.nat({ max: 5 }), count: fc.integer({ min: 1, max: 9 }) }),
  { minLength: 1, maxLength: 12 },
);

describe("ranges of card numbers", () => {
  it("whoever asks, again or at once: no number is given twice, and the same request answers the same", async () => {
    const law = fc.asyncProperty(asks, async (asked) => {
      const kind = await newPool(20);
      const given = await Promise.all(
        asked.map(async ({ till, request, count }) => ({
          key: `${till} ${request}`,
          range: await lease(
            { till: tills[till === 0 ? 0 : 1], request: `${kind}-${request}`.slice(-64) },
            kind,
            count,
          ),
        })),
      );
      const ranges = new Map<string, unknown>();
      for (const { key, range } of given.filter((each) => typeof each.range === "object" && each.range.count > 0)) {
        expect(ranges.get(key) ?? range).toEqual(range);
        ranges.set(key, range);
      }
      const numbers = [...ranges.values()].flatMap((range) => numbersOf(LeaseAnswer.parse(range)));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.length).toBeLessThanOrEqual(20);
    });
    await fc.assert(law, { numRuns: 15 });
  });

  const numbersOf = ({ from, count }: LeaseAnswer): number[] =>
    Array.from({ length: count }, (_, at) => Number(from) + at);

  it("fewer than asked for when they end, then none; of a kind that nobody knows none", async () => {
    const kind = await newPool(7);
    const [till] = tills;
    expect(await lease({ till, request: `${kind}-a` }, kind, 5)).toMatchObject({ count: 5 });
    expect(await lease({ till, request: `${kind}-b` }, kind, 5)).toMatchObject({ count: 2 });
    expect(await lease({ till, request: `${kind}-c` }, kind, 5)).toEqual({ from: "", to: "", count: 0 });
    expect(await lease({ till, request: "d" }, "unknown", 5)).toMatchObject({ count: 0 });
  });

  it("a request that was answered for one kind gives no numbers of another", async () => {
    const [first, second] = [await newPool(9), await newPool(9)];
    const asked = { till: tills[0], request: `${first}-x` };
    expect(await lease(asked, first, 3)).toMatchObject({ count: 3 });
    expect(await lease(asked, second, 3)).toEqual({ from: "", to: "", count: 0 });
  });

  it("are for the life of the journal that head office knows, and for none that forked", async () => {
    const kind = await newPool(9);
    const till = await enrolledTill(ledger, { port: one.port });
    expect(await lease({ till, request: "a", generation: "00000000000000ff" }, kind, 1)).toBe(409);
    expect(await rights({ till, request: "a", generation: "00000000000000ff" }, "q", 1)).toBe(409);
    await markForked(ledger, till.terminal, Date.now());
    expect(await lease({ till, request: "b" }, kind, 1)).toBe(422);
    expect(await rights({ till, request: "b" }, "q", 1)).toBe(422);
    expect(await ledger.query("SELECT next FROM number_pool WHERE kind = $1", [kind])).toEqual([{ next: 1 }]);
  });
});

describe("rights to a yearly quota", () => {
  it("whoever asks: never more in all than the quota holds, and the same request answers the same", async () => {
    const law = fc.asyncProperty(asks, fc.integer({ min: 0, max: 12 }), async (asked, units) => {
      const quota = `p:m:e:${randomUUID()}`;
      await ledger.query("INSERT INTO quota (counter, units) VALUES ($1, $2)", [quota, units]);
      const granted = new Map<string, number>();
      for (const { till, request, count } of asked) {
        const answer = await rights({ till: tills[till === 0 ? 0 : 1], request: `${quota}-${request}` }, quota, count);
        const got = RightsAnswer.parse(answer);
        const key = `${till} ${request}`;
        if ((granted.get(key) ?? 0) > 0) expect(got.granted).toBe(granted.get(key));
        granted.set(key, got.granted);
        const all = [...granted.values()].reduce((sum, each) => sum + each, 0);
        expect(got.left).toBe(units - all);
        expect(all).toBeLessThanOrEqual(units);
      }
    });
    await fc.assert(law, { numRuns: 15 });
  });

  it("a request that was answered for one quota grants nothing of another", async () => {
    await ledger.query("INSERT INTO quota (counter, units) VALUES ('one', 5), ('other', 5)");
    const asked = { till: tills[0], request: "twice" };
    expect(await rights(asked, "one", 3)).toEqual({ granted: 3, left: 2 });
    expect(await rights(asked, "other", 3)).toEqual({ granted: 0, left: 5 });
  });
});

describe("the calls' description", () => {
  it("names every call a till makes, what goes in and comes out; no reference leads nowhere", async () => {
    const { body } = await send(one.port, { method: "GET", path: "/v1/openapi.json" });
    const text = JSON.stringify(body);
    expect(body).toMatchObject({ openapi: "3.1.0", info: { title: expect.any(String), version: expect.any(String) } });
    for (const path of ["enrol", "hello", "push", "lease", "rights"]) {
      expect(body).toHaveProperty(["paths", `/v1/${path}`, "post", "requestBody", "content", "application/json"]);
      expect(body).toHaveProperty(["paths", `/v1/${path}`, "post", "responses", "200", "content"]);
    }
    expect(body).toMatchObject({ paths: { "/v1/feed": { get: { parameters: expect.any(Array) } } } });
    expect(text.match(/"name":"(shard|after|limit|wait)","in":"query"/g)).toHaveLength(4);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = ""]) => path.split("/"));
    expect(references.length).toBeGreaterThan(0);
    for (const path of references) expect(body).toHaveProperty(path);
  });
});
