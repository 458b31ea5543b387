import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cards, goods, openSellingTill, payCash, people, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

describe("a shift", () => {
  it("adds up: float, cash sales, returns, in and out make what the drawer should hold; Z keeps it", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    const sold = await payCash(till, "a");
    await till.call("scan", { code: goods.beer.code });
    const { revision } = await till.call("getBasket");
    const tenders = [{ kind: "card" as const, amountMinor: 329 }];
    await till.call("completeSale", { requestId: "b", revision, payableMinor: 329, tenders });
    const override = people.manager;
    await till.call("moveCash", { kind: "in", amountMinor: 5000, reason: "размен", override });
    await till.call("moveCash", { kind: "out", amountMinor: 2000, reason: "инкассация", override });
    const lines = [{ lineId: "1", qtyMilli: 1000 }];
    await till.call("returnLines", { requestId: "c", receiptId: sold.id, lines, reason: "брак", override });
    const x = await till.call("getShift");
    expect(x).toMatchObject({
      state: "open",
      sales: { count: 2, withCard: 1, grossMinor: 574, discountMinor: 5, payableMinor: 569 },
      returns: { count: 1, payableMinor: 240 },
      cashMinor: 0,
      cardMinor: 329,
      expectedCashMinor: 13_000,
      overrides: 3,
      firstReceipt: 1,
      lastReceipt: 3,
    });
    expect(x?.discounts).toEqual([{ title: "2\u00a0% по карте", clause: "18.2", receipts: 1, amountMinor: 5 }]);
    const z = await till.call("closeShift", { countedMinor: 12_950, override });
    expect(z).toMatchObject({ state: "closed", number: 1, countedCashMinor: 12_950, varianceMinor: -50, overrides: 4 });
    expect(await till.call("listShifts", {})).toEqual([z]);
    expect(await till.call("getShift")).toBeNull();
    expect((await till.call("openShift", { floatMinor: 0 })).number).toBe(2);
  });

  it("counts no override for an action that was refused although the manager consented", async () => {
    const asked = { requestId: "c", receiptId: "none", lines: [{ lineId: "1", qtyMilli: 1000 }], reason: "брак" };
    const override = people.manager;
    expect((await till.refused("returnLines", { ...asked, override })).kind).toBe("receipt-unknown");
    expect((await till.call("getShift"))?.overrides).toBe(0);
    expect((await till.call("closeShift", { countedMinor: 10_000, override })).overrides).toBe(1);
  });

  it("gives the same figures when folded anew after a restart", async () => {
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "a");
    const before = await till.call("getShift");
    till = await till.restart();
    await till.call("signIn", people.cashier);
    expect(await till.call("getShift")).toEqual(before);
  });

  it("does not close over an open or suspended basket, and says which", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("suspendBasket");
    await till.call("scan", { code: goods.beer.code });
    const check = await till.call("checkClose");
    expect(check.ready).toBe(false);
    expect(check.items.filter((item) => !item.done).map((item) => item.kind)).toEqual([
      "suspended",
      "open-basket",
      "uncounted",
    ]);
    const refusal = await till.refused("closeShift", { countedMinor: 0, override: people.manager });
    expect(refusal.message).toContain("Z-отчёт — после 2 дел. Отложен чек, 2,45");
    await till.call("voidBasket", { reason: "ушёл" });
    await till.call("recallBasket", { id: (await till.call("listSuspended"))[0]?.id ?? "" });
    await payCash(till, "last");
    expect((await till.call("checkClose")).ready).toBe(true);
    await till.call("closeShift", { countedMinor: 10_245, override: people.manager });
  });

  it("is opened once, and cash can neither leave an empty drawer nor move without a shift", async () => {
    expect(await till.refused("openShift", { floatMinor: 0 })).toMatchObject({ kind: "shift-already-open" });
    const out = { kind: "out" as const, amountMinor: 10_001, reason: "много", override: people.manager };
    expect(await till.refused("moveCash", out)).toMatchObject({ kind: "cash-short" });
    await till.call("closeShift", { countedMinor: 10_000, override: people.manager });
    expect((await till.refused("moveCash", out)).kind).toBe("shift-not-open");
    expect((await till.refused("closeShift", { countedMinor: 0, override: people.manager })).kind).toBe(
      "shift-not-open",
    );
    expect((await till.refused("checkClose")).kind).toBe("shift-not-open");
  });

  it("warns when it is older than a day", async () => {
    till.passTime(25 * 3_600_000);
    const age = (await till.call("checkClose")).items.find((item) => item.kind === "age");
    expect(age).toMatchObject({ done: false });
  });

  it("does not reorder facts when the clock is set back, and the status says so", async () => {
    await till.call("scan", { code: goods.milk.code });
    const first = await payCash(till, "a");
    till.passTime(-3 * 3_600_000);
    expect((await till.call("getStatus")).clock).toBe("behind");
    await till.call("scan", { code: goods.milk.code });
    const second = await payCash(till, "b");
    expect(second.at).toBeGreaterThanOrEqual(first.at);
    till.passTime(4 * 3_600_000);
    expect((await till.call("getStatus")).clock).toBe("ok");
  });

  it("tells every change to whoever listens", async () => {
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "a");
    expect(till.last("shiftChanged")?.sales.count).toBe(1);
    expect(till.last("basketChanged").lines).toEqual([]);
  });
});
