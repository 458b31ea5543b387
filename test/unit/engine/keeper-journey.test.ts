import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDurable } from "../../../db/connection/index.ts";
import { openStorage, restoreBackup } from "../../../db/stores/index.ts";
import { goods, openSellingTill, payCash, people, type TestTill } from "./test-till.ts";

let till: TestTill;
let other = "";
beforeEach(async () => {
  till = await openSellingTill();
  await till.call("signIn", people.manager);
  other = mkdtempSync(join(tmpdir(), "backup-"));
});
afterEach(async () => {
  await till.remove();
  rmSync(other, { recursive: true, force: true });
});

/** A journal of some 50 MB, as a shop has it after a season. */
async function growJournal(): Promise<void> {
  await till.close();
  const storage = openStorage(till.dir, { reserveBytes: 0 });
  const body = { text: "скидка ".repeat(250) };
  for (let hundred = 0; hundred < 120; hundred += 1) {
    storage.transaction(() => {
      for (let index = 0; index < 100; index += 1) {
        const id = `${hundred}-${index}`;
        storage.journal.append({ kind: "note", id, actor: "system", role: "system", body, refs: [] });
      }
    });
  }
  storage.health.close();
  till = await openSellingTillAgain();
}

async function openSellingTillAgain(): Promise<TestTill> {
  const again = await till.restart();
  await again.call("signIn", people.manager);
  return again;
}

/** Scans until the call has answered; how many scans were answered before. */
async function scansWhile(call: Promise<unknown>): Promise<number> {
  const state = { done: false };
  const ended = call.finally(() => {
    state.done = true;
  });
  let scans = 0;
  while (!state.done) {
    await till.call("scan", { code: goods.milk.code });
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (!state.done) scans += 1;
  }
  await ended;
  return scans;
}

describe("looking after a big journal", () => {
  it("does not stop the till: scans are answered while a backup is written and while the chain is walked", async () => {
    await growJournal();
    const file = join(other, "copy.db");
    const backup = till.call("backUp", { file });
    expect(await scansWhile(backup)).toBeGreaterThan(3);
    const verified = till.call("verifyJournal");
    expect(await scansWhile(verified)).toBeGreaterThan(3);
    expect(await verified).toMatchObject({ ok: true, brokenAt: null });
    expect((await verified).events).toBeGreaterThan(12_000);
    expect((await backup).bytes).toBeGreaterThan(40_000_000);
    expect(restoreBackup(join(other, "restored"), file).events).toBeGreaterThan(12_000);
  }, 60_000);

  it("one job at a time: a second one is refused in words, a sale is not", async () => {
    await till.call("scan", { code: goods.milk.code });
    const first = till.call("backUp", { file: join(other, "copy.db") });
    expect(await till.refused("backUp", {})).toMatchObject({
      kind: "storage-busy",
      message: "Уже пишется копия или проверяется журнал. Дождитесь и повторите",
    });
    expect((await till.refused("verifyJournal")).kind).toBe("storage-busy");
    await payCash(till, "meanwhile");
    await first;
    expect((await till.call("verifyJournal")).ok).toBe(true);
  });

  it("is in the name of who asked, although somebody else is at the till by then", async () => {
    const backup = till.call("backUp", {});
    await till.call("signOut");
    await backup;
    await till.call("signIn", people.manager);
    const row = (await till.call("listJournal", { limit: 5 })).find((each) => each.kind === "backup-written");
    expect(row?.operator).toBe("Мороз И.");
  });

  it("needs the right, and a place that can be written", async () => {
    writeFileSync(join(other, "file"), "");
    const drive = join(other, "drive", "that is not plugged in");
    for (const file of [join(other, "file", "copy.db"), join(till.dir, "journal.db"), join(drive, "copy.db")]) {
      expect(await till.refused("backUp", { file })).toMatchObject({
        kind: "backup-place",
        message: expect.stringContaining("Выберите другое место"),
      });
    }
    expect(existsSync(join(other, "drive"))).toBe(false);
    await till.call("signIn", people.cashier);
    expect((await till.refused("backUp", {})).kind).toBe("not-permitted");
    expect((await till.refused("verifyJournal")).kind).toBe("not-permitted");
  });

  it("finds a changed entry and says which; the backup of such a journal is refused", async () => {
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "sold");
    const db = openDurable(join(till.dir, "journal.db"), { part: "journal" });
    db.exec("UPDATE journal SET fact = replace(fact, '245', '145') WHERE fact LIKE '%sale-completed%'");
    db.close();
    const { ok, brokenAt } = await till.call("verifyJournal");
    expect(ok).toBe(false);
    expect(brokenAt).toBeGreaterThan(0);
    expect((await till.call("getStatus")).journal.verified).toBe(false);
    expect((await till.refused("backUp", {})).kind).toBe("storage-failed");
  });

  it("is ended by closing, and leaves no half a backup under a backup's name", async () => {
    await growJournal();
    const backup = till.raw({ id: 1, command: "backUp", input: {} });
    await till.close();
    expect(await backup).not.toHaveProperty("ok");
    expect(readdirSync(join(till.dir, "backups")).filter((name) => name.endsWith(".db"))).toEqual([]);
  }, 60_000);
});

describe("scheduled backups", () => {
  it("are written in an idle moment, once a day, and the screens are told", async () => {
    await till.call("scan", { code: goods.milk.code });
    const backups = () => (existsSync(join(till.dir, "backups")) ? readdirSync(join(till.dir, "backups")) : []);
    till.engine.idle();
    till.engine.idle();
    await expect.poll(backups, { timeout: 10_000 }).toEqual([expect.stringMatching(/^journal-.*\.db$/)]);
    await expect.poll(() => till.last("statusChanged").lastBackupAt).not.toBeNull();
    till.engine.idle();
    expect(backups()).toHaveLength(1);
  });
});
