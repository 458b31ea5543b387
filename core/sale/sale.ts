import type { Basket, Line } from "../basket/index.ts";
import { cardStatuses } from "../card/index.ts";
import { present, z } from "../kernel/index.ts";
import type { PricedBasket, PricedLine } from "../pricing/index.ts";
import { Tender, type Paid } from "./tender.ts";

const MessageParam = z.union([
  z.string(),
  z.object({ minor: z.int() }),
  z.object({ bp: z.int() }),
  z.object({ milli: z.int(), unit: z.enum(["pcs", "kg"]) }),
  z.object({ date: z.string() }),
  z.object({ count: z.int() }),
]);
export const Message = z.object({ key: z.string(), params: z.record(z.string(), MessageParam) });

const Adjustment = z.object({
  rule: z.string(),
  clause: z.string(),
  amountMinor: z.int(),
  rateBp: z.int().optional(),
  message: Message,
});

const SoldLine = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.object({ ru: z.string(), en: z.string(), be: z.string().optional() }),
  category: z.string(),
  unit: z.enum(["pcs", "kg"]),
  qtyMilli: z.int(),
  unitPriceMinor: z.int(),
  grossMinor: z.int(),
  discountMinor: z.int(),
  netMinor: z.int(),
  /** Ground of the line's own price: a card sold or given. */
  clause: z.string().optional(),
  excluded: z.object({ code: z.string(), clause: z.string(), message: Message }).optional(),
  adjustments: z.array(Adjustment),
  /** Number of the blank that this line sold or gave. */
  blank: z.string().optional(),
});
export type SoldLine = z.infer<typeof SoldLine>;

const status = z.enum(cardStatuses);

/** A benefit beside money as a fact keeps it. */
export const KeptBonus = z.object({
  rule: z.string(),
  clause: z.string(),
  sessions: z.object({ count: z.int(), to: z.string() }).optional(),
  visit: z.object({ services: z.array(z.string()), pick: z.enum(["all", "one"]), rateBp: z.int() }).optional(),
});
export type KeptBonus = z.infer<typeof KeptBonus>;

export const DeskAnswer = z.union([z.string(), z.int(), z.boolean(), z.array(z.string())]);

const DeskPart = z.object({
  form: z.string(),
  /** Answers that were given, documents that were shown included. */
  facts: z.record(z.string(), DeskAnswer),
  choice: z.string().optional(),
  /** Orders that were in force. */
  orders: z.array(z.object({ kind: z.string(), number: z.string() })),
  bonuses: z.array(KeptBonus),
});
export type DeskPart = z.infer<typeof DeskPart>;

/** Body of the fact `sale-completed`: everything a reprint, a return, a shift report and head office need, once. */
export const SaleBody = z.object({
  receipt: z.int(),
  shift: z.int(),
  requestId: z.string(),
  site: z.string(),
  terminal: z.string(),
  operator: z.string(),
  localAt: z.string(),
  currency: z.string(),
  pack: z.object({ id: z.string(), version: z.int(), hash: z.string() }),
  /** SHA-256 of the canonical pricing input: the same input and pack give this sale again. */
  inputsHash: z.string(),
  lines: z.array(SoldLine),
  grossMinor: z.int(),
  discountMinor: z.int(),
  payableMinor: z.int(),
  /** The card shown, whether it served or not. */
  card: z.object({ number: z.string(), presentation: z.string(), refused: z.string().optional() }).nullable(),
  servedBy: z.string().nullable(),
  cardMoves: z.array(z.object({ number: z.string(), from: status, to: status, move: z.string(), clause: z.string() })),
  tenders: z.array(Tender),
  receivedMinor: z.int(),
  changeMinor: z.int(),
  /** What a form of the reception was filled in with, and what it gives beside money. */
  desk: DeskPart.optional(),
});
export type SaleBody = z.infer<typeof SaleBody>;

/** What the till adds to a priced basket to make it a sale. */
export type SaleHead = Pick<
  SaleBody,
  "receipt" | "shift" | "requestId" | "site" | "terminal" | "operator" | "localAt" | "inputsHash"
> & { readonly packHash: string };

/** The sale as data. Pure: the caller stores it. */
export function makeSale(head: SaleHead, basket: Basket, outcome: { priced: PricedBasket; paid: Paid }): SaleBody {
  const { priced, paid } = outcome;
  const { packHash, ...rest } = head;
  return {
    ...rest,
    currency: priced.currency,
    pack: { ...priced.pack, hash: packHash },
    lines: basket.lines.map((line) => {
      const price = priced.lines.find((each) => each.id === line.id);
      return soldLine(line, present(price, `price of line ${line.id}`));
    }),
    grossMinor: priced.total.grossMinor,
    discountMinor: priced.total.discountMinor,
    payableMinor: priced.total.payableMinor,
    card: shownCard(basket, priced),
    servedBy: priced.servedBy,
    cardMoves: [...priced.cardMoves],
    tenders: [...paid.tenders],
    receivedMinor: paid.receivedMinor,
    changeMinor: paid.changeMinor,
  };
}

function shownCard(basket: Basket, priced: PricedBasket): SaleBody["card"] {
  if (!basket.card) return null;
  const { number, presentation } = basket.card;
  const refused = priced.servedBy === number ? undefined : priced.refusals[0]?.code;
  return { number, presentation, ...(refused === undefined ? {} : { refused }) };
}

function soldLine(line: Line, price: PricedLine): SoldLine {
  const { item } = line;
  return {
    id: line.id,
    sku: item.sku,
    name: item.name,
    category: item.category,
    unit: item.unit,
    qtyMilli: line.qtyMilli,
    unitPriceMinor: line.blank ? price.grossMinor : line.unitPriceMinor,
    grossMinor: price.grossMinor,
    discountMinor: price.discountMinor,
    netMinor: price.netMinor,
    ...(price.clause === undefined ? {} : { clause: price.clause }),
    ...(price.excluded ? { excluded: copyGround(price.excluded) } : {}),
    adjustments: price.adjustments.map((each) => ({ ...each, message: copyMessage(each.message) })),
    ...(line.blank ? { blank: line.blank.number } : {}),
  };
}

type Ground = NonNullable<PricedLine["excluded"]>;

function copyGround(ground: Ground): NonNullable<SoldLine["excluded"]> {
  return { code: ground.code, clause: ground.clause, message: copyMessage(ground.message) };
}

function copyMessage(message: Ground["message"]): z.infer<typeof Message> {
  return { key: message.key, params: { ...message.params } };
}
