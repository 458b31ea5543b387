import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Slip } from "../../../core/print/index.ts";
import { cards, goods, openSellingTill, payCash, people, type TestTill } from "./test-till.ts";

let till: TestTill;
let printed: Slip[];
beforeEach(async () => {
  till = await openSellingTill();
  printed = [];
  till.engine.onPrint((slip) => printed.push(slip));
});
afterEach(() => till.remove());

async function setUpPrinter(columns = 42): Promise<void> {
  await till.call("signIn", people.manager);
  const printer = { kind: "escpos" as const, address: "10.0.0.9:9100", columns, codePage: "cp866" as const };
  await till.call("saveSettings", { settings: { printer } });
  await till.call("signIn", people.cashier);
}

async function sell(requestId: string) {
  await till.call("scan", { code: goods.milk.code });
  await till.call("scan", { code: goods.roots.code });
  await till.call("scan", { code: cards.active });
  return payCash(till, requestId);
}

describe("a till with a receipt printer of its own", () => {
  it.each([32, 42, 48])(
    "prints each sale by itself on %i columns, no line wider, and opens the drawer for cash",
    async (columns) => {
      await setUpPrinter(columns);
      await sell("a");
      const [slip] = printed;
      expect(printed).toHaveLength(1);
      expect(slip).toMatchObject({ id: "receipt 1 copy 0", title: "Чек 1", drawer: true });
      expect(Math.max(...(slip?.lines ?? []).map((line) => line.length))).toBe(columns);
      const paper = slip?.lines.join("\n") ?? "";
      for (const text of [
        "Молоко ультрапастеризованное",
        "Корнеплоды",
        "2,14",
        "Итого, руб.",
        "4,50",
        "Карта ··7208",
      ]) {
        expect(paper).toContain(text);
      }
      expect(slip?.lines.filter((line) => line.startsWith("Итого, руб."))).toEqual([
        `Итого, руб.${"4,50".padStart(columns - 11)}`,
      ]);
    },
  );

  it("leaves the drawer shut for a card, and for a copy, which is marked", async () => {
    await setUpPrinter();
    await till.call("scan", { code: goods.beer.code });
    const { revision, totals } = await till.call("getBasket");
    const tenders = [{ kind: "card" as const, amountMinor: totals.payableMinor }];
    const sale = { requestId: "a", revision, payableMinor: totals.payableMinor, tenders };
    const { id } = await till.call("completeSale", sale);
    await till.call("reprintReceipt", { id });
    await till.call("completeSale", sale);
    expect(printed.map((slip) => [slip.id, slip.drawer])).toEqual([
      ["receipt 1 copy 0", false],
      ["receipt 1 copy 1", false],
      ["receipt 1 copy 0", false],
    ]);
    expect(printed[1]?.lines.some((line) => line.includes("*** Копия 1 ***"))).toBe(true);
  });

  it("opens the drawer without a sale only with a manager's consent, and writes down why", async () => {
    await setUpPrinter();
    const reason = "разменять купюру";
    expect((await till.refused("openDrawer", { reason })).kind).toBe("override-needed");
    expect(printed).toEqual([]);
    expect((await till.call("openDrawer", { reason, override: people.manager })).overrides).toBe(1);
    expect(printed).toMatchObject([{ lines: [], drawer: true }]);
    await till.call("signIn", people.manager);
    const texts = (await till.call("listJournal", {})).map((row) => row.text);
    expect(texts).toContain("Открыт денежный ящик: разменять купюру");
  });

  it("sells as ever when there is none, and says that there is no drawer", async () => {
    await sell("a");
    const asked = { reason: "размен", override: people.manager };
    expect(await till.refused("openDrawer", asked)).toMatchObject({
      kind: "drawer-absent",
      message: expect.stringContaining("не подключён денежный ящик"),
    });
    expect(printed).toEqual([]);
  });
});
