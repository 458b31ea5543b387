import { z } from "../kernel/index.ts";
import type { JournalEntry } from "../sync/index.ts";
import { Message, ReturnBody, SaleBody, tenderOf } from "../sale/index.ts";
import { CardMovedBody, CashMovedBody, ShiftClosedHead, ShiftOpenedBody } from "./facts.ts";

const DiscountRow = z.object({
  rule: z.string(),
  clause: z.string(),
  message: Message,
  packHash: z.string(),
  receipts: z.int(),
  amountMinor: z.int(),
});

/** Figures of one shift: X while it is open, Z once closed. A fold over the facts of the shift, nothing else. */
export const ShiftFigures = z.object({
  number: z.int(),
  openedAt: z.int(),
  openedBy: z.string(),
  closedAt: z.int().nullable(),
  closedBy: z.string().nullable(),
  floatMinor: z.int(),
  countedMinor: z.int().nullable(),
  sales: z.object({
    count: z.int(),
    withCard: z.int(),
    grossMinor: z.int(),
    discountMinor: z.int(),
    payableMinor: z.int(),
  }),
  returns: z.object({ count: z.int(), payableMinor: z.int() }),
  voids: z.int(),
  /** Cash kept from sales less cash returned. */
  cashMinor: z.int(),
  cardMinor: z.int(),
  cashInMinor: z.int(),
  cashOutMinor: z.int(),
  discounts: z.array(DiscountRow),
  cards: z.object({ sold: z.int(), given: z.int(), activated: z.int(), blocked: z.int(), soldMinor: z.int() }),
  /** Actions that a manager consented to and that happened. */
  overrides: z.int(),
  /** A manager has consented and nothing has come of it yet; it may be refused for another reason. */
  consented: z.boolean().default(false),
  firstReceipt: z.int().nullable(),
  lastReceipt: z.int().nullable(),
});
export type ShiftFigures = z.infer<typeof ShiftFigures>;

/** What the drawer should hold: float, cash of sales less returns, cash brought in less taken out. */
export function expectedCash(figures: ShiftFigures): number {
  return figures.floatMinor + figures.cashMinor + figures.cashInMinor - figures.cashOutMinor;
}

/** Figures after one more fact. Facts that say nothing about the shift leave them as they are. */
export function foldShift(figures: ShiftFigures | null, entry: JournalEntry): ShiftFigures | null {
  const next = foldFact(figures, entry);
  return next && entry.fact.body.override !== undefined ? withOverride(next) : next;
}

/** What an action under a consent counts for: one, however many facts it leaves. */
export function withOverride(figures: ShiftFigures): ShiftFigures {
  return figures.consented ? { ...figures, overrides: figures.overrides + 1, consented: false } : figures;
}

function foldFact(figures: ShiftFigures | null, entry: JournalEntry): ShiftFigures | null {
  const { fact } = entry;
  if (fact.kind === "shift-opened") return opened(entry);
  if (!figures) return null;
  switch (fact.kind) {
    case "sale-completed":
      return withSale(figures, SaleBody.parse(fact.body));
    case "lines-returned":
      return withReturn(figures, ReturnBody.parse(fact.body));
    case "cash-moved":
      return withCash(figures, CashMovedBody.parse(fact.body));
    case "card-moved":
      return withCardMove(figures, CardMovedBody.parse(fact.body));
    case "basket-voided":
      return { ...figures, voids: figures.voids + 1 };
    case "override-given":
      return { ...figures, consented: true };
    case "shift-closed": {
      const { countedMinor, operator } = ShiftClosedHead.parse(fact.body);
      return { ...figures, closedAt: fact.at, closedBy: operator, countedMinor };
    }
    default:
      return figures;
  }
}

