import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { chainInput, chainStart } from "../../../core/sync/index.ts";
import {
  beginGeneration,
  enrolTerminal,
  findTerminal,
  holdShard,
  markForked,
  offerCode,
  projectShard,
  readFeed,
  storeFacts,
} from "../../../hq/ledger/index.ts";
import { field, openStaffedConsole, type StaffedConsole } from "./console-client.ts";

const digest = (text: string): string => createHash("sha256").update(text).digest("hex");
let office: StaffedConsole;

beforeAll(async () => {
  office = await openStaffedConsole();
}, 60_000);
afterAll(() => office.close());

/** A till whose journal says this, all of it taken over. */
async function tillThat(name: string, shard: string, facts: readonly object[]): Promise<string> {
  await offerCode(office.ledger, { codeHash: name, name, shard, until: office.clock.now + 1000 });
  const [terminal, generation] = [`t-${name}`, "00000000000000aa"];
  await enrolTerminal(office.ledger, {
    codeHash: name,
    terminal,
    publicKey: "key",
    device: "{}",
    now: office.clock.now,
  });
  await beginGeneration(office.ledger, { terminal, generation: "" }, generation);
  const texts = facts.map((body, n) => canonicalJson({ v: 1, kind: "card-moved", id: `${name} ${n}`, at: 1, body }));
  const chain = texts.reduce((link, text) => digest(chainInput(link, text)), chainStart);
  const expected = { generation, acked: 0, chain: chainStart };
  if (texts.length > 0) {
    const fresh = { from: 1, facts: texts, chain };
    expect(await storeFacts(office.ledger, { terminal, expected, fresh, receivedAt: office.clock.now })).toBe(true);
  }
  const lease = await holdShard(office.ledger, { shard, owner: "test", now: office.clock.now });
  if (lease) await projectShard(office.ledger, lease, office.clock.now);
  return terminal;
}

const moved = (number: string, from: string, to: string) => ({ number, from, to, programme: "club", ground: null });

describe("a card that head office decides about", () => {
  it("is blocked for every shard, and comes back as what it was, never gone out as active", async () => {
    await tillThat("А", "main", [moved("2000000000011", "stocked", "issued")]);
    await tillThat("Б", "north", []);
    const number = "2000000000011";
    const { body } = await office.as("cards").call("cardOf", { number });
    expect(body).toMatchObject({ card: { status: "issued", epoch: 1 } });

    const blocked = await office.as("cards").call("blockCard", { number, epoch: 1, reason: "утеряна" });
    expect(blocked.body).toMatchObject({ number, status: "blocked", epoch: 2, reason: "утеряна", programme: "club" });
    for (const shard of ["main", "north"]) {
      expect((await readFeed(office.ledger, { shard, pos: 0 }, 1000)).at(-1)).toMatchObject({
        kind: "card-changed",
        body: blocked.body,
      });
    }
    const stopped = await office.as("viewer").call("findCards", { text: "" });
    expect(stopped.body).toMatchObject({ cards: [{ number }], more: false });

    const back = await office.as("cards").call("unblockCard", { number, epoch: 2, reason: "нашлась" });
    expect(back.body).toMatchObject({ status: "issued", epoch: 3 });
  });

  it("stays as it is when somebody was quicker, or nothing can be done", async () => {
    const number = "2000000000028";
    await tillThat("В", "main", [moved(number, "stocked", "active"), moved(number, "active", "withdrawn")]);
    const codes = [];
    for (const [call, epoch] of [["blockCard", 1] as const, ["blockCard", 2] as const, ["unblockCard", 2] as const]) {
      codes.push(field((await office.as("cards").call(call, { number, epoch, reason: "проверка" })).body, "code"));
    }
    expect(codes).toEqual(["changed-meanwhile", "card-withdrawn", "card-withdrawn"]);
  });

  it("may be stopped before any till has told of it", async () => {
    const number = "2000000000035";
    const stop = { number, epoch: 0, reason: "список милиции" };
    expect((await office.as("cards").call("blockCard", stop)).body).toMatchObject({ status: "blocked", epoch: 1 });
    const history = (await office.as("viewer").call("cardOf", { number })).body;
    expect(history).toMatchObject({ history: [{ place: null, was: "", status: "blocked", by: "Ильина С." }] });
  });

  it("shows what each till did and what came of it, the newest first", async () => {
    const number = "2000000000042";
    await tillThat("Г", "main", [moved(number, "stocked", "active"), moved(number, "active", "blocked")]);
    await tillThat("Д", "main", [moved(number, "issued", "active")]);
    const { body } = await office.as("viewer").call("cardOf", { number });
    const seen = {
      history: expect.arrayContaining([expect.objectContaining({ place: "Д", disputed: "blocked-before" })]),
    };
    expect(body).toMatchObject({ card: { status: "blocked" }, ...seen });
  });
});

