import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ReceiptView } from "../../../core/contract/index.ts";
import {
  cards,
  goods,
  openSellingTill,
  openTestTill,
  payCash,
  people,
  resourcesDir,
  type TestTill,
} from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

type Tenders = readonly { readonly kind: "cash" | "card"; readonly amountMinor: number }[];
const cash = (amountMinor: number) => ({ kind: "cash" as const, amountMinor });
const card = (amountMinor: number) => ({ kind: "card" as const, amountMinor });

async function pay(requestId: string, tenders: Tenders): Promise<ReceiptView> {
  const { revision, totals } = await till.call("getBasket");
  return till.call("completeSale", { requestId, revision, payableMinor: totals.payableMinor, tenders: [...tenders] });
}

function back(receiptId: string, qtyMilli: number, requestId = `back-${qtyMilli}`) {
  const lines = [{ lineId: "1", qtyMilli }];
  return { requestId, receiptId, lines, reason: "брак", override: people.manager };
}

describe("a receipt that costs nothing", () => {
  beforeEach(async () => {
    await till.call("signIn", people.manager);
    const header = "sku,barcode,name_ru,name_en,category,unit,price_minor,currency,flags";
    const csv = [header, "5,4817000010023,Пробник,Sample,food,pcs,0,BYN,"].join("\n");
    await till.call("importCatalogue", { token: (await till.call("previewCatalogue", { csv })).token });
    await till.call("scan", { code: goods.milk.code });
  });

  it("is completed without a tender, and takes none", async () => {
    const { revision } = await till.call("getBasket");
    const sale = { requestId: "free", revision, payableMinor: 0 };
    expect((await till.refused("completeSale", { ...sale, tenders: [cash(100)] })).kind).toBe("tender-over");
    expect((await till.refused("completeSale", { ...sale, tenders: [cash(0)] })).kind).toBe("tender-invalid");
    const receipt = await till.call("completeSale", { ...sale, tenders: [] });
    expect(receipt).toMatchObject({ payableMinor: 0, receivedMinor: 0, changeMinor: 0, tenders: [] });
    expect(await till.call("getShift")).toMatchObject({
      sales: { count: 1, payableMinor: 0 },
      expectedCashMinor: 10_000,
    });
  });

  it("is one with a discount of everything, too", async () => {
    await till.remove();
    till = openTestTill();
    await till.call("signIn", people.administrator);
    const pack = JSON.parse(readFileSync(join(resourcesDir, "packs/beltamozh.json"), "utf8"));
    const everything = JSON.stringify({ ...pack, pack: { ...pack.pack, version: pack.pack.version + 1 } });
    await till.call("installPack", { json: everything.replaceAll('"percentBp":200', '"percentBp":10000') });
    await till.call("signIn", people.cashier);
    await till.call("openShift", { floatMinor: 0 });
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    const sold = await pay("all", []);
    expect(sold).toMatchObject({ grossMinor: 245, discountMinor: 245, payableMinor: 0, tenders: [] });
    expect((await till.call("returnLines", back(sold.id, 1000))).payableMinor).toBe(0);
  });

  it("comes back for nothing", async () => {
    const sold = await payCash(till, "free");
    const returned = await till.call("returnLines", back(sold.id, 1000));
    expect(returned).toMatchObject({ payableMinor: 0, tenders: [] });
    expect((await till.refused("returnLines", back(sold.id, 1000, "again"))).kind).toBe("return-quantity-invalid");
  });
});

