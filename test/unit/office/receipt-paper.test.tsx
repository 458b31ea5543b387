import { describe, expect, it, vi } from "vitest";
import type { ReceiptView } from "../../../core/contract/index.ts";
import { ReceiptPaper } from "../../../renderer/shell/receipt-paper.tsx";
import { drawn } from "./drawn.tsx";

// The printed twin hangs in a portal, which the server renderer does not have.
vi.mock("../../../renderer/shell/print-sheet.tsx", () => ({ PrintSheet: () => null }));

const receipt: ReceiptView = {
  id: "187",
  number: 187,
  kind: "sale",
  at: 0,
  localAt: "2025-10-14T14:06:00",
  site: "Магазин «Козловичи»",
  terminal: "Касса 2",
  operator: "Ковалёва А.",
  currency: "руб.",
  lines: [
    {
      id: "1",
      name: "Корнеплоды",
      unit: "kg",
      qtyMilli: 1196,
      unitPriceMinor: 179,
      grossMinor: 214,
      discountMinor: 4,
      netMinor: 210,
      reason: "2 % по карте, п. 18.2",
      returnableMilli: 1196,
      notReturnable: null,
    },
    {
      id: "2",
      name: "Пиво бутылочное",
      unit: "pcs",
      qtyMilli: 2000,
      unitPriceMinor: 329,
      grossMinor: 658,
      discountMinor: 0,
      netMinor: 658,
      reason: "Пиво: скидка не действует, п. 1",
      returnableMilli: 2000,
      notReturnable: null,
    },
  ],
  grossMinor: 872,
  discountMinor: 4,
  payableMinor: 868,
  tenders: [{ kind: "cash", amountMinor: 868 }],
  receivedMinor: 1000,
  changeMinor: 132,
  card: "··7208",
  notes: [],
  programme: { title: "Скидочная карта", document: "Положение № 437-ОД", packHash: "0" },
  ofReceipt: null,
  copy: 0,
};

const paper = (change: Partial<ReceiptView> = {}): string =>
  drawn(<ReceiptPaper receipt={{ ...receipt, ...change }} />);

describe("a receipt on paper", () => {
  it("says shop, till, number, time and who sold", () => {
    expect(paper()).toContain("|Магазин «Козловичи»|Касса 2|Чек 187|14.10.2025, 14:06|Ковалёва А.|");
  });

  it("gives each discount with its ground, and says why a line has none", () => {
    expect(paper()).toContain("|Корнеплоды|1,196 кг × 1,79|2,14|2 % по карте, п. 18.2|−0,04|");
    expect(paper()).toContain("|Пиво бутылочное|2 шт. × 3,29|6,58|Пиво: скидка не действует, п. 1|");
  });

  it("ends in what was paid, how, and what went back", () => {
    expect(paper()).toContain(
      "|Сумма без скидки|8,72|Выгода|0,04|Итого, руб.|8,68|Наличными|8,68|Получено|10,00|Сдача|1,32|",
    );
  });

  it("paid by card in part tells what was handed over in cash, not both together", () => {
    const tenders: ReceiptView["tenders"] = [
      { kind: "card", amountMinor: 300 },
      { kind: "cash", amountMinor: 568 },
    ];
    expect(paper({ tenders, receivedMinor: 1300, changeMinor: 432 })).toContain(
      "|Картой|3,00|Наличными|5,68|Получено|10,00|Сдача|4,32|",
    );
  });

  it("without a discount has no line for it, and without change none for what was received", () => {
    const plain = paper({ discountMinor: 0, grossMinor: 868, receivedMinor: 868, changeMinor: 0 });
    expect(plain).not.toContain("Выгода");
    expect(plain).not.toContain("Получено");
  });

  it("printed again is marked a copy, with its number", () => {
    expect(paper()).not.toContain("Копия");
    expect(paper({ copy: 2 })).toContain("|Копия 2|");
  });

  it("of a return names the receipt it belongs to and what goes back to the customer", () => {
    const back = paper({ kind: "return", number: 188, ofReceipt: 187 });
    expect(back).toContain("|Чек возврата 188|К чеку 187|");
    expect(back).toContain("|К возврату, руб.|8,68|");
  });

  it("is written in the language of the screens", () => {
    const english = drawn(<ReceiptPaper receipt={receipt} />, "en");
    expect(english).toContain("|Receipt 187|");
    expect(english).toContain("|1.196 kg × 1.79|2.14|");
  });
});
