import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cards, goods, openSellingTill, payCash, people, type TestTill } from "./test-till.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = Date.parse("2025-01-02T10:00:00+03:00");

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

describe.each([
  ["a day", dayMs, "на 1\u00a0сут"],
  ["a year", 365 * dayMs, "на 365\u00a0сут"],
  // An empty battery on the board: the machine wakes up in its year of birth.
  ["to 2020", start - Date.parse("2020-01-01T00:00:00+03:00"), "сут"],
])("a clock set back by %s", (_, backMs, lag) => {
  beforeEach(async () => {
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "before");
    till.passTime(-backMs);
  });

  it("does not stop selling, nor confuse numbers, order and dates, over a restart either", async () => {
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "after");
    till = await till.restart();
    await till.call("signIn", people.cashier);
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    // The rate is that of the time the receipts go by, not of the clock on the wall.
    expect((await payCash(till, "later")).localAt).toBe("2025-01-02T10:00:00");
    const rows = await till.call("listReceipts", {});
    expect(rows.map((row) => row.number)).toEqual([3, 2, 1]);
    expect(rows.map((row) => row.at)).toEqual([start, start, start]);
    await till.call("signIn", people.manager);
    expect((await till.call("verifyJournal")).ok).toBe(true);
    const { expectedCashMinor } = (await till.call("getShift")) ?? { expectedCashMinor: 0 };
    expect((await till.call("closeShift", { countedMinor: expectedCashMinor })).sales.count).toBe(3);
  });

  it("is told in words, and is well again once it is set right", async () => {
    const status = await till.call("getStatus");
    expect(status.clock).toBe("behind");
    expect(status.clockMessage).toContain(lag);
    expect(status.clockMessage).toContain("Продавать можно: в чеках стоит время последней записи, 02.01.2025, 10:00");
    till.setClock(start + hourMs);
    expect(await till.call("getStatus")).toMatchObject({ clock: "ok", clockMessage: null });
    await till.call("scan", { code: goods.milk.code });
    expect((await payCash(till, "right")).localAt).toBe("2025-01-02T11:00:00");
  });

  it("does not make a lock of seconds one of days, nor takes it off", async () => {
    const wrong = { operatorId: people.manager.operatorId, pin: "0000" };
    for (let tries = 0; tries < 5; tries++) await till.refused("signIn", wrong);
    expect(await till.refused("signIn", people.manager)).toMatchObject({
      kind: "pin-locked",
      details: { seconds: 30 },
    });
    till.passTime(31_000);
    expect((await till.call("signIn", people.manager)).operator?.role).toBe("shift-manager");
  });

  it("shortens nor lengthens a lock that was there before", async () => {
    till.passTime(backMs);
    const wrong = { operatorId: people.manager.operatorId, pin: "0000" };
    for (let tries = 0; tries < 5; tries++) await till.refused("signIn", wrong);
    till.passTime(-backMs);
    expect(await till.refused("signIn", people.manager)).toMatchObject({
      kind: "pin-locked",
      details: { seconds: 30 },
    });
    till.passTime(29_000);
    expect((await till.refused("signIn", people.manager)).kind).toBe("pin-locked");
    till.passTime(2000);
    expect((await till.call("signIn", people.manager)).operator?.role).toBe("shift-manager");
  });

  it("does not end scheduled backups, and the newest is the one that is kept", async () => {
    const backups = () => (existsSync(join(till.dir, "backups")) ? readdirSync(join(till.dir, "backups")) : []);
    await till.call("signIn", people.manager);
    await till.call("backUp", {});
    till.engine.idle();
    await expect.poll(() => backups().filter((name) => name.endsWith(".db")), { timeout: 10_000 }).toHaveLength(2);
    expect(backups().every((name) => name.startsWith("journal-20250102T070000Z-"))).toBe(true);
  });
});

describe("the new year at an open receipt", () => {
  it("is refused with the fresh view when it changes the rate, and paid at the new one", async () => {
    await till.remove();
    till = await openSellingTill({ at: "2024-12-31T23:59:59+03:00" });
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    const seen = await till.call("getBasket");
    till.passTime(1000);
    const { revision, totals } = seen;
    const pay = { requestId: "new-year", revision, payableMinor: totals.payableMinor };
    const refusal = await till.refused("completeSale", {
      ...pay,
      tenders: [{ kind: "cash", amountMinor: totals.payableMinor }],
    });
    const fresh = till.last("basketChanged");
    expect([seen.card?.rateBp, fresh.card?.rateBp]).toEqual([500, 200]);
    expect(refusal).toMatchObject({
      kind: "basket-changed",
      details: { revision: fresh.revision, payableMinor: fresh.totals.payableMinor },
    });
    expect((await till.call("getShift"))?.sales.count).toBe(0);
    expect(await payCash(till, "new-year")).toMatchObject({ payableMinor: 240, localAt: "2025-01-01T00:00:00" });
  });

  it("is paid as seen where nothing changes with it", async () => {
    await till.remove();
    till = await openSellingTill({ at: "2024-12-31T23:59:59+03:00" });
    await till.call("scan", { code: goods.beer.code });
    const { revision } = await till.call("getBasket");
    till.passTime(60_000);
    const tenders = [{ kind: "cash" as const, amountMinor: 329 }];
    expect((await till.call("completeSale", { requestId: "beer", revision, payableMinor: 329, tenders })).number).toBe(
      1,
    );
  });
});

describe("a card that others stopped at an hour which this till's clock has not reached", () => {
  it("is stopped here, too: what is known holds, whatever the hour", async () => {
    const csv = `number,status,since\n${cards.active},blocked,2025-01-07\n`;
    await till.call("signIn", people.administrator);
    await till.call("importCards", { csv });
    await till.call("signIn", people.cashier);
    await till.call("scan", { code: goods.milk.code });
    expect(await till.refused("scan", { code: cards.active })).toMatchObject({ kind: "card-refused" });
    expect(await till.call("getBasket")).toMatchObject({ totals: { payableMinor: 245 } });
  });
});
