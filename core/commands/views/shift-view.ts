import type { ShiftView } from "../../contract/index.ts";
import { expectedCash, type ShiftFigures } from "../../shift/index.ts";
import { packSayBare, type Context } from "../context.ts";

/** X report of an open shift, Z report of a closed one. */
export function viewShift(context: Context, figures: ShiftFigures): ShiftView {
  const {
    number,
    openedAt,
    openedBy,
    closedAt,
    closedBy,
    floatMinor,
    countedMinor,
    discounts,
    consented: _,
    ...rest
  } = figures;
  const expectedCashMinor = expectedCash(figures);
  return {
    ...rest,
    number,
    state: closedAt === null ? "open" : "closed",
    openedAt,
    openedBy,
    closedAt,
    closedBy,
    floatMinor,
    expectedCashMinor,
    countedCashMinor: countedMinor,
    varianceMinor: countedMinor === null ? null : countedMinor - expectedCashMinor,
    discounts: discounts.map(({ clause, message, packHash, receipts, amountMinor }) => ({
      title: packSayBare(context, message, packHash),
      clause,
      receipts,
      amountMinor,
    })),
  };
}
