import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chainInput, chainStart, checkBatch } from "../../../core/sync/index.ts";
import { sha256 } from "../../../hq/api/index.ts";
import { decideCard } from "../../../hq/console-store/card-decisions.ts";
import { decideTerminal } from "../../../hq/console-store/terminal-rows.ts";
import * as ledger from "../../../hq/ledger/index.ts";
import { migrateLedger } from "../../../hq/ledger/schema.ts";
import { openSqliteLedger, type SqliteLedger } from "../../sim/sqlite-ledger.ts";
import { openLedger, type TestLedger } from "../hq/open-ledger.ts";

/** What anybody does with the ledger, with a few names so that they meet. */
type Step =
  | { readonly do: "push"; readonly till: number; readonly card: number; readonly to: number; readonly count: number }
  | { readonly do: "project" | "life" | "anew" | "fork" | "revoke" | "contact"; readonly till: number }
  | { readonly do: "release" | "read"; readonly till: number }
  | { readonly do: "lease" | "rights"; readonly till: number; readonly request: number; readonly count: number }
  | { readonly do: "decide"; readonly card: number; readonly epoch: number; readonly to: "blocked" | "unblocked" };

const till = fc.nat(2);
const few = fc.integer({ min: 1, max: 4 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("push" as const), till, card: fc.nat(2), to: fc.nat(4), count: few }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom("project", "project", "life", "anew", "fork", "revoke", "contact", "release", "read"),
      till,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("lease", "rights"), till, request: fc.nat(2), count: few }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      card: fc.nat(2),
      epoch: fc.nat(3),
      to: fc.constantFrom("blocked", "unblocked"),
    }),
  },
);
const statuses = ["stocked", "issued", "active", "blocked", "withdrawn"];
const tables = [
  "terminal",
  "event",
  "feed",
  "shard",
  "card",
  "card_history",
  "dispute",
  "lease",
  "grant_right",
  "quota",
  "audit",
];

let postgres: TestLedger;
let sqlite: SqliteLedger;
beforeAll(async () => {
  postgres = await openLedger();
  sqlite = openSqliteLedger();
  await migrateLedger(sqlite.connect());
}, 60_000);
afterAll(async () => {
  sqlite.close();
  await postgres.close();
});

/** Does it once on each ledger; what both answer must be the same. */
class Both {
  readonly #round: string;
  #done = 0;
  #names = [0, 1, 2].map((at) => ({ terminal: `t${at}`, life: "a", lives: 0, names: 0 }));

  constructor(round: string) {
    this.#round = round;
  }

  name(at: number): string {
    return `${this.#round}-${this.#names[at]?.terminal ?? ""}`;
  }

