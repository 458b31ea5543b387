import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  planReturn,
  returnedMilli,
  tenderOf,
  type ReturnBody,
  type SaleBody,
  type SoldLine,
} from "../../../core/sale/index.ts";

type Sold = {
  readonly id: string;
  readonly qtyMilli: number;
  readonly netMinor: number;
  readonly discountMinor: number;
};

function line({ id, qtyMilli, netMinor, discountMinor }: Sold): SoldLine {
  const name = { ru: "Товар", en: "Goods" };
  const what = { sku: id, name, category: "food", unit: "kg" as const, unitPriceMinor: 1, adjustments: [] };
  return { id, ...what, qtyMilli, grossMinor: netMinor + discountMinor, discountMinor, netMinor };
}

function sale(lines: readonly SoldLine[], cardMinor: number): SaleBody {
  const payableMinor = lines.reduce((sum, each) => sum + each.netMinor, 0);
  const tenders = [
    { kind: "card" as const, amountMinor: cardMinor },
    { kind: "cash" as const, amountMinor: payableMinor - cardMinor },
  ].filter((tender) => tender.amountMinor > 0);
  const head = { receipt: 1, shift: 1, requestId: "r", site: "", terminal: "", operator: "", localAt: "" };
  const ground = { pack: { id: "p", version: 1, hash: "" }, inputsHash: "", card: null, servedBy: null, cardMoves: [] };
  const sums = { grossMinor: 0, discountMinor: 0, payableMinor, receivedMinor: 0, changeMinor: 0 };
  return { ...head, ...ground, ...sums, currency: "BYN", lines: [...lines], tenders };
}

function asReturn(plan: Pick<ReturnBody, "lines" | "refundMinor" | "tenders">): ReturnBody {
  return {
    receipt: 2,
    of: 1,
    shift: 1,
    requestId: "",
    site: "",
    terminal: "",
    operator: "",
    localAt: "",
    reason: "",
    ...plan,
  };
}

const refundable = () => true;
const soldLines = fc.uniqueArray(
  fc.record<Sold>({
    id: fc.constantFrom("1", "2", "3", "4"),
    qtyMilli: fc.integer({ min: 1, max: 5000 }),
    netMinor: fc.integer({ min: 0, max: 100_000 }),
    discountMinor: fc.integer({ min: 0, max: 5000 }),
  }),
  { selector: (each) => each.id, minLength: 1 },
);

describe("returns over any sequence of parts", () => {
  it("give back exactly what was paid, never more on the way, and the card's part to the card first", () => {
    const parts = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.integer({ min: 1, max: 3000 })), { maxLength: 12 });
    fc.assert(
      fc.property(soldLines, fc.nat({ max: 100 }), parts, (sold, cardPercent, cuts) => {
        const lines = sold.map(line);
        const total = lines.reduce((sum, each) => sum + each.netMinor, 0);
        const cardMinor = Math.floor((total * cardPercent) / 100);
        const made = sale(lines, cardMinor);
        const earlier: ReturnBody[] = [];
        const take = (lineId: string, qtyMilli: number) => {
          const planned = planReturn(made, earlier, { lines: [{ lineId, qtyMilli }], refundable });
          // What is asked above what is left is refused and changes nothing.
          if (planned.ok) earlier.push(asReturn(planned.value));
        };
        for (const [index, qtyMilli] of cuts) take(lines[index % lines.length]?.id ?? "1", qtyMilli);
        for (const each of lines) {
          const left = each.qtyMilli - returnedMilli(each.id, earlier);
          if (left > 0) take(each.id, left);
        }
        const given = earlier.flatMap((each) => each.tenders);
        expect(
          earlier.every(
            (each) => each.refundMinor === each.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
          ),
        ).toBe(true);
        expect(earlier.reduce((sum, each) => sum + each.refundMinor, 0)).toBe(total);
        expect(tenderOf(given, "card")).toBe(cardMinor);
        for (const each of lines) {
          const back = earlier.flatMap((one) => one.lines).filter((one) => one.lineId === each.id);
          expect(back.reduce((sum, one) => sum + one.refundMinor, 0)).toBe(each.netMinor);
          expect(back.reduce((sum, one) => sum + one.discountMinor, 0)).toBe(each.discountMinor);
        }
      }),
    );
  });

  it("count a line named twice once, with both quantities", () => {
    const made = sale([line({ id: "1", qtyMilli: 1000, netMinor: 100, discountMinor: 0 })], 0);
    const half = { lineId: "1", qtyMilli: 600 };
    expect(planReturn(made, [], { lines: [half, half], refundable })).toMatchObject({ refusal: { leftMilli: 1000 } });
  });

  it("refuse what is not refundable and what was not sold", () => {
    const made = sale([line({ id: "1", qtyMilli: 1000, netMinor: 100, discountMinor: 0 })], 0);
    const whole = { lineId: "1", qtyMilli: 1000 };
    expect(planReturn(made, [], { lines: [whole], refundable: () => false })).toMatchObject({
      refusal: { kind: "line-not-returnable" },
    });
    expect(planReturn(made, [], { lines: [{ ...whole, lineId: "9" }], refundable })).toMatchObject({
      refusal: { kind: "line-unknown" },
    });
  });
});
