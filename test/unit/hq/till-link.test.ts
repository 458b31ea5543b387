import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newSigningKey } from "../../../hq/api/index.ts";
import { revokeTerminal } from "../../../hq/ledger/index.ts";
import { cards, goods, openTestTill, payCash, people, type TestTill } from "../engine/test-till.ts";
import { openOffice, type TestOffice } from "./office.ts";

let office: TestOffice;
const tills: TestTill[] = [];

beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());
afterEach(async () => {
  for (const till of tills.splice(0)) await till.remove();
  await office.back();
});

/** A till of head office with a manager signed in and a shift open. */
async function enrolled(at = "2025-01-02T10:00:00+03:00", hq = office): Promise<TestTill> {
  const till = openTestTill({ at });
  tills.push(till);
  await till.call("signIn", people.administrator);
  await till.call("enrolTerminal", { url: hq.url(), code: await hq.code() });
  await till.call("signIn", people.manager);
  await till.call("openShift", { floatMinor: 0 });
  return till;
}

let sold = 0;

async function sell(till: TestTill): Promise<void> {
  await till.call("scan", { code: goods.milk.code });
  sold += 1;
  await payCash(till, `request-${sold}`);
}

const until = async (what: string, holds: () => Promise<boolean>, withinMs = 5000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
};

async function sent(till: TestTill): Promise<void> {
  await until("all is sent", async () => (await till.call("getSync")).pending === 0);
}

const statusOf = async (till: TestTill, number: string) => (await till.call("findCard", { number })).status;

async function storedOf(till: TestTill, hq = office) {
  const { terminal } = await till.call("getSync");
  const rows = await hq.ledger.query<{ seq: number; fact: string }>(
    "SELECT seq, fact FROM event WHERE terminal_id = $1 ORDER BY gen, seq",
    [terminal?.id ?? ""],
  );
  return rows;
}

async function journalOf(till: TestTill): Promise<number> {
  return (await till.call("getStatus")).journal.events;
}

const block = (till: TestTill, number: string) => till.call("blockCard", { number, reason: "lost", source: "" });

describe("a till of head office", () => {
  it("sends every fact once, also those before it was enrolled, in their order", async () => {
    const till = await enrolled();
    await sell(till);
    await sent(till);
    const rows = await storedOf(till);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: await journalOf(till) }, (_, at) => at + 1));
    expect(rows.filter(({ fact }) => fact.includes('"kind":"sale-completed"'))).toHaveLength(1);
    expect(await till.call("getStatus")).toMatchObject({ link: { state: "online", pending: 0, level: "green" } });
  });

  it("a card blocked at one till is refused at the other within two seconds, in the open basket too", async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    await other.call("scan", { code: goods.milk.code });
    await other.call("scanCard", { number: cards.active, presentation: "original" });
    await sent(one);
    await block(one, cards.active);
    await until("blocked there", async () => (await statusOf(other, cards.active)) === "blocked", 2000);
    expect((await other.call("getBasket")).card?.state).toBe("refused");
    expect(other.last("cardBlocked")).toMatchObject({ inOpenBasket: true });
    expect(other.last("basketChanged").card?.state).toBe("refused");
  });
});

describe("while head office is away", () => {
  it("for days both tills sell on; then all agree, and a block beats what was done unknowing of it", async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    await Promise.all([sent(one), sent(other)]);
    await office.away();
    await block(one, cards.second);
    await other.call("scan", { code: goods.milk.code });
    await other.call("scanCard", { number: cards.second, presentation: "original" });
    expect((await other.call("getBasket")).card?.state).not.toBe("refused");
    await payCash(other, "unknowing");
    for (const till of [one, other]) {
      till.passTime(5 * 86_400_000);
      await sell(till);
      await until("it is told", async () => (await till.call("getSync")).state === "offline");
      const { pending, level, limits, oldestPendingAt } = await till.call("getSync");
      expect({ level, limits: limits.map(({ code }) => code) }).toEqual({
        level: "black",
        limits: ["blocks-unknown", "changes-unknown", "no-unblock"],
      });
      expect(pending).toBeGreaterThan(0);
      expect(oldestPendingAt).toBeLessThan((await till.call("getStatus")).now - 4 * 86_400_000);
    }
    await office.back();
    for (const till of [one, other]) await till.call("signIn", people.manager).then(() => till.call("syncNow"));
    await Promise.all([sent(one), sent(other)]);
    await until("blocked there", async () => (await statusOf(other, cards.second)) === "blocked");
    for (const till of [one, other]) expect(await storedOf(till)).toHaveLength(await journalOf(till));
    expect((await other.call("getSync")).state).toBe("online");
  }, 20_000);
});

