import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chainStart, type PushRequest } from "../../../core/sync/index.ts";
import { sha256 } from "../../../hq/api/index.ts";
import { holdShard, projectShard } from "../../../hq/ledger/index.ts";
import { factBook } from "../../chaos/fact-book.ts";
import { batchOf, post, type Till } from "../../chaos/till-client.ts";
import { enrolledTill, greeting, openGateway, until, type TestGateway } from "./open-gateway.ts";
import { openLedger, type TestLedger } from "./open-ledger.ts";

let ledger: TestLedger;
let one: TestGateway;

beforeAll(async () => {
  ledger = await openLedger();
  one = await openGateway(ledger);
}, 60_000);
afterAll(async () => {
  await one.close();
  await ledger.close();
});

const push = (till: Till, batch: PushRequest, port = one.port) => post({ port, till, path: "/v1/push" }, batch);
const factsOf = async (till: Till): Promise<string[]> => {
  const rows = await ledger.query<{ fact: string }>("SELECT fact FROM event WHERE terminal_id = $1 ORDER BY seq", [
    till.terminal,
  ]);
  return rows.map(({ fact }) => fact);
};

describe("what a till sends that no program of ours writes", () => {
  const chained = (till: Till, facts: readonly string[]): PushRequest => {
    const chain = facts.reduce((link, text) => sha256(`${link}\n${text}`), chainStart);
    return { generation: till.generation, from: 1, prev: chainStart, chain, facts: [...facts] };
  };
  const unstorable = [
    ["a NUL", 'a"\u0000"'],
    ["half of a pair", "a\ud800b"],
  ] as const;
  it.each(unstorable)("%s cannot be stored as it came: it is refused, nothing breaks", async (_, fact) => {
    const till = await enrolledTill(ledger, { port: one.port });
    expect(await push(till, chained(till, [fact]))).toMatchObject({ status: 400, body: { code: "invalid" } });
  });

  const odd = {
    "no JSON": "no JSON",
    "JSON deeper than any stack": "[".repeat(200_000),
    "a body without end": `{"kind":"card-moved","at":1,"body":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`,
    "a card number that no column holds": moved(JSON.stringify("9".repeat(10_000))),
    "a card number with a NUL": moved('"9\\u0000"'),
    "half of a pair": moved('"9\\ud800"'),
    "a status without end": moved('"91"', JSON.stringify("s".repeat(100_000))),
    "a time beyond all": moved('"92"').replace('"at":1', '"at":1e300'),
    "a time before all": moved('"93"').replace('"at":1', '"at":-9007199254740991'),
  };
  it.each(Object.entries(odd))("%s is stored and changes nothing; what comes behind is taken over", async (_, fact) => {
    const till = await enrolledTill(ledger, { port: one.port });
    const number = `after-${till.terminal}`;
    const answer = await push(till, chained(till, [fact, moved(JSON.stringify(number))]));
    expect(answer.status).toBe(200);
    expect((await factsOf(till))[0]).toBe(fact);
    await until(async () => (await ledger.query("SELECT 1 FROM card WHERE number = $1", [number])).length === 1);
  });

  function moved(number: string, to = '"issued"'): string {
    return `{"kind":"card-moved","at":1,"body":{"number":${number},"from":"stocked","to":${to}}}`;
  }
});

describe("the projector", () => {
  it("one shard that fails, and one that is always busy, keep no other waiting", async () => {
    const alone = await openLedger();
    const broken = {
      ...alone,
      query: <Row extends object>(text: string, values?: Parameters<TestLedger["query"]>[1]): Promise<Row[]> => {
        if (values?.includes("a-broken") === true && text.startsWith("SELECT terminal_id")) throw new Error("broken");
        return alone.query<Row>(text, values);
      },
    };
    const gateway = await openGateway(broken);
    await enrolledTill(alone, { port: gateway.port, shard: "a-broken" });
    const [busy, quiet] = [await enrolledTill(alone, { shard: "b" }), await enrolledTill(alone, { shard: "c" })];
    for (const till of [busy, quiet])
      await post({ port: gateway.port, till, path: "/v1/hello" }, { ...greeting, generation: till.generation });
    const silent = await openGateway(alone, { projects: false });
    await push(quiet, batchOf(factBook(quiet.terminal), quiet.generation, { from: 1, count: 3 }), silent.port);
    const waking = setInterval(() => gateway.projector?.wake("b"), 0);
    await until(async () => (await alone.query("SELECT 1 FROM terminal WHERE projected = 3")).length === 1);
    clearInterval(waking);
    expect(gateway.logged).toContain("projection-failed");
    await Promise.all([gateway.close(), silent.close()]);
    await alone.close();
  });

  it("gives its right back when its gateway stops; facts of one terminal that fail hold up no other", async () => {
    const alone = await openLedger();
    const [gone, next] = [await openGateway(alone), await openGateway(alone, { projects: false })];
    const [bad, good] = [
      await enrolledTill(alone, { port: gone.port }),
      await enrolledTill(alone, { port: gone.port }),
    ];
    await until(async () => (await alone.query("SELECT 1 FROM shard WHERE fence = 1")).length === 1);
    await gone.close();
    for (const till of [bad, good])
      await push(till, batchOf(factBook(till.terminal), till.generation, { from: 1, count: 2 }), next.port);
    const lease = await holdShard(alone, { shard: "main", owner: "next", now: Date.now() });
    if (!lease) throw new Error("the right was not given back");
    const failing = {
      ...alone,
      transaction: <T>(work: (sql: typeof alone) => Promise<T>): Promise<T> =>
        alone.transaction((inside) => {
          const query: typeof alone.query = (text, values) => {
            if (values?.includes(bad.terminal) === true) throw new Error("this one fails");
            return inside.query(text, values);
          };
          return work({ ...alone, query });
        }),
    };
    await expect(projectShard(failing, lease, Date.now())).rejects.toThrow("this one fails");
    const done = await alone.query<{ name: string }>("SELECT name FROM terminal WHERE projected = 2");
    expect(done).toEqual([{ name: good.terminal }]);
    await next.close();
    await alone.close();
  });
});
