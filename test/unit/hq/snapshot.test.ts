import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type CardSnapshot, openCardSnapshot } from "../../../db/card-list/index.ts";
import { buildSnapshot } from "../../../hq/snapshots/index.ts";
import { addCards, closeCardList, type ListCard } from "../../../hq/ledger/index.ts";
import { cards, openTestTill, people, type TestTill } from "../engine/test-till.ts";
import { openOffice, type TestOffice } from "./office.ts";
import { until } from "./open-gateway.ts";

let office: TestOffice;
const tills: TestTill[] = [];
const dir = mkdtempSync(join(tmpdir(), "snapshot-"));

beforeAll(async () => {
  office = await openOffice();
}, 60_000);
beforeEach(() => office.back());
afterEach(async () => {
  for (const list of open.splice(0)) list.close();
  for (const till of tills.splice(0)) await till.remove();
  for (const table of ["card", "card_list", "feed", "snapshot"]) await office.ledger.query(`DELETE FROM ${table}`);
  await office.ledger.query("UPDATE shard SET kept_from = pos");
});
afterAll(async () => {
  await office.close();
  rmSync(dir, { recursive: true, force: true });
});

async function enrolled(): Promise<TestTill> {
  const till = openTestTill({ at: "2025-01-02T10:00:00+03:00" });
  tills.push(till);
  await till.call("signIn", people.administrator);
  await till.call("enrolTerminal", { url: office.url(), code: await office.code() });
  await till.call("signIn", people.manager);
  await until(async () => (await till.call("getSync")).pending === 0);
  return till;
}

const build = (chunkBytes = 4096) =>
  buildSnapshot({ sql: office.ledger, dir: join(dir, "build"), now: Date.now, chunkBytes });

const listed = (number: string, status = "active"): ListCard => {
  return { number, programme: "beltamozh", status, since: 1_700_000_000_000 };
};
const manyCards = Array.from({ length: 2000 }, (_, at) => listed(String(2_900_500_000_000 + at * 7)));

async function load(list: readonly ListCard[]): Promise<void> {
  await addCards(office.ledger, list);
  await closeCardList(office.ledger, Date.now());
}

async function statusOf(till: TestTill, number: string): Promise<string> {
  const answer = await till.engine.handle({ id: 1, command: "findCard", input: { number } });
  return "ok" in answer ? String((answer.ok as { status: unknown }).status) : "unknown";
}

/** The till has the newest snapshot in use. */
async function taken(till: TestTill, marker: string): Promise<void> {
  await till.call("syncNow");
  await until(async () => (await statusOf(till, marker)) !== "unknown" && (await till.call("getSync")).cards === null);
}

const open: CardSnapshot[] = [];

/** The card lists in a till's folder. */
function listsOf(folder: string): CardSnapshot[] {
  const names = readdirSync(folder).filter((name) => /^cards-\d+\.db$/.test(name));
  const lists = names.map((name) => openCardSnapshot(join(folder, name)));
  open.push(...lists);
  return lists;
}

const block = (till: TestTill, number: string) => till.call("blockCard", { number, reason: "lost", source: "" });

describe("a till behind what the feed keeps", () => {
  it("waits for the snapshot of all cards, takes it while it sells, and goes on with the feed behind it", async () => {
    const till = await enrolled();
    await load([listed(cards.active), listed(cards.second, "blocked"), ...manyCards]);
    await until(async () => (await till.call("getSync")).cards !== null);
    const waiting = await till.call("getSync");
    expect([waiting.cards?.phase, waiting.cardsText]).toEqual(["failed", expect.stringContaining("готовит")]);
    expect(await statusOf(till, cards.second)).toBe("active");
    const built = await build();
    expect([built.cards, built.leftOut, built.chunks.length > 20]).toEqual([2002, 0, true]);
    await taken(till, "2900500000007");
    // What was on this till alone is not in the list of all cards.
    expect([await statusOf(till, cards.second), await statusOf(till, cards.lost)]).toEqual(["blocked", "unknown"]);
    expect(readdirSync(till.dir).filter((name) => /\.(part|new)$/.test(name))).toEqual([]);
    const other = await enrolled();
    await taken(other, "2900500000007");
    await block(other, "2900500000007");
    await until(async () => (await statusOf(till, "2900500000007")) === "blocked");
    expect((await till.call("getStatus")).link).toMatchObject({ state: "online", level: "green" });
  }, 60_000);

  it("keeps its own change until head office has answered it; a stop of the snapshot holds at once", async () => {
    const till = await enrolled();
    const [mine, theirs, answered] = [cards.active, cards.issued, cards.second];
    await block(till, answered);
    await until(async () => (await till.call("getSync")).pending === 0);
    await until(async () => (await office.ledger.query("SELECT 1 FROM card WHERE status = 'blocked'")).length === 1);
    // Head office lets it free; the line of that is not kept.
    await office.ledger.query("UPDATE card SET status = 'active', epoch = epoch + 1 WHERE number = $1", [answered]);
    await load([listed(mine), listed(theirs, "blocked"), ...manyCards]);
    await build();
    await office.away();
    await block(till, mine);
    await office.back();
    await taken(till, "2900500000007");
    expect(await Promise.all([mine, theirs, answered].map((number) => statusOf(till, number)))).toEqual([
      "blocked",
      "blocked",
      "active",
    ]);
    await until(async () => (await till.call("getSync")).pending === 0);
    const asked = () => office.ledger.query<{ status: string }>("SELECT status FROM card WHERE number = $1", [mine]);
    await until(async () => (await asked())[0]?.status === "blocked");
  }, 60_000);

  it("goes on with the cards it took after a restart, and reads nothing twice", async () => {
    const till = await enrolled();
    await load([...manyCards, listed("2900600000001", "blocked")]);
    await build();
    await taken(till, "2900500000007");
    const again = await till.restart();
    tills.splice(0, tills.length, again);
    await again.call("signIn", people.manager);
    expect(await statusOf(again, "2900600000001")).toBe("blocked");
    await again.call("syncNow");
    expect(await again.call("getSync")).toMatchObject({ state: "online", cards: null });
    expect((await again.call("getStatus")).storage.state).toBe("ok");
  }, 60_000);
});

describe("a snapshot", () => {
  it("leaves out cards of a status that no till knows, and tells how many", async () => {
    await enrolled();
    await load([listed("2900600000001", "mislaid"), listed("2900600000002")]);
    expect(await build()).toMatchObject({ cards: 1, leftOut: 1 });
  });

  it("tells what a stopped card was before: what it comes back as", async () => {
    const till = await enrolled();
    await load([listed(cards.issued, "issued"), ...manyCards]);
    await build();
    await taken(till, "2900500000007");
    await block(till, cards.issued);
    await until(async () => (await till.call("getSync")).pending === 0);
    await until(async () => (await office.ledger.query("SELECT 1 FROM card WHERE status = 'blocked'")).length === 1);
    await closeCardList(office.ledger, Date.now());
    await build();
    await taken(till, "2900500000007");
    await until(async () => listsOf(till.dir).some((list) => list.find(cards.issued)?.status === "blocked"));
    const found = listsOf(till.dir).map((list) => list.listed(cards.issued));
    expect(found).toContainEqual({
      card: { ...listed(cards.issued, "blocked"), since: expect.any(Number), previous: "issued", reason: "lost" },
      epoch: 2,
    });
  }, 60_000);
});
