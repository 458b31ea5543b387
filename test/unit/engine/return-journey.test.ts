import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReceiptView } from "../../../core/contract/index.ts";
import { cards, goods, openSellingTill, payCash, people, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

let requests = 0;
function fresh(what: string): string {
  requests += 1;
  return `${what}-${requests}`;
}

/** Three milks and 1.284 kg of beef with a card at 5 %. */
async function sellSome(): Promise<ReceiptView> {
  for (let count = 0; count < 3; count++) await till.call("scan", { code: goods.milk.code });
  await till.call("scan", { code: goods.beef.code });
  await till.call("scan", { code: cards.active });
  return payCash(till, fresh("sold"));
}

function back(receipt: ReceiptView, lineId: string, qtyMilli: number) {
  const lines = [{ lineId, qtyMilli }];
  return { requestId: fresh("back"), receiptId: receipt.id, lines, reason: "передумал", override: people.manager };
}

describe("returns", () => {
  it("refund to the kopeck what was paid, over any split of a line", async () => {
    const split = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(split, async (parts) => {
        const sold = await sellSome();
        const beef = sold.lines.find((line) => line.unit === "kg");
        if (!beef) throw new Error("beef was sold");
        const cuts = [...parts];
        const rest = beef.qtyMilli - cuts.reduce((sum, part) => sum + part, 0);
        if (rest > 0) cuts.push(rest);
        let refunded = 0;
        let left = beef.qtyMilli;
        for (const cut of cuts) {
          const milli = Math.min(cut, left);
          if (milli === 0) break;
          refunded += (await till.call("returnLines", back(sold, beef.id, milli))).payableMinor;
          left -= milli;
        }
        expect(refunded).toBe(beef.netMinor);
        expect((await till.refused("returnLines", back(sold, beef.id, 1))).kind).toBe("return-quantity-invalid");
      }),
      { numRuns: 12 },
    );
  });

  it("shows before what will go back and stores exactly that", async () => {
    const sold = await sellSome();
    const input = back(sold, "1", 2000);
    const { receiptId, lines } = input;
    const preview = await till.call("previewReturn", { receiptId, lines });
    const receipt = await till.call("returnLines", input);
    expect(receipt).toMatchObject({ kind: "return", payableMinor: preview.refundMinor, ofReceipt: sold.number });
    expect((await till.call("getReceipt", { id: sold.id })).lines[0]?.returnableMilli).toBe(1000);
    expect(await till.call("returnLines", input)).toEqual(receipt);
    expect((await till.call("getShift"))?.returns).toEqual({ count: 1, payableMinor: preview.refundMinor });
  });

  it("give back to the card what was paid by card first, then cash", async () => {
    for (let count = 0; count < 4; count++) await till.call("scan", { code: goods.milk.code });
    const { revision } = await till.call("getBasket");
    const tenders = [
      { kind: "card" as const, amountMinor: 300 },
      { kind: "cash" as const, amountMinor: 1000 },
    ];
    const sold = await till.call("completeSale", { requestId: "mixed", revision, payableMinor: 980, tenders });
    expect(sold.changeMinor).toBe(320);
    expect((await till.call("returnLines", back(sold, "1", 1000))).tenders).toEqual([
      { kind: "card", amountMinor: 245 },
    ]);
    expect((await till.call("returnLines", back(sold, "1", 2000))).tenders).toEqual([
      { kind: "card", amountMinor: 55 },
      { kind: "cash", amountMinor: 435 },
    ]);
    const shift = await till.call("getShift");
    expect(shift).toMatchObject({ cashMinor: 245, cardMinor: 0, expectedCashMinor: 10_245 });
  });

  it("003 §16: never refund the price of a card", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.blank });
    const sold = await payCash(till, "with-card");
    expect(sold.lines[1]).toMatchObject({ returnableMilli: 0 });
    const refusal = await till.refused("returnLines", back(sold, "2", 1000));
    expect(refusal).toMatchObject({ kind: "line-not-returnable", clause: "16" });
  });

  it("are refused for part of a piece, an unknown receipt and a return itself", async () => {
    const sold = await sellSome();
    expect((await till.refused("returnLines", back(sold, "1", 500))).kind).toBe("return-quantity-invalid");
    expect((await till.refused("returnLines", back({ ...sold, id: "99" }, "1", 1000))).kind).toBe("receipt-unknown");
    expect((await till.refused("returnLines", back(sold, "77", 1000))).kind).toBe("line-unknown");
    const returned = await till.call("returnLines", back(sold, "1", 1000));
    expect((await till.refused("returnLines", back(returned, "1", 1000))).kind).toBe("receipt-not-returnable");
  });

  it("need a manager: a cashier's own PIN is no consent, a manager's is recorded with both names", async () => {
    const sold = await sellSome();
    const { override: _, ...alone } = back(sold, "1", 1000);
    expect((await till.refused("returnLines", alone)).kind).toBe("override-needed");
    const self = await till.refused("returnLines", { ...alone, override: people.cashier });
    expect(self.kind).toBe("not-permitted");
    await till.call("returnLines", { ...alone, override: people.manager });
    await till.call("signIn", people.manager);
    const texts = (await till.call("listJournal", {})).map((row) => row.text);
    expect(texts).toContain("Разрешение: Мороз И. — для Ковалёва А., возврат");
    expect((await till.call("getShift"))?.overrides).toBe(1);
  });
});

describe("stored receipts", () => {
  it("are found by number and by the last digits of the card that served", async () => {
    await sellSome();
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "plain");
    expect((await till.call("listReceipts", {})).map((row) => row.number)).toEqual([2, 1]);
    expect((await till.call("listReceipts", { text: "7208" })).map((row) => row.number)).toEqual([1]);
    expect((await till.call("listReceipts", { text: "2" })).map((row) => row.number)).toEqual([2]);
  });

  it("are reprinted as numbered copies, each a fact", async () => {
    const sold = await sellSome();
    expect((await till.call("reprintReceipt", { id: sold.id })).copy).toBe(1);
    expect((await till.call("reprintReceipt", { id: sold.id })).copy).toBe(2);
    expect((await till.call("getReceipt", { id: sold.id })).copy).toBe(0);
    expect((await till.refused("reprintReceipt", { id: "77" })).kind).toBe("receipt-unknown");
  });
});
