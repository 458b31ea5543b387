import Database from "better-sqlite3";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { cards, goods, openTestTill, people, type TestTill } from "./test-till.ts";

const tills: TestTill[] = [];

afterEach(async () => {
  await Promise.all(tills.splice(0).map((till) => till.remove()));
});

/** A closed till with a sale by card, a blocked card and an open shift behind it. */
async function worked(): Promise<TestTill> {
  const till = openTestTill();
  await till.call("signIn", people.manager);
  await till.call("openShift", { floatMinor: 10_000 });
  await till.call("scan", { code: goods.milk.code });
  await till.call("scan", { code: cards.issued });
  const { revision, totals } = await till.call("getBasket");
  const payableMinor = totals.payableMinor;
  const tenders = [{ kind: "cash" as const, amountMinor: payableMinor }];
  await till.call("completeSale", { requestId: "one", revision, payableMinor, tenders });
  await till.call("blockCard", { number: cards.active, reason: "lost", source: "call" });
  await till.close();
  return till;
}

function damage(till: TestTill, sql: string): void {
  const db = new Database(join(till.dir, "journal.db"));
  db.exec(sql);
  db.close();
}

async function reopened(till: TestTill): Promise<TestTill> {
  const again = await till.restart();
  tills.push(again);
  await again.call("signIn", people.manager);
  return again;
}

describe("damage found while starting", () => {
  it.each([1, 2, 3, 4])("a changed fact %i leaves a till that starts, sells and tells of it", async (seq) => {
    const till = await worked();
    damage(till, `UPDATE journal SET fact = replace(fact, '2', '3') WHERE seq = ${seq}`);
    const again = await reopened(till);
    const { storage } = await again.call("getStatus");
    expect(storage.message).toContain("Журнал был повреждён");
    if ((await again.call("getShift")) === null) await again.call("openShift", { floatMinor: 0 });
    await again.call("scan", { code: goods.milk.code });
    expect((await again.call("getBasket")).blocked).toBeNull();
  });

  it.each([
    ["status", `UPDATE card_overlay SET status = 'active'`],
    ["every byte", `UPDATE card_overlay SET number = number || 'x'`],
  ])("cards whose rows lost %s take their status from the journal again", async (_what, sql) => {
    const till = await worked();
    damage(till, sql);
    const again = await reopened(till);
    expect((await again.call("findCard", { number: cards.active })).status).toBe("blocked");
    expect((await again.call("findCard", { number: cards.issued })).status).toBe("active");
  });

  it.each([
    ["one row", `DELETE FROM card_overlay WHERE number = '${cards.active}'`],
    ["all rows", "DELETE FROM card_overlay"],
  ])("%s of changed cards gone without a trace: they come back from the journal, said once", async (_what, sql) => {
    const till = await worked();
    damage(till, sql);
    const again = await reopened(till);
    expect((await again.call("findCard", { number: cards.active })).status).toBe("blocked");
    expect((await again.call("findCard", { number: cards.issued })).status).toBe("active");
    expect((await again.call("getStatus")).storage.message).toContain("восстановлены по журналу");
    expect((await (await reopened(again)).call("getStatus")).storage.message).toBeNull();
  });

  it("a damaged open basket is said to be lost, not kept silent", async () => {
    const till = openTestTill();
    await till.call("signIn", people.manager);
    await till.call("openShift", { floatMinor: 0 });
    await till.call("scan", { code: goods.milk.code });
    await till.close();
    damage(till, `UPDATE basket SET body = replace(body, '1', '2')`);
    const again = await reopened(till);
    expect((await again.call("getStatus")).storage.message).toContain("Проверьте открытый чек");
  });
});

describe("a catalogue file with a header and no rows", () => {
  it("is refused: it would empty the catalogue", async () => {
    const till = openTestTill();
    tills.push(till);
    await till.call("signIn", people.manager);
    const csv = "sku,barcode,name_ru,name_en,category,unit,price_minor,currency,flags\n";
    expect((await till.refused("previewCatalogue", { csv })).kind).toBe("csv-invalid");
  });
});