  async begin(sql: ledger.Sql): Promise<void> {
    for (const each of this.#names) await this.enrol(sql, `${this.#round}-${each.terminal}`);
    await sql.query("INSERT INTO number_pool VALUES ($1, 1, 9, '29', 6)", [this.#round]);
    await sql.query("INSERT INTO quota (counter, units) VALUES ($1, 5)", [this.#round]);
  }

  async enrol(sql: ledger.Sql, terminal: string, before?: string): Promise<unknown> {
    const code = { codeHash: terminal, name: terminal, shard: `s-${this.#round}`, until: 100 };
    await ledger.offerCode(sql, code);
    return ledger.enrolTerminal(sql, { codeHash: terminal, terminal, publicKey: "k", device: "{}", before, now: 1 });
  }

  /** What this step is, once the names that it makes are known: the same for both ledgers. */
  next(given: Step): (sql: ledger.Sql) => Promise<unknown> {
    this.#done += 1;
    const now = 1000 + this.#done;
    const id = `${this.#round}-${this.#done}`;
    if (given.do === "decide") {
      const decision = { number: `${this.#round}-c${given.card}`, to: given.to, reason: "r", epoch: given.epoch };
      return (sql) => decideCard(sql, { ...decision, by: "p", now, id });
    }
    const terminal = this.name(given.till);
    const by = { by: "p", now, id, terminal, reason: "r" };
    switch (given.do) {
      case "push":
        return (sql) => this.push(sql, terminal, { ...given, now });
      case "project":
        return (sql) => project(sql, `s-${this.#round}`, now);
      case "life":
        return (sql) => nextLife(sql, terminal, id);
      case "anew": {
        const made = this.#names[given.till];
        if (made) made.terminal = `${made.terminal}+`;
        return (sql) => this.enrol(sql, this.name(given.till), terminal);
      }
      case "fork":
        return (sql) => ledger.markForked(sql, terminal, now);
      case "revoke":
        return (sql) => decideTerminal(sql, { ...by, what: "revoke" });
      case "release":
        return (sql) => decideTerminal(sql, { ...by, what: "release" });
      case "contact":
        return (sql) => ledger.noteContact(sql, { terminal, now, said: { app: "1", pending: 7 } });
      case "read":
        return (sql) => ledger.readFeed(sql, { shard: `s-${this.#round}`, pos: 1 }, 3);
      case "lease":
        return (sql) => ledger.grantLease(sql, terminal, this.ask(given, { kind: this.#round }));
      case "rights":
        return (sql) =>
          ledger.grantRights(sql, terminal, { ...this.ask(given, { quota: this.#round }), units: given.count });
    }
  }

  ask<T>({ request, count }: { request: number; count: number }, more: T) {
    return { generation: "g", request: `r${request}`, count, ...more };
  }

  async push(
    sql: ledger.Sql,
    terminal: string,
    { card, to, count, now }: { card: number; to: number; count: number; now: number },
  ) {
    const stored = await ledger.findTerminal(sql, terminal);
    if (!stored) return undefined;
    const facts = Array.from({ length: count }, (_, at) => {
      const [from, next] = [statuses[at], statuses[(to + at) % statuses.length]];
      const body = { number: `${this.#round}-c${card}`, from, to: next, programme: "p" };
      return JSON.stringify({ kind: "card-moved", id: `${terminal}-${stored.acked + at}`, at: now, body });
    });
    const chain = facts.reduce((link, text) => sha256(chainInput(link, text)), stored.chain || chainStart);
    const batch = { generation: stored.generation, from: stored.acked + 1, prev: stored.chain, chain, facts };
    const checked = checkBatch(batch, stored, sha256);
    if (!checked.ok) return checked.refusal;
    return ledger.storeFacts(sql, { terminal, expected: stored, fresh: checked.value, receivedAt: now });
  }
}

async function project(sql: ledger.Sql, shard: string, now: number): Promise<unknown> {
  const lease = await ledger.holdShard(sql, { shard, owner: `o${now % 3}`, now: now * 5000 });
  return lease && [lease, await ledger.projectShard(sql, lease, now)];
}

async function nextLife(sql: ledger.Sql, terminal: string, id: string): Promise<unknown> {
  const stored = await ledger.findTerminal(sql, terminal);
  return stored && ledger.beginGeneration(sql, stored, `g-${id}`);
}

const failing = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => `failed: ${typeof error}`);

async function rowsOf(sql: ledger.Sql, table: string): Promise<string[]> {
  const rows = await sql.query(`SELECT * FROM ${table}`);
  return rows
    .map((row) => JSON.stringify(Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))))
    .toSorted();
}

it("whatever is done with it, the ledger over SQLite answers and holds what it does over PostgreSQL", async () => {
  let rounds = 0;
  const law = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
    rounds += 1;
    const both = new Both(`n${rounds}`);
    const second = sqlite.connect();
    await both.begin(postgres);
    await both.begin(second);
    for (const given of steps) {
      const work = both.next(given);
      const [one, other] = [await failing(work(postgres)), await failing(work(second))];
      expect(other, JSON.stringify(given)).toEqual(one);
    }
  });
  await fc.assert(law, { numRuns: 25 });
  for (const table of tables)
    expect(await rowsOf(sqlite.connect(), table), table).toEqual(await rowsOf(postgres, table));
}, 120_000);