describe("tenders", () => {
  beforeEach(async () => {
    for (let count = 0; count < 3; count++) await till.call("scan", { code: goods.milk.code });
  });

  it.each<[string, Tenders, object]>([
    ["by card exactly", [card(735)], { changeMinor: 0, receivedMinor: 735 }],
    ["by two cards", [card(700), card(35)], { changeMinor: 0 }],
    ["a card part to the kopeck, the rest in cash", [card(734), cash(1)], { changeMinor: 0 }],
    ["with change from the cash alone", [card(700), cash(500)], { changeMinor: 465, tenders: [card(700), cash(35)] }],
    ["with more cash than is due", [cash(1000)], { receivedMinor: 1000, changeMinor: 265, tenders: [cash(735)] }],
  ])("are taken %s, and the drawer keeps what is cash less change", async (_, tenders, expected) => {
    expect(await pay("sold", tenders)).toMatchObject(expected);
    const cardMinor = tenders.filter((each) => each.kind === "card").reduce((sum, each) => sum + each.amountMinor, 0);
    expect(await till.call("getShift")).toMatchObject({ cardMinor, expectedCashMinor: 10_000 + 735 - cardMinor });
  });

  it("above ten million are refused as no amount, whatever a scanner typed into the field", async () => {
    const { revision } = await till.call("getBasket");
    const sale = { requestId: "x", revision, payableMinor: 735, tenders: [cash(4_817_000_010_023)] };
    expect((await till.refused("completeSale", sale)).kind).toBe("invalid-input");
    expect((await till.call("getBasket")).lines).toHaveLength(1);
  });
});

describe("money back", () => {
  it("over any partial returns never exceeds what each tender brought", async () => {
    for (let count = 0; count < 3; count++) await till.call("scan", { code: goods.milk.code });
    const sold = await pay("sold", [card(600), cash(200)]);
    const parts: Tenders[] = [];
    for (const part of [1, 2, 3]) parts.push((await till.call("returnLines", back(sold.id, 1000, `b${part}`))).tenders);
    expect(parts).toEqual([[card(245)], [card(245)], [card(110), cash(135)]]);
    expect(await till.call("getShift")).toMatchObject({ cardMinor: 0, cashMinor: 0, expectedCashMinor: 10_000 });
  });

  it("of an earlier shift's receipt is counted in the shift that pays it; the closed one stays as it was", async () => {
    await till.call("scan", { code: goods.milk.code });
    const sold = await payCash(till, "sold");
    const z = await till.call("closeShift", { countedMinor: 10_245, override: people.manager });
    await till.call("openShift", { floatMinor: 1000 });
    await till.call("returnLines", back(sold.id, 1000));
    expect(await till.call("getShift")).toMatchObject({
      number: 2,
      sales: { count: 0 },
      returns: { count: 1, payableMinor: 245 },
      expectedCashMinor: 755,
    });
    expect(await till.call("listShifts", {})).toEqual([z]);
  });

  it("that the drawer does not hold is refused in words; with cash brought in the same one goes through", async () => {
    await till.call("scan", { code: goods.milk.code });
    const sold = await payCash(till, "sold");
    await till.call("closeShift", { countedMinor: 10_245, override: people.manager });
    await till.call("openShift", { floatMinor: 100 });
    expect(
      await till.call("previewReturn", { receiptId: sold.id, lines: [{ lineId: "1", qtyMilli: 1000 }] }),
    ).toMatchObject({
      cashMinor: 245,
    });
    expect(await till.refused("returnLines", back(sold.id, 1000))).toMatchObject({
      kind: "cash-short",
      message: "Вернуть наличными нужно 2,45, а в кассе 1,00. Внесите наличные и повторите",
      details: { inDrawerMinor: 100, cashMinor: 245 },
    });
    await till.call("scan", { code: goods.milk.code });
    await payCash(till, "the till sells on");
    const override = people.manager;
    await till.call("moveCash", { kind: "in", amountMinor: 10_000, reason: "размен", override });
    expect((await till.call("returnLines", back(sold.id, 1000))).payableMinor).toBe(245);
    const { expectedCashMinor } = (await till.call("getShift")) ?? { expectedCashMinor: 0 };
    await till.call("closeShift", { countedMinor: expectedCashMinor, override });
  });

  it("by card needs no drawer", async () => {
    await till.call("scan", { code: goods.milk.code });
    const sold = await pay("sold", [card(245)]);
    await till.call("closeShift", { countedMinor: 10_000, override: people.manager });
    await till.call("openShift", { floatMinor: 0 });
    expect((await till.call("returnLines", back(sold.id, 1000))).tenders).toEqual([card(245)]);
  });
});
