import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takePayment, tenderOf, type Tender } from "../../../core/sale/index.ts";

const cash = (amountMinor: number): Tender => ({ kind: "cash", amountMinor });
const card = (amountMinor: number): Tender => ({ kind: "card", amountMinor });

describe("payment", () => {
  it.each<[string, number, Tender[], object]>([
    ["cash with change", 779, [cash(1000)], { receivedMinor: 1000, changeMinor: 221 }],
    ["exact cash", 779, [cash(779)], { changeMinor: 0 }],
    ["a card, exactly", 779, [card(779)], { changeMinor: 0 }],
    ["part by card, the rest in cash", 779, [card(500), cash(300)], { receivedMinor: 800, changeMinor: 21 }],
    ["two cards", 779, [card(500), card(279)], { changeMinor: 0 }],
    ["nothing for nothing", 0, [], { receivedMinor: 0, changeMinor: 0 }],
  ])("takes %s", (_, due, tenders, paid) => {
    expect(takePayment(due, tenders)).toMatchObject({ ok: true, value: paid });
  });

  it.each<[string, number, Tender[], object]>([
    ["too little", 779, [cash(700)], { kind: "tender-short", missingMinor: 79 }],
    ["a card above what is due: no cash out of a card", 779, [card(780)], { kind: "tender-over", overMinor: 1 }],
    ["two cards together above what is due", 779, [card(500), card(280)], { kind: "tender-over", overMinor: 1 }],
    ["cash beside a card that pays all", 779, [card(779), cash(1)], { kind: "tender-over", overMinor: 1 }],
    ["an empty tender", 779, [cash(779), card(0)], { kind: "tender-invalid" }],
    ["a negative tender", 779, [cash(800), cash(-21)], { kind: "tender-invalid" }],
  ])("refuses %s", (_, due, tenders, refusal) => {
    expect(takePayment(due, tenders)).toEqual({ ok: false, refusal });
  });

  it("what is taken less the change is what was due, and the change is never more than the cash", () => {
    const tender = fc.record({
      kind: fc.constantFrom("cash" as const, "card" as const),
      amountMinor: fc.integer({ min: -5, max: 2000 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.array(tender, { maxLength: 4 }), (due, tenders) => {
        const paid = takePayment(due, tenders);
        if (!paid.ok) return;
        expect(paid.value.receivedMinor - paid.value.changeMinor).toBe(due);
        expect(paid.value.changeMinor).toBeLessThanOrEqual(tenderOf(tenders, "cash"));
        expect(tenderOf(tenders, "card")).toBeLessThanOrEqual(due);
      }),
    );
  });
});
