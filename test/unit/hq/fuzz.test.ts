import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import {
  EnrolRequest,
  FeedQuery,
  HelloRequest,
  LeaseRequest,
  PushRequest,
  RightsRequest,
} from "../../../core/sync/index.ts";
import { factBook } from "../../chaos/fact-book.ts";
import { batchOf, newTill, signatureOf, type Call, type Till } from "../../chaos/till-client.ts";
import { enrolledTill, greeting, openGateway, type TestGateway } from "./open-gateway.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

/** For each endpoint. `FUZZ_RUNS=100000 npm run unit -- test/unit/hq/fuzz.test.ts`; a night bears a million. */
const runs = Number(process.env["FUZZ_RUNS"] ?? 150);

let ledger: TestLedger;
let gateway: TestGateway;
let till: Till;

beforeAll(async () => {
  ledger = await openLedger();
  gateway = await openGateway(ledger, { projects: false });
  till = await enrolledTill(ledger, { port: gateway.port });
  await ledger.query("INSERT INTO number_pool (kind, next, until, prefix, length) VALUES ('card', 1, 100, '9', 8)");
  await ledger.query("INSERT INTO quota (counter, units) VALUES ('p:m:e:2025', 5)");
}, 60_000);
afterAll(async () => {
  await gateway.close();
  await ledger.close();
});

const tables = ["terminal", "enrolment", "event", "feed", "card", "dispute", "lease", "number_pool", "quota"] as const;

async function rows(): Promise<unknown> {
  const all = [];
  for (const table of [...tables, "grant_right"]) {
    all.push(await ledger.query(`SELECT t::text AS row FROM ${table} AS t ORDER BY 1`));
  }
  return all;
}

/** Wrong in itself, whatever it stands for. */
const odd = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
  fc.constantFrom(null, [], {}, "", "\u0000", "\ud800", "x".repeat(5000), -1, 0.5, 1e308, "__proto__", "constructor"),
);

/** One place of a right body made wrong, dropped or added. */
function mutated(right: object): fc.Arbitrary<unknown> {
  const key = fc.constantFrom(...Object.keys(right), "more", "__proto__");
  const changed = fc.tuple(key, odd).map(([name, value]) => ({ ...right, [name]: value }));
  const dropped = key.map((name) => Object.fromEntries(Object.entries(right).filter(([field]) => field !== name)));
  return fc.oneof(changed, changed, dropped, odd);
}

/** Its text cut, or one of its characters replaced. */
function damaged(right: object): fc.Arbitrary<string> {
  const text = JSON.stringify(right);
  const place = fc.nat({ max: text.length - 1 });
  return fc.oneof(
    place.map((at) => text.slice(0, at)),
    fc.tuple(place, fc.string({ unit: "binary", minLength: 1, maxLength: 2 })).map(([at, character]) => {
      return text.slice(0, at) + character + text.slice(at + 1);
    }),
  );
}

type Endpoint = { readonly path: string; readonly schema: z.ZodType; readonly right: (by: Till) => object };

const endpoints: readonly Endpoint[] = [
  {
    path: "/v1/enrol",
    schema: EnrolRequest,
    right: ({ signer }) => ({
      code: "CDEFGHJKLM",
      publicKey: signer.publicKey,
      device: { name: "a", app: "1", platform: "linux" },
    }),
  },
  { path: "/v1/hello", schema: HelloRequest, right: ({ generation }) => ({ ...greeting, generation }) },
  {
    path: "/v1/push",
    schema: PushRequest,
    right: ({ terminal, generation }) => batchOf(factBook(terminal), generation, { from: 1, count: 3 }),
  },
  {
    path: "/v1/lease",
    schema: LeaseRequest,
    right: ({ generation }) => ({ generation, request: "r", kind: "card", count: 5 }),
  },
  {
    path: "/v1/rights",
    schema: RightsRequest,
    right: ({ generation }) => ({ generation, request: "r", quota: "p:m:e:2025", units: 1 }),
  },
];

