import { ok, refuse, type Result, z } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";

/** A means of payment on a receipt: bank notes and coins, or a payment card. */
export const Tender = z.object({ kind: z.enum(["cash", "card"]), amountMinor: z.int() });
export type Tender = z.infer<typeof Tender>;

export type Paid = {
  readonly tenders: readonly Tender[];
  readonly receivedMinor: Minor;
  /** Goes back in cash. */
  readonly changeMinor: Minor;
};

export type TenderRefusal =
  | { readonly kind: "tender-short"; readonly missingMinor: Minor }
  | { readonly kind: "tender-over"; readonly overMinor: Minor }
  | { readonly kind: "tender-invalid" };

/** Sum of the tenders of one kind. */
export function tenderOf(tenders: readonly Tender[], kind: Tender["kind"]): Minor {
  return tenders.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.amountMinor, 0);
}

/**
 * Takes payment: the card part is never above what is due, only cash gives change, and no tender is empty or
 * superfluous.
 */
export function takePayment(payableMinor: Minor, tenders: readonly Tender[]): Result<Paid, TenderRefusal> {
  if (tenders.some((each) => each.amountMinor <= 0)) return refuse({ kind: "tender-invalid" });
  const card = tenderOf(tenders, "card");
  const cash = tenderOf(tenders, "cash");
  if (card > payableMinor) return refuse({ kind: "tender-over", overMinor: card - payableMinor });
  if (card + cash < payableMinor) {
    return refuse({ kind: "tender-short", missingMinor: payableMinor - card - cash });
  }
  if (card === payableMinor && cash > 0) return refuse({ kind: "tender-over", overMinor: cash });
  return ok({ tenders, receivedMinor: card + cash, changeMinor: card + cash - payableMinor });
}
