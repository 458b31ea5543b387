import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  cashPieces,
  changeOf,
  paymentFault,
  quickAmounts,
  tendersOf,
  type Payment,
} from "../../../renderer/payment/payment-math.ts";

const payment = (change: Partial<Payment>): Payment => ({
  choice: "cash",
  payableMinor: 11_896,
  receivedMinor: null,
  cardMinor: null,
  ...change,
});

describe("cash", () => {
  it("gives change from what was handed over", () => {
    expect(changeOf(payment({ receivedMinor: 15_000 }))).toBe(3_104);
    expect(tendersOf(payment({ receivedMinor: 15_000 }))).toEqual([{ kind: "cash", amountMinor: 15_000 }]);
  });

  it("means the exact amount while nothing is typed", () => {
    expect(changeOf(payment({}))).toBe(0);
    expect(tendersOf(payment({}))).toEqual([{ kind: "cash", amountMinor: 11_896 }]);
  });

  it("says how much is short", () => {
    expect(paymentFault(payment({ receivedMinor: 11_000 }))).toEqual({ kind: "short", missingMinor: 896 });
  });
});

describe("card", () => {
  it("pays the exact amount whatever was typed before", () => {
    expect(tendersOf(payment({ choice: "card", receivedMinor: 5 }))).toEqual([{ kind: "card", amountMinor: 11_896 }]);
    expect(paymentFault(payment({ choice: "card", receivedMinor: 5 }))).toBeNull();
  });
});

describe("part by card", () => {
  it("takes the rest in cash and gives change from it", () => {
    const mixed = payment({ choice: "mixed", cardMinor: 5_000, receivedMinor: 10_000 });
    expect(changeOf(mixed)).toBe(3_104);
    expect(tendersOf(mixed)).toEqual([
      { kind: "card", amountMinor: 5_000 },
      { kind: "cash", amountMinor: 10_000 },
    ]);
  });

  it.each([
    [null, { kind: "card-missing" }],
    [0, { kind: "card-missing" }],
    [11_897, { kind: "card-over" }],
    [11_896, null],
    [1, null],
  ])("with %s by card: %j", (cardMinor, fault) => {
    expect(paymentFault(payment({ choice: "mixed", cardMinor }))).toEqual(fault);
  });
});

it("every payment that can be accepted covers the amount, with no empty tender, and the card never over it", () => {
  const amount = fc.option(fc.nat(2_000_000), { nil: null });
  const any = fc.record({
    choice: fc.constantFrom("cash" as const, "card" as const, "mixed" as const),
    payableMinor: fc.nat(1_000_000),
    receivedMinor: amount,
    cardMinor: amount,
  });
  fc.assert(
    fc.property(any, (each) => {
      fc.pre(paymentFault(each) === null);
      const tenders = tendersOf(each);
      const sum = tenders.reduce((total, { amountMinor }) => total + amountMinor, 0);
      const card = tenders
        .filter(({ kind }) => kind === "card")
        .reduce((total, tender) => total + tender.amountMinor, 0);
      expect(tenders.every(({ amountMinor }) => amountMinor > 0)).toBe(true);
      expect(card).toBeLessThanOrEqual(each.payableMinor);
      expect(sum).toBe(tenders.length === 0 ? 0 : each.payableMinor + changeOf(each));
    }),
  );
});

describe("quick amounts", () => {
  it.each([
    [11_896, "BYN", [12_000, 15_000, 20_000]],
    [2_110, "BYN", [2_500, 3_000, 5_000]],
    [430, "BYN", [500, 1_000, 5_000]],
    [978, "BYN", [1_000, 2_000, 5_000]],
    [1_234, "BYN", [1_500, 2_000, 5_000]],
    [216_000, "RUB", [220_000, 250_000, 300_000]],
    [0, "BYN", []],
    [100, "XXX", []],
  ])("for %i %s are %j", (due, currency, amounts) => {
    expect(quickAmounts(due, currency)).toEqual(amounts);
  });

  it("are always more than is due, each larger than the one before", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.constantFrom("BYN", "RUB"), (due, currency) => {
        const amounts = quickAmounts(due, currency);
        expect(amounts.length).toBeGreaterThan(0);
        expect(amounts.every((amount, index) => amount > (index === 0 ? due : (amounts[index - 1] ?? 0)))).toBe(true);
      }),
    );
  });
});

describe("change in notes and coins", () => {
  it("is given as the design shows it", () => {
    expect(cashPieces(3_104, "BYN")).toEqual([
      { minor: 2_000, count: 1 },
      { minor: 1_000, count: 1 },
      { minor: 100, count: 1 },
      { minor: 2, count: 2 },
    ]);
  });

  it.each(["BYN", "RUB"])("adds up to the change in %s", (currency) => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (change) => {
        const pieces = cashPieces(change, currency);
        expect(pieces.reduce((sum, { minor, count }) => sum + minor * count, 0)).toBe(change);
      }),
    );
  });

  it("needs no more pieces than the best choice, for every change below ten roubles", () => {
    const coins = [500, 200, 100, 50, 20, 10, 5, 2, 1];
    const best = [0];
    for (let change = 1; change < 1_000; change += 1) {
      best[change] = 1 + Math.min(...coins.filter((coin) => coin <= change).map((coin) => best[change - coin] ?? 0));
    }
    for (let change = 0; change < 1_000; change += 1) {
      expect(cashPieces(change, "BYN").reduce((sum, { count }) => sum + count, 0)).toBe(best[change]);
    }
  });
});
