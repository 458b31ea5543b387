import { ok, type Result } from "../kernel/index.ts";
import { holderText, type Holder } from "./holder.ts";
import { changed, moveCards, type Movement, type Stock } from "./movement.ts";
import { countOf, joined, type Range } from "./numbers.ts";
import type { StockRefusal } from "./refusal.ts";

/** The stock after all movements, by their days, those of one day in the order given. The first refusal ends it. */
export function foldStock(movements: readonly Movement[]): Result<Stock, StockRefusal> {
  let stock: Stock = [];
  for (const movement of movements.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))) {
    const moved = moveCards(stock, movement);
    if (!moved.ok) return moved;
    stock = changed(stock, moved.value);
  }
  return ok(stock);
}

/** Cards of each holder, by `holderText`. */
export function balances(stock: Stock): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const span of stock) {
    const key = holderText(span.holder);
    counts.set(key, (counts.get(key) ?? 0) + countOf(span));
  }
  return counts;
}

/** The cards of one holder, in order. */
export function cardsOf(stock: Stock, holder: Holder): Range[] {
  const key = holderText(holder);
  const own = stock.filter((span) => holderText(span.holder) === key);
  return joined(own.map(({ first, last, check }) => ({ first, last, check })));
}