describe("tills and disputes", () => {
  it("a code enrols one till; a revoked one cannot be revoked again", async () => {
    const { body } = await office.as("administrator").call("offerCode", { name: "Касса 7", shard: "main" });
    const code = field(body, "code");
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{10}$/);
    const order = { codeHash: digest(code), terminal: "t-7", publicKey: "key", device: "{}", now: office.clock.now };
    expect(await enrolTerminal(office.ledger, order)).toEqual({ shard: "main" });
    const revoke = { terminal: "t-7", reason: "украдена" };
    expect((await office.as("administrator").call("revokeTerminal", revoke)).status).toBe(200);
    expect((await office.as("administrator").call("revokeTerminal", revoke)).status).toBe(409);
    const { body: listed } = await office.as("viewer").call("listTerminals", {});
    const row = expect.objectContaining({ name: "Касса 7", state: "revoked", revokedReason: "украдена" });
    expect(listed).toMatchObject({ terminals: expect.arrayContaining([row]) });
  });

  it("a forked till goes on once its copy was put away", async () => {
    const terminal = await tillThat("Е", "main", []);
    await markForked(office.ledger, terminal, office.clock.now);
    const release = { terminal, reason: "копия диска стёрта" };
    expect((await office.as("administrator").call("releaseTerminal", release)).status).toBe(200);
    expect(await findTerminal(office.ledger, terminal)).toMatchObject({ forkedAt: null });
  });

  it("a dispute is settled once, with a note", async () => {
    const number = "2000000000059";
    await tillThat("Ж", "main", [moved(number, "stocked", "active"), moved(number, "active", "withdrawn")]);
    const terminal = await tillThat("З", "main", [
      moved(number, "active", "active"),
      moved(number, "issued", "active"),
    ]);
    const listed = (await office.as("viewer").call("listDisputes", { open: true })).body;
    const key = { terminal, generation: "00000000000000aa", seq: 1, reason: "withdrawn-before" };
    expect(listed).toMatchObject({ disputes: expect.arrayContaining([expect.objectContaining({ ...key, number })]) });
    expect((await office.as("viewer").call("settleDispute", { ...key, note: "чек верен" })).status).toBe(403);
    expect((await office.as("cards").call("settleDispute", { ...key, note: "чек верен" })).status).toBe(200);
    expect((await office.as("cards").call("settleDispute", { ...key, note: "ещё раз" })).status).toBe(409);
    const settled = (await office.as("viewer").call("listDisputes", { open: false })).body;
    expect(settled).toMatchObject({ disputes: [{ settledBy: "Ильина С.", note: "чек верен" }] });
  });

  it("the first page counts tills, and disputes that wait", async () => {
    const { body } = await office.as("viewer").call("overview", { dayStart: office.clock.now - 3_600_000 });
    expect(body).toMatchObject({ terminals: { revoked: 1, forked: 0 }, disputesOpen: 2 });
  });
});

describe("the audit", () => {
  it("has every change with who and why, and finds it by any word", async () => {
    const { body } = await office.as("viewer").call("searchAudit", { text: "УТЕРЯНА", before: null });
    const row = { who: "Ильина С.", action: "card-blocked", subject: "2000000000011", details: "утеряна" };
    expect(body).toMatchObject({ rows: [row], more: false });
    const { body: wild } = await office.as("viewer").call("searchAudit", { text: "%", before: null });
    expect(wild).toEqual({ rows: [], more: false });
  });

  it("is only ever added to", () => {
    const root = join(import.meta.dirname, "../../../hq");
    const sources = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    const texts = sources.map((name) => readFileSync(join(root, name), "utf8")).join("\n");
    expect(texts).toMatch(/INSERT INTO audit/);
    expect(texts).not.toMatch(/(UPDATE|DELETE FROM|TRUNCATE|DROP TABLE|ALTER TABLE)\s+audit\b/i);
  });
});
