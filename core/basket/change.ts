import type { CardNumber, CardStatus } from "../card/index.ts";
import type { Item } from "../catalogue/index.ts";
import { ok, refuse, type Instant, type Result } from "../kernel/index.ts";
import { amountOf, type Minor } from "../money/index.ts";
import type { Basket, Line, ShownCard } from "./basket.ts";

export const maxLines = 1000;
/** Just under ten thousand pieces or kilograms. */
export const maxQtyMilli = 9_999_999;
/** Ten million in major units: everything above is a slip of the hand. */
export const maxGrossMinor: Minor = 1_000_000_000;

export type BasketRefusal =
  | { readonly kind: "line-unknown" }
  | { readonly kind: "line-weighed" }
  | { readonly kind: "quantity-invalid"; readonly unit: "pcs" | "kg" }
  | { readonly kind: "basket-full" }
  | { readonly kind: "amount-invalid" }
  | { readonly kind: "card-already-on-receipt" };

export type Entry = { readonly item: Item; readonly qtyMilli: number; readonly weighed: boolean };

/** A changed basket and the line it was about. */
export type Entered = { readonly basket: Basket; readonly line: Line };

export function emptyBasket(id: string, openedAt: Instant, openedBy: string): Basket {
  return { id, openedAt, openedBy, lines: [], card: null, declined: [], nextLine: 1, revision: 0 };
}

/** Nothing in it that a customer would miss. */
export function isEmpty(basket: Basket): boolean {
  return basket.lines.length === 0 && basket.card === null;
}

/**
 * Enters goods. The same piece article again raises its line, even past other lines in between; a weighed article
 * always gets a line of its own. The price is frozen as it is now: after a price change the article starts a new line.
 */
export function addItem(basket: Basket, entry: Entry): Result<Entered, BasketRefusal> {
  const { item, qtyMilli, weighed } = entry;
  const same = item.unit === "pcs" && !weighed ? basket.lines.find((line) => isSameArticle(line, item)) : undefined;
  if (same) return changeLine(basket, same, same.qtyMilli + qtyMilli);
  if (!isQuantity(qtyMilli, item.unit)) return refuse({ kind: "quantity-invalid", unit: item.unit });
  return append(basket, { item, unitPriceMinor: item.priceMinor, qtyMilli, weighed });
}

function isSameArticle(line: Line, item: Item): boolean {
  return line.item.sku === item.sku && line.unitPriceMinor === item.priceMinor && !line.weighed && !line.blank;
}

/** Puts a blank card on the receipt. Its price is the programme's business, so the line itself costs nothing. */
export function addBlank(
  basket: Basket,
  item: Item,
  blank: { readonly number: CardNumber; readonly status: CardStatus },
): Result<Entered, BasketRefusal> {
  if (basket.lines.some((line) => line.blank?.number === blank.number)) {
    return refuse({ kind: "card-already-on-receipt" });
  }
  return append(basket, { item, unitPriceMinor: 0, qtyMilli: 1000, weighed: false, blank });
}

function append(basket: Basket, line: Omit<Line, "id">): Result<Entered, BasketRefusal> {
  if (basket.lines.length >= maxLines) return refuse({ kind: "basket-full" });
  const entered: Line = { id: String(basket.nextLine), ...line };
  const lines = [...basket.lines, entered];
  if (grossOf(lines) > maxGrossMinor) return refuse({ kind: "amount-invalid" });
  return ok({ basket: grown(basket, { lines, nextLine: basket.nextLine + 1 }), line: entered });
}

/** Sets a line's quantity. A weight from a label and a card are not for typing. */
export function changeQuantity(basket: Basket, lineId: string, qtyMilli: number): Result<Entered, BasketRefusal> {
  const line = basket.lines.find((each) => each.id === lineId);
  if (!line) return refuse({ kind: "line-unknown" });
  if (line.weighed) return refuse({ kind: "line-weighed" });
  if (line.blank) return refuse({ kind: "quantity-invalid", unit: "pcs" });
  return changeLine(basket, line, qtyMilli);
}

function changeLine(basket: Basket, line: Line, qtyMilli: number): Result<Entered, BasketRefusal> {
  if (!isQuantity(qtyMilli, line.item.unit)) return refuse({ kind: "quantity-invalid", unit: line.item.unit });
  const changed = { ...line, qtyMilli };
  const lines = basket.lines.map((each) => (each.id === line.id ? changed : each));
  if (grossOf(lines) > maxGrossMinor) return refuse({ kind: "amount-invalid" });
  return ok({ basket: grown(basket, { lines }), line: changed });
}

export function removeLine(basket: Basket, lineId: string): Result<Entered, BasketRefusal> {
  const line = basket.lines.find((each) => each.id === lineId);
  if (!line) return refuse({ kind: "line-unknown" });
  return ok({ basket: grown(basket, { lines: basket.lines.filter((each) => each !== line) }), line });
}

export function showCard(basket: Basket, card: ShownCard | null): Basket {
  return grown(basket, { card });
}

export function declineOffer(basket: Basket, rule: string): Basket {
  return basket.declined.includes(rule) ? basket : grown(basket, { declined: [...basket.declined, rule] });
}

/** Takes back to `earlier`. Line ids and the revision keep growing, so that no screen mistakes old for new. */
export function restore(current: Basket, earlier: Basket): Basket {
  return { ...earlier, nextLine: Math.max(current.nextLine, earlier.nextLine), revision: current.revision + 1 };
}

function grown(basket: Basket, change: Partial<Basket>): Basket {
  return { ...basket, ...change, revision: basket.revision + 1 };
}

function isQuantity(qtyMilli: number, unit: "pcs" | "kg"): boolean {
  const whole = unit === "kg" || qtyMilli % 1000 === 0;
  return Number.isSafeInteger(qtyMilli) && qtyMilli > 0 && qtyMilli <= maxQtyMilli && whole;
}

function grossOf(lines: readonly Line[]): Minor {
  return lines.reduce((sum, line) => sum + amountOf(line.unitPriceMinor, line.qtyMilli), 0);
}
