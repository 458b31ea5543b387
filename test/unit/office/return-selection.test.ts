import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  selectedLines,
  stepped,
  stepOf,
  wholeReceipt,
  withQuantity,
  type ReceiptLine,
  type Selection,
} from "../../../renderer/office/return-selection.ts";

const line = (unit: "pcs" | "kg", qtyMilli: number, more: Partial<ReceiptLine> = {}): ReceiptLine => ({
  id: "1",
  name: "Сыр твёрдый",
  unit,
  qtyMilli,
  unitPriceMinor: 2199,
  grossMinor: 699,
  discountMinor: 35,
  netMinor: 664,
  reason: "",
  returnableMilli: qtyMilli,
  notReturnable: null,
  ...more,
});

/** All of it has come back already. */
const back = { returnableMilli: 0, notReturnable: "Уже возвращено" };

describe("choosing what comes back", () => {
  it.each([
    ["pcs" as const, 3000, 1000],
    ["kg" as const, 318, 318],
  ])("%s of %i thousandths come back in steps of %i", (unit, qty, step) => {
    expect(stepOf(line(unit, qty))).toBe(step);
  });

  it("the whole receipt is all that may still come back, and nothing else", () => {
    const lines = [line("pcs", 2000), line("pcs", 1000, { id: "2", ...back }), line("kg", 500, { id: "3" })];
    expect(selectedLines(lines, wholeReceipt(lines))).toEqual([
      { lineId: "1", qtyMilli: 2000 },
      { lineId: "3", qtyMilli: 500 },
    ]);
  });

  it("any steps stay between nothing and what may come back", () => {
    const someLine = fc
      .record({ unit: fc.constantFrom("pcs" as const, "kg" as const), qty: fc.integer({ min: 1, max: 20 }) })
      .map(({ unit, qty }) => line(unit, qty * 1000));
    fc.assert(
      fc.property(someLine, fc.array(fc.constantFrom(-1, 1)), (chosen, steps) => {
        const end = steps.reduce<Selection>((now, step) => stepped(now, chosen, step), new Map());
        const qty = end.get(chosen.id) ?? 0;
        expect(qty).toBeGreaterThanOrEqual(0);
        expect(qty).toBeLessThanOrEqual(chosen.returnableMilli);
        expect(qty % stepOf(chosen)).toBe(0);
        expect(end.has(chosen.id)).toBe(qty > 0);
      }),
    );
  });

  it("a line that cannot come back is never chosen", () => {
    expect(withQuantity(new Map(), line("pcs", 1000, back), 1000).size).toBe(0);
  });
});
