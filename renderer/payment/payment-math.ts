import type { Tender } from "../../core/contract/index.ts";

export type TenderChoice = "cash" | "card" | "mixed";

export type Payment = {
  readonly choice: TenderChoice;
  readonly payableMinor: number;
  /** Cash handed over; null while nothing is typed, which means the exact amount. */
  readonly receivedMinor: number | null;
  /** Part on the bank card in a mixed payment; null while nothing is typed. */
  readonly cardMinor: number | null;
};

/** What is due in cash: everything, nothing, or the rest beside the bank card. */
export function cashDue({ choice, payableMinor, cardMinor }: Payment): number {
  if (choice === "cash") return payableMinor;
  return choice === "card" ? 0 : Math.max(0, payableMinor - (cardMinor ?? 0));
}

/** Change to show before the engine confirms it; negative is what is still short. No cash due takes no cash. */
export function changeOf(payment: Payment): number {
  const due = cashDue(payment);
  return due === 0 ? 0 : (payment.receivedMinor ?? due) - due;
}

export type PaymentFault =
  { readonly kind: "short"; readonly missingMinor: number } | { readonly kind: "card-missing" | "card-over" };

/** Why it cannot be accepted yet; null when it can. */
export function paymentFault(payment: Payment): PaymentFault | null {
  const { choice, payableMinor, cardMinor } = payment;
  if (choice === "mixed") {
    if (cardMinor === null || cardMinor === 0) return { kind: "card-missing" };
    if (cardMinor > payableMinor) return { kind: "card-over" };
  }
  const change = changeOf(payment);
  return change < 0 ? { kind: "short", missingMinor: -change } : null;
}

/** The tenders of an acceptable payment: cash is what was handed over, the change comes out of it. */
export function tendersOf(payment: Payment): Tender[] {
  const due = cashDue(payment);
  const card = payment.choice === "card" ? payment.payableMinor : payment.choice === "mixed" ? payment.cardMinor : 0;
  const cash = due === 0 ? 0 : (payment.receivedMinor ?? due);
  return [
    { kind: "card" as const, amountMinor: card ?? 0 },
    { kind: "cash" as const, amountMinor: cash },
  ].filter(({ amountMinor }) => amountMinor > 0);
}

/** Notes and coins of a currency in minor units, largest first, and the notes a customer is likely to hand over. */
const cashOf: Readonly<Record<string, { readonly pieces: readonly number[]; readonly roundings: readonly number[] }>> =
  {
    BYN: {
      pieces: [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1],
      roundings: [500, 1_000, 5_000, 10_000, 20_000, 50_000],
    },
    RUB: {
      pieces: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 1_000, 500, 200, 100, 50, 10, 5, 1],
      roundings: [5_000, 10_000, 50_000, 100_000, 500_000],
    },
  };

const quickCount = 3;

/**
 * Amounts that a customer is likely to give for a sum: the next round ones and the next single notes, smallest first;
 * none where the currency is unknown.
 */
export function quickAmounts(dueMinor: number, currency: string): number[] {
  const { pieces, roundings } = cashOf[currency] ?? { pieces: [], roundings: [] };
  const round = roundings.map((note) => Math.ceil((dueMinor + 1) / note) * note);
  const notes = pieces.filter((piece) => piece > dueMinor && piece >= (roundings[0] ?? 0)).slice(-2);
  return [...new Set([...round, ...notes])].toSorted((a, b) => a - b).slice(0, dueMinor > 0 ? quickCount : 0);
}

export type CashPiece = { readonly minor: number; readonly count: number };

/** Change in the fewest notes and coins: the pieces of both currencies make the greedy choice the smallest. */
export function cashPieces(changeMinor: number, currency: string): CashPiece[] {
  const pieces: CashPiece[] = [];
  let rest = changeMinor;
  for (const minor of cashOf[currency]?.pieces ?? []) {
    const count = Math.floor(rest / minor);
    if (count > 0) pieces.push({ minor, count });
    rest -= count * minor;
  }
  return pieces;
}
