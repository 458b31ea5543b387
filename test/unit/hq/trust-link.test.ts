import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { issuePacks, keepDraft, publishPack, rotateKey, withdrawPack } from "../../../hq/trust/index.ts";
import { goods, openTestTill, people, type TestTill } from "../engine/test-till.ts";
import { openOffice, type TestOffice } from "./office.ts";

const dayMs = 86_400_000;
const today = (): string => localDay(Date.now());
const localDay = (at: number): string => new Date(at + 3 * 3_600_000).toISOString().slice(0, 10);

let office: TestOffice;
const tills: TestTill[] = [];

beforeAll(async () => {
  office = await openOffice();
}, 60_000);
afterAll(() => office.close());
afterEach(async () => {
  office.tamper = undefined;
  for (const till of tills.splice(0)) await till.remove();
});

async function enrolled(): Promise<TestTill> {
  const till = openTestTill({ at: new Date().toISOString() });
  tills.push(till);
  await till.call("signIn", people.administrator);
  await till.call("enrolTerminal", { url: office.url(), code: await office.code() });
  await until("what was published is here", async () => (await versionAt(till)) === inForce);
  return till;
}

const source = readFileSync(join(import.meta.dirname, "../../../resources/packs/beltamozh.json"), "utf8");
let version = 1;
/** What every till sells by today. */
let inForce = 1;

/** The pack that the till runs, in its next version: from this day on. */
async function publish(startsOn: string, change: (pack: Pack) => void = () => undefined): Promise<number> {
  version += 1;
  const pack: Pack = JSON.parse(source);
  pack.pack.version = version;
  change(pack);
  const order = { id: pack.pack.id, version, by: "Лукина Е.", now: Date.now() };
  const kept = await keepDraft(office.ledger, { ...order, json: JSON.stringify(pack) });
  expect(kept).toMatchObject({ ok: true });
  const done = await office.ledger.transaction((sql) =>
    publishPack(sql, office.keys, { ...order, startsOn, shards: [] }),
  );
  expect(done).toMatchObject({ ok: true });
  if (startsOn <= today()) inForce = version;
  return version;
}

type Pack = { pack: { id: string; version: number; effective: { from: string } }; [more: string]: unknown };

const versionAt = async (till: TestTill): Promise<number> => (await till.call("getSession")).programme.version;

const until = async (what: string, holds: () => Promise<boolean>, withinMs = 20_000): Promise<void> => {
  const end = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => void setTimeout(resolve, 20));
  }
};

const sentOf = async (till: TestTill) => (await till.call("getSync")).sent;

describe("packs from head office", () => {
  it("are installed by themselves, from the line in the feed on", async () => {
    const till = await enrolled();
    const next = await publish(today());
    await until("the pack is installed", async () => (await versionAt(till)) === next);
    expect(await sentOf(till)).toMatchObject({ refused: null, ruled: ["Программы"] });
  });

  it("wait for their day, and what holds until then goes on", async () => {
    const till = await enrolled();
    const before = await versionAt(till);
    const next = await publish(localDay(Date.now() + 2 * dayMs));
    await until("the pack is here", async () => ((await sentOf(till))?.coming.length ?? 0) > 0);
    expect(await versionAt(till)).toBe(before);
    till.passTime(2 * dayMs);
    expect(await versionAt(till)).toBe(next);
    const order = { id: "beltamozh", version: next, by: "Лукина Е.", now: Date.now(), today: today(), reason: "x" };
    const back = await office.ledger.transaction((sql) => withdrawPack(sql, office.keys, order));
    expect(back).toMatchObject({ ok: true });
  });

  it("leave an unfinished sale to the pack under which it was begun", async () => {
    const till = await enrolled();
    await till.call("signIn", people.manager);
    await till.call("openShift", { floatMinor: 0 });
    const before = await versionAt(till);
    await till.call("scan", { code: goods.milk.code });
    const installed = await installations(till);
    const next = await publish(today());
    await until("the pack is here", async () => (await installations(till)) > installed);
    expect(await versionAt(till)).toBe(before);
    await till.call("voidBasket", { reason: "другое" });
    expect(await versionAt(till)).toBe(next);
  });

  it("are changed at head office only, which the till says", async () => {
    const till = await enrolled();
    await publish(today());
    await until("head office rules", async () => (await sentOf(till))?.ruled.length === 1);
    const refused = await till.refused("installPack", { json: source });
    expect(refused.kind).toBe("office-rules-packs");
    expect(refused.message).toContain("консоли офиса");
  });

  it("are believed also after the packs' key was changed by the root", async () => {
    const till = await enrolled();
    expect(await rotateKey(office.ledger, office.keys, { role: "packs", now: Date.now() })).toBeDefined();
    const next = await publish(today());
    await until("the pack is installed", async () => (await versionAt(till)) === next);
    expect(await office.ledger.transaction((sql) => issuePacks(sql, office.keys, Date.now()))).toMatchObject({
      ok: true,
    });
  });
});

describe("an older timestamp, played again", () => {
  it("is refused with its reason, and what is newer goes on holding", async () => {
    const till = await enrolled();
    const kept: string[] = [];
    office.tamper = (path, text) => {
      if (path.startsWith("/v1/trust/head")) kept.push(text);
      return text;
    };
    await till.call("syncNow");
    const old = kept.at(-1) ?? "";
    office.tamper = undefined;
    const next = await publish(today());
    await until("the newer pack is here", async () => (await versionAt(till)) === next);
    office.tamper = (path, text) => (path.startsWith("/v1/trust/head") ? old : text);
    await till.call("syncNow");
    await until("it is refused", async () => ((await sentOf(till))?.refused ?? null) !== null);
    expect((await sentOf(till))?.refused?.text).toContain("старее");
    expect(await versionAt(till)).toBe(next);
  });
});

async function installations(till: TestTill): Promise<number> {
  return (await till.call("listJournal", { limit: 200 })).filter(({ kind }) => kind === "pack-installed").length;
}