/** Whether a body could be right after all: damage may hit nothing that matters. */
function isRight(schema: z.ZodType, body: string): boolean {
  try {
    return schema.safeParse(JSON.parse(body)).success;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Asks all of it; answers what was wrong with the answers, or with the ledger afterwards. */
async function refuses(bodies: fc.Arbitrary<Call>): Promise<readonly unknown[]> {
  const before = await rows();
  let asked = 0;
  const law = fc.asyncProperty(bodies, async (call) => {
    asked += 1;
    const status = await gateway.asked(call, `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
  await fc.assert(law, { numRuns: runs });
  return [...gateway.logged, ...(isDeepStrictEqual(await rows(), before) ? [] : ["rows have changed"])];
}

const post = (path: string, body: string): Call => ({ method: "POST", path, body });
const signed = (by: Till, call: Call): Call => ({ ...call, headers: { ...signatureOf(by, call), ...call.headers } });

describe("whatever is sent, it is refused as the sender's fault and nothing is changed", () => {
  it.each(endpoints)(
    "$path: bodies that are wrong, signed by a till that may ask",
    async ({ path, schema, right }) => {
      const wrong = fc.oneof(
        mutated(right(till)).map((body) => JSON.stringify(body) ?? ""),
        damaged(right(till)),
      );
      const bodies = wrong.filter((body) => !isRight(schema, body));
      expect(await refuses(bodies.map((body) => signed(till, post(path, body))))).toEqual([]);
    },
    600_000,
  );

  it.each(endpoints.filter(({ path }) => path !== "/v1/enrol"))(
    "$path: bodies that are right, with headers that prove nothing",
    async ({ path, right }) => {
      const stranger = { ...newTill(till.terminal), generation: till.generation };
      const names = ["x-terminal", "x-time", "x-nonce", "x-signature"] as const;
      const call = post(path, JSON.stringify(right(till)));
      const text = fc.string({ unit: "binary-ascii", maxLength: 100 }).filter((value) => !value.includes("\0"));
      const wrong = fc.tuple(fc.constantFrom(...names), text).map(([name, value]) => {
        return { ...call, headers: { ...signatureOf(till, call), [name]: value } };
      });
      expect(await refuses(fc.oneof(wrong, wrong, fc.constant(signed(stranger, call))))).toEqual([]);
    },
    600_000,
  );

  it("names that no column can hold", async () => {
    const right = { generation: till.generation, request: "r", kind: "card", count: 5 };
    const named = fc.constantFrom("request", "kind").map((field) => ({ ...right, [field]: "\u0000" }));
    const calls = named.map((body) => signed(till, post("/v1/lease", JSON.stringify(body))));
    expect(await refuses(calls)).toEqual([]);
  });

  it("/v1/feed: questions that are wrong", async () => {
    const word = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }).filter((text) => text.isWellFormed()),
      fc.double().map(String),
    );
    const query = fc
      .record({ shard: fc.oneof(fc.constant("main"), word), after: word, limit: word, wait: word })
      .filter((asked) => asked.shard !== "main" || !FeedQuery.safeParse(asked).success)
      .map((asked) => new URLSearchParams(asked).toString());
    expect(await refuses(query.map((text) => signed(till, { method: "GET", path: `/v1/feed?${text}` })))).toEqual([]);
  }, 600_000);
});

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

describe("a signed request with one byte changed", () => {
  it("is refused wherever the byte is, in the body or in a header; unchanged it is taken, once", async () => {
    const body = JSON.stringify(batchOf(factBook(till.terminal), till.generation, { from: 1, count: 2 }));
    const call = signed(till, post("/v1/push", body));
    const before = await rows();
    const statuses = new Set<number>();
    for (let at = 0; at < body.length; at += 1) {
      const bytes = Buffer.from(body);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      statuses.add(await gateway.asked({ ...call, body: bytes }, "10.0.0.1"));
    }
    for (const [name, value] of Object.entries(call.headers ?? {})) {
      for (let at = 0; at < value.length; at += 1) {
        const bytes = Buffer.from(value);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        const headers = { ...call.headers, [name]: bytes.toString() };
        statuses.add(await gateway.asked({ ...call, headers }, "10.0.0.1"));
      }
    }
    const { "x-signature": signature = "", "x-time": time = "" } = call.headers ?? {};
    // Other spellings of the same signature and the same time.
    const spelt = [...alphabet].map((last) => ({ "x-signature": `${signature.slice(0, 85)}${last}==` }));
    for (const other of [...spelt, { "x-time": `0${time}` }, { "x-time": `${time}.0` }, { "x-time": `+${time}` }]) {
      if ("x-signature" in other && other["x-signature"] === signature) continue;
      statuses.add(await gateway.asked({ ...call, headers: { ...call.headers, ...other } }, "10.0.0.1"));
    }
    expect([...statuses]).toEqual([401]);
    expect(await rows()).toEqual(before);
    expect(await gateway.asked(call, "10.0.0.1")).toBe(200);
    expect(await gateway.asked(call, "10.0.0.1")).toBe(409);
    gateway.passTime(599_000);
    expect(await gateway.asked(call, "10.0.0.1")).toBe(409);
  });
});
