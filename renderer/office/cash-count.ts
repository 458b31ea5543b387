/** Kinds of money a drawer holds, in minor units, largest first. */
export type Denominations = { readonly notes: readonly number[]; readonly coins: readonly number[] };

/** Pieces counted, by denomination in minor units. */
export type Pieces = Readonly<Record<number, number>>;

/** More pieces of one kind than this is a slip of the finger: a drawer does not hold them. */
export const maxPieces = 9_999;

/**
 * What is in circulation: BYN by the National Bank of Belarus (notes 5–500 roubles, coins 1 kopeck to 2 roubles), RUB
 * by the Bank of Russia (5 and 10 roubles are coins and old notes alike). Another currency is counted as one sum.
 */
const known: Readonly<Record<string, Denominations>> = {
  BYN: {
    notes: [500_00, 200_00, 100_00, 50_00, 20_00, 10_00, 5_00],
    coins: [2_00, 1_00, 50, 20, 10, 5, 2, 1],
  },
  RUB: {
    notes: [5_000_00, 2_000_00, 1_000_00, 500_00, 200_00, 100_00, 50_00],
    coins: [10_00, 5_00, 2_00, 1_00, 50, 10],
  },
};

export function denominationsOf(currency: string): Denominations | null {
  return known[currency] ?? null;
}

/** Sum of the counted pieces in minor units. */
export function countedMinor(pieces: Pieces): number {
  return Object.entries(pieces).reduce((sum, [minor, count]) => sum + Number(minor) * count, 0);
}

/** Pieces with one kind set anew; what is not a whole number of pieces counts as none. */
export function withPieces(pieces: Pieces, minor: number, text: string): Pieces {
  const digits = text.replace(/\D/g, "").slice(0, 4);
  return { ...pieces, [minor]: digits === "" ? 0 : Number(digits) };
}

/** A count of the drawer under way, by pieces or as one typed sum; `countedMinor` is null until there is one. */
export type CashCount = {
  readonly way: "pieces" | "sum";
  readonly pieces: Pieces;
  readonly sumText: string;
  readonly countedMinor: number | null;
};

export const notCounted: CashCount = { way: "pieces", pieces: {}, sumText: "", countedMinor: null };

export function countByPieces(count: CashCount, pieces: Pieces): CashCount {
  return { ...count, way: "pieces", pieces, countedMinor: countedMinor(pieces) };
}

export function countAsSum(count: CashCount, sumText: string, sumMinor: number | null): CashCount {
  return { ...count, way: "sum", sumText, countedMinor: sumMinor };
}