function opened(entry: JournalEntry): ShiftFigures {
  const { shift, floatMinor, operator } = ShiftOpenedBody.parse(entry.fact.body);
  return {
    number: shift,
    openedAt: entry.fact.at,
    openedBy: operator,
    closedAt: null,
    closedBy: null,
    floatMinor,
    countedMinor: null,
    sales: { count: 0, withCard: 0, grossMinor: 0, discountMinor: 0, payableMinor: 0 },
    returns: { count: 0, payableMinor: 0 },
    voids: 0,
    cashMinor: 0,
    cardMinor: 0,
    cashInMinor: 0,
    cashOutMinor: 0,
    discounts: [],
    cards: { sold: 0, given: 0, activated: 0, blocked: 0, soldMinor: 0 },
    overrides: 0,
    consented: false,
    firstReceipt: null,
    lastReceipt: null,
  };
}

function withSale(figures: ShiftFigures, sale: SaleBody): ShiftFigures {
  const { sales, cards } = figures;
  const cardLines = sale.lines.filter((line) => line.blank !== undefined);
  const soldLines = cardLines.filter((line) => line.netMinor > 0);
  return {
    ...figures,
    sales: {
      count: sales.count + 1,
      withCard: sales.withCard + (sale.servedBy === null ? 0 : 1),
      grossMinor: sales.grossMinor + sale.grossMinor,
      discountMinor: sales.discountMinor + sale.discountMinor,
      payableMinor: sales.payableMinor + sale.payableMinor,
    },
    cashMinor: figures.cashMinor + tenderOf(sale.tenders, "cash") - sale.changeMinor,
    cardMinor: figures.cardMinor + tenderOf(sale.tenders, "card"),
    discounts: withDiscounts(figures.discounts, sale),
    cards: {
      ...cards,
      sold: cards.sold + soldLines.length,
      given: cards.given + cardLines.length - soldLines.length,
      activated: cards.activated + sale.cardMoves.filter((move) => move.to === "active").length,
      soldMinor: cards.soldMinor + soldLines.reduce((sum, line) => sum + line.netMinor, 0),
    },
    firstReceipt: figures.firstReceipt ?? sale.receipt,
    lastReceipt: sale.receipt,
  };
}

function withDiscounts(rows: ShiftFigures["discounts"], sale: SaleBody): ShiftFigures["discounts"] {
  const byKey = new Map(rows.map((row) => [`${row.packHash} ${row.rule}`, row]));
  const counted = new Set<string>();
  for (const adjustment of sale.lines.flatMap((line) => line.adjustments)) {
    const key = `${sale.pack.hash} ${adjustment.rule}`;
    const { rule, clause, message } = adjustment;
    const row = byKey.get(key) ?? { rule, clause, message, packHash: sale.pack.hash, receipts: 0, amountMinor: 0 };
    const receipts = row.receipts + (counted.has(key) ? 0 : 1);
    counted.add(key);
    byKey.set(key, { ...row, receipts, amountMinor: row.amountMinor + adjustment.amountMinor });
  }
  return [...byKey.values()];
}

function withReturn(figures: ShiftFigures, returned: ReturnBody): ShiftFigures {
  const { count, payableMinor } = figures.returns;
  return {
    ...figures,
    returns: { count: count + 1, payableMinor: payableMinor + returned.refundMinor },
    cashMinor: figures.cashMinor - tenderOf(returned.tenders, "cash"),
    cardMinor: figures.cardMinor - tenderOf(returned.tenders, "card"),
    firstReceipt: figures.firstReceipt ?? returned.receipt,
    lastReceipt: returned.receipt,
  };
}

function withCash(figures: ShiftFigures, moved: CashMovedBody): ShiftFigures {
  return moved.direction === "in"
    ? { ...figures, cashInMinor: figures.cashInMinor + moved.amountMinor }
    : { ...figures, cashOutMinor: figures.cashOutMinor + moved.amountMinor };
}

function withCardMove(figures: ShiftFigures, moved: CardMovedBody): ShiftFigures {
  if (moved.to !== "blocked") return figures;
  return { ...figures, cards: { ...figures.cards, blocked: figures.cards.blocked + 1 } };
}
