import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restoreBackup } from "../../../db/stores/index.ts";
import { cards, goods, openSellingTill, openTestTill, payCash, people, type TestTill } from "./test-till.ts";

let till: TestTill;
let other = "";
beforeEach(async () => {
  till = await openSellingTill();
  other = mkdtempSync(join(tmpdir(), "backup-"));
});
afterEach(async () => {
  await till.remove();
  rmSync(other, { recursive: true, force: true });
});

describe("backups", () => {
  it("hold every receipt and the changed cards, and restore on another machine", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.blank });
    const sold = await payCash(till, "before");
    await till.call("signIn", people.manager);
    const file = join(other, "copy.db");
    const backup = await till.call("backUp", { file });
    expect(backup).toEqual({ file, bytes: statSync(file).size });
    const target = join(other, "restored");
    restoreBackup(target, file);
    const restored = openTestTill({ dir: target, demo: false });
    await restored.call("signIn", people.cashier);
    expect((await restored.call("getReceipt", { id: sold.id })).payableMinor).toBe(sold.payableMinor);
    expect((await restored.call("findCard", { number: cards.blank })).status).toBe("active");
    await restored.close();
  });

  it("go to the data folder when no file is named, and the status knows when", async () => {
    await till.call("signIn", people.manager);
    expect((await till.call("getStatus")).lastBackupAt).toBeNull();
    const { file } = await till.call("backUp", {});
    expect(existsSync(file)).toBe(true);
    expect((await till.call("getStatus")).lastBackupAt).not.toBeNull();
    expect((await till.call("listJournal", {}))[0]?.text).toBe("Копия данных записана");
  });
});

describe("the journal", () => {
  it("verifies, says how long it is, and is told in words", async () => {
    await till.call("signIn", people.manager);
    const { events, ok, brokenAt } = await till.call("verifyJournal");
    expect({ ok, brokenAt }).toEqual({ ok: true, brokenAt: null });
    expect((await till.call("getStatus")).journal).toMatchObject({ events, verified: true });
    const [first, second] = await till.call("listJournal", { limit: 2 });
    expect(await till.call("listJournal", { before: first?.seq ?? 0, limit: 1 })).toEqual([second]);
  });
});

describe("what leaves the engine", () => {
  it("never holds a card's full number but in the answer about that card", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    await till.call("scan", { code: cards.blank });
    const seen: unknown[] = [await till.call("getBasket"), await till.call("explain", { lineId: null })];
    await till.call("suspendBasket");
    seen.push(await till.call("listSuspended"));
    await till.call("undo");
    seen.push(await payCash(till, "sold"), await till.call("getShift"), till.heard);
    await till.call("signIn", people.manager);
    await till.call("blockCard", { number: cards.active, reason: "fraud", source: "" });
    seen.push(await till.call("listJournal", {}), await till.call("listReceipts", {}), till.heard);
    const log = readFileSync(join(till.dir, "log/engine.ndjson"), "utf8");
    for (const number of [cards.active, cards.blank]) expect(`${JSON.stringify(seen)}${log}`).not.toContain(number);
  });
});
