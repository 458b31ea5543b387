import { ok, refuse, type Result, z } from "../kernel/index.ts";
import { shareOf, type Minor } from "../money/index.ts";
import type { SaleBody, SoldLine } from "./sale.ts";
import { Tender, tenderOf } from "./tender.ts";

const ReturnedLine = z.object({ lineId: z.string(), qtyMilli: z.int(), refundMinor: z.int(), discountMinor: z.int() });
export type ReturnedLine = z.infer<typeof ReturnedLine>;

/** Body of the fact `lines-returned`. */
export const ReturnBody = z.object({
  receipt: z.int(),
  /** Receipt number of the sale it belongs to. */
  of: z.int(),
  shift: z.int(),
  requestId: z.string(),
  site: z.string(),
  terminal: z.string(),
  operator: z.string(),
  localAt: z.string(),
  reason: z.string(),
  lines: z.array(ReturnedLine),
  refundMinor: z.int(),
  /** What goes back, by tender. */
  tenders: z.array(Tender),
  override: z.string().optional(),
});
export type ReturnBody = z.infer<typeof ReturnBody>;

export type ReturnPlan = Pick<ReturnBody, "lines" | "refundMinor" | "tenders">;

export type ReturnRefusal =
  | { readonly kind: "line-unknown" }
  | { readonly kind: "line-not-returnable"; readonly name: SoldLine["name"] }
  | { readonly kind: "return-quantity-invalid"; readonly leftMilli: number; readonly unit: "pcs" | "kg" };

/** Quantity of a line that has come back already. */
export function returnedMilli(lineId: string, earlier: readonly ReturnBody[]): number {
  const lines = earlier.flatMap((each) => each.lines).filter((line) => line.lineId === lineId);
  return lines.reduce((sum, line) => sum + line.qtyMilli, 0);
}

type Asked = { readonly lineId: string; readonly qtyMilli: number };

/**
 * What the wanted lines give back: what was paid for them, to the kopeck, over any sequence of partial returns.
 * `refundable` says of a line whether its price may ever be returned. What was paid by card goes back to the card
 * first.
 */
export function planReturn(
  sale: SaleBody,
  earlier: readonly ReturnBody[],
  wanted: { readonly lines: readonly Asked[]; refundable(line: SoldLine): boolean },
): Result<ReturnPlan, ReturnRefusal> {
  const lines: ReturnedLine[] = [];
  for (const asked of merged(wanted.lines)) {
    const line = sale.lines.find((each) => each.id === asked.lineId);
    if (!line) return refuse({ kind: "line-unknown" });
    if (!wanted.refundable(line)) return refuse({ kind: "line-not-returnable", name: line.name });
    const before = returnedMilli(line.id, earlier);
    const after = before + asked.qtyMilli;
    if (after > line.qtyMilli || (line.unit === "pcs" && asked.qtyMilli % 1000 !== 0)) {
      const leftMilli = line.qtyMilli - before;
      return refuse({ kind: "return-quantity-invalid", leftMilli, unit: line.unit });
    }
    const part = { ofMilli: line.qtyMilli, fromMilli: before, toMilli: after };
    const refundMinor = shareOf(line.netMinor, part);
    const discountMinor = shareOf(line.discountMinor, part);
    lines.push({ ...asked, refundMinor, discountMinor });
  }
  const refundMinor = lines.reduce((sum, line) => sum + line.refundMinor, 0);
  return ok({ lines, refundMinor, tenders: refundTenders(sale, earlier, refundMinor) });
}

function merged(lines: readonly Asked[]): Asked[] {
  const byId = new Map<string, number>();
  for (const { lineId, qtyMilli } of lines) byId.set(lineId, (byId.get(lineId) ?? 0) + qtyMilli);
  return [...byId].map(([lineId, qtyMilli]) => ({ lineId, qtyMilli }));
}

function refundTenders(sale: SaleBody, earlier: readonly ReturnBody[], refundMinor: Minor): Tender[] {
  const given = earlier.flatMap((each) => each.tenders);
  const cardLeft = tenderOf(sale.tenders, "card") - tenderOf(given, "card");
  const card = Math.min(refundMinor, cardLeft);
  const parts: Tender[] = [
    { kind: "card", amountMinor: card },
    { kind: "cash", amountMinor: refundMinor - card },
  ];
  return parts.filter((part) => part.amountMinor > 0);
}