describe("what goes wrong on the way", () => {
  it("a push whose answer is lost is stored once, and acknowledged by the next", async () => {
    const till = await enrolled();
    await sent(till);
    office.loseAnswers("/v1/push", 2);
    await sell(till);
    await sent(till);
    expect(await storedOf(till)).toHaveLength(await journalOf(till));
  });

  it("a gateway that is cut off while it stores and comes back loses and doubles nothing", async () => {
    const till = await enrolled();
    const selling = (async () => {
      for (let count = 0; count < 30; count += 1) {
        await sell(till);
        await new Promise((resolve) => void setTimeout(resolve, 10));
      }
    })();
    for (let kill = 0; kill < 3; kill += 1) {
      await new Promise((resolve) => void setTimeout(resolve, 60));
      await office.away();
      await office.back();
    }
    await selling;
    await till.call("syncNow");
    await sent(till);
    const rows = await storedOf(till);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: await journalOf(till) }, (_, at) => at + 1));
  }, 20_000);

  it("answers that another than our head office signed are not believed; selling goes on and it is told", async () => {
    const till = await enrolled();
    await sent(till);
    try {
      await office.back(newSigningKey());
      await sell(till);
      await until("it is told", async () => (await till.call("getSync")).state === "not-trusted");
      expect((await till.call("getSync")).pending).toBeGreaterThan(0);
      expect((await till.call("listJournal", {})).some(({ kind }) => kind === "link-stopped")).toBe(true);
    } finally {
      await office.back();
    }
    await till.call("syncNow");
    await sent(till);
    expect(await storedOf(till)).toHaveLength(await journalOf(till));
  });

  it("a revoked till sells on, keeps what it has and says so; enrolled anew it sends all of it", async () => {
    const till = await enrolled();
    await sent(till);
    await revokeTerminal(office.ledger, (await till.call("getSync")).terminal?.id ?? "", Date.now());
    await sell(till);
    await until("it is told", async () => (await till.call("getSync")).state === "revoked");
    expect(await till.call("getStatus")).toMatchObject({ link: { state: "revoked" } });
    await till.call("signIn", people.administrator);
    await till.call("enrolTerminal", { url: office.url(), code: await office.code() });
    await sent(till);
    expect(await storedOf(till)).toHaveLength(await journalOf(till));
  });
});

