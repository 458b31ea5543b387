import type { CardNumber, CardStatus } from "../card/index.ts";
import type { Item } from "../catalogue/index.ts";
import type { Instant } from "../kernel/index.ts";
import type { Minor } from "../money/index.ts";

/** How the holder proved the card: the card itself, a picture of it, or only its number. */
export type Presentation = "original" | "photo" | "number";

export type ShownCard = {
  readonly number: CardNumber;
  /** `unknown`: no such number in the programme. Kept in the basket so that the refusal stays visible. */
  readonly status: CardStatus | "unknown";
  readonly since: Instant | null;
  readonly presentation: Presentation;
  /** Block reason as recorded; picks the clause, is never shown. */
  readonly reason?: string;
};

/** A row of the basket. Item facts and price are frozen when the line is entered. */
export type Line = {
  /** Unique in its basket, never used again. */
  readonly id: string;
  readonly item: Item;
  readonly unitPriceMinor: Minor;
  readonly qtyMilli: number;
  /** Weight read from the scale's label: the quantity is not for typing. */
  readonly weighed: boolean;
  /** A blank being sold or given. Its price comes from the programme, not from the item. */
  readonly blank?: { readonly number: CardNumber; readonly status: CardStatus };
};

/** An open purchase. */
export type Basket = {
  readonly id: string;
  readonly openedAt: Instant;
  readonly openedBy: string;
  readonly lines: readonly Line[];
  readonly card: ShownCard | null;
  /** Ids of earned offers the customer turned down. */
  readonly declined: readonly string[];
  readonly nextLine: number;
  /** Grows with every change: `completeSale` names the one it has seen. */
  readonly revision: number;
  /** Hash of the pack under which it was begun, by which it stays priced. */
  readonly pack?: string;
};