describe("data of yesterday", () => {
  /** The folder as it lies there while the till is closed. */
  const copyOf = (till: TestTill): string => {
    const copy = mkdtempSync(join(tmpdir(), "copy-"));
    cpSync(till.dir, copy, { recursive: true });
    return copy;
  };
  const databases = (dir: string): string[] =>
    readdirSync(dir).filter((name) => name.startsWith("journal.db") && !name.endsWith(".witness"));

  it.each([
    ["the database alone is noticed at the start, without head office", "rewound", (name: string) => name],
    ["the whole folder is noticed by head office", "office", null],
  ] as const)("%s: a new generation, nothing is done twice, somebody is told", async (_, how, only) => {
    const first = await enrolled();
    await block(first, cards.active);
    await sent(first);
    const before = await first.restart();
    await before.call("signIn", people.manager);
    await before.close();
    const copy = copyOf(before);
    const later = openTestTill({ dir: before.dir, at: "2025-01-02T11:00:00+03:00" });
    await later.call("signIn", people.manager);
    await sell(later);
    await sent(later);
    const generation = (await later.call("getStatus")).journal.generation;
    await later.close();
    const names = only === null ? readdirSync(copy) : databases(copy);
    for (const name of databases(before.dir)) rmSync(join(before.dir, name));
    for (const name of names) cpSync(join(copy, name), join(before.dir, name), { recursive: true });
    rmSync(copy, { recursive: true });
    const again = openTestTill({ dir: before.dir, at: "2025-01-02T12:00:00+03:00" });
    tills.splice(0, tills.length, again);
    await again.call("signIn", people.manager);
    await again.call("syncNow");
    await until("a new life", async () => (await again.call("getStatus")).journal.generation !== generation);
    await sent(again);
    const begun = (await again.call("listJournal", {})).find(({ kind }) => kind === "generation-begun");
    expect(begun?.text).toBeDefined();
    expect((await again.call("getStatus")).storage.state).toBe(how === "rewound" ? "recovered" : "ok");
    expect(await office.ledger.query("SELECT reason FROM dispute")).toEqual([]);
    expect(await statusOf(again, cards.active)).toBe("blocked");
  });

  it("two tills on one copy are found out; neither is believed until a person decides", async () => {
    const first = await enrolled();
    await sent(first);
    await first.close();
    const copy = copyOf(first);
    const [one, other] = [first.dir, copy].map((dir) => openTestTill({ dir, at: "2025-01-02T11:00:00+03:00" }));
    if (!one || !other) throw new Error("two tills");
    tills.splice(0, tills.length, one, other);
    for (const till of [one, other]) {
      await till.call("signIn", people.cashier);
      await sell(till);
      await sell(till);
    }
    for (const till of [one, other]) {
      await till.call("signIn", people.manager);
      await till.call("syncNow");
    }
    // The second to speak is found out by its chain; the first hears of it when it speaks next.
    for (const till of [other, one]) {
      await till.call("syncNow");
      await until("it is told", async () => (await till.call("getSync")).state === "forked");
      await till.call("syncNow");
      const told = (await till.call("listJournal", {})).filter(({ kind }) => kind === "link-stopped");
      expect(told).toHaveLength(1);
    }
  }, 20_000);
});

function keyFile(dir: string): string {
  return join(dir, readdirSync(dir).find((name) => name.endsWith(".key")) ?? "");
}

describe("enrolment", () => {
  const refusals = [
    ["::", "CDEFGHJKLM", "office-address-invalid"],
    ["127.0.0.1:9", "CDEFGHJKLM", "office-unreachable"],
    ["", "CDEFGHJKLM", "office-code-wrong"],
    ["", "short", "office-code-wrong"],
  ] as const;
  it.each(refusals)("address %j, code %j: %s, and the till stays on its own", async (url, code, kind) => {
    const till = openTestTill();
    tills.push(till);
    await till.call("signIn", people.administrator);
    const refused = await till.refused("enrolTerminal", { url: url || office.url(), code });
    expect(refused.kind).toBe(kind);
    expect((await till.call("getSync")).state).toBe("none");
  });

  it("is the administrator's; a shift manager exchanges now; the key's file is its user's alone", async () => {
    const till = await enrolled();
    expect((await till.refused("enrolTerminal", { url: office.url(), code: "CDEFGHJKLM" })).kind).toBe("not-permitted");
    await till.call("syncNow");
    await till.call("signIn", people.cashier);
    expect((await till.refused("syncNow")).kind).toBe("not-permitted");
    const key = keyFile(till.dir);
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect((await till.call("getSync")).terminal?.keyProtected).toBe(false);
  });

  it("a till whose key is gone says so and sells on", async () => {
    const first = await enrolled();
    await first.close();
    const key = keyFile(first.dir);
    writeFileSync(key, readFileSync(key, "utf8").replace(/"key":"../, '"key":"!!'));
    const till = openTestTill({ dir: first.dir, at: "2025-01-02T11:00:00+03:00" });
    tills.splice(0, tills.length, till);
    await till.call("signIn", people.cashier);
    await until("it is told", async () => (await till.call("getSync")).state === "key-lost");
    await sell(till);
  });
});
