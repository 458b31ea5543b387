import type { Basket } from "../basket/index.ts";
import type { Card, CardNumber } from "../card/index.ts";
import type { Item } from "../catalogue/index.ts";
import type { Instant, Json } from "../kernel/index.ts";
import type { Operator } from "../shift/index.ts";
import type { JournalEntry } from "../sync/index.ts";

/** The command's whole outer world. Synchronous: a command is one function run in one transaction. */
export type Ports = {
  readonly clock: Clock;
  readonly ids: { next(): string };
  readonly cards: CardStore;
  readonly items: ItemStore;
  readonly baskets: BasketStore;
  readonly journal: Journal;
  readonly operators: OperatorStore;
};

export type Clock = {
  /** Never runs backwards, not even over restarts: max(wall clock, newest fact). */
  now(): Instant;
  wall(): Instant;
};

/** Cards: the replaceable snapshot from head office under the overlay of this terminal's own changes. */
export type CardStore = {
  find(number: CardNumber): Card | undefined;
  /** Writes the overlay, never the snapshot. */
  save(card: Card): void;
  count(): number;
};

export type ItemStore = {
  bySku(sku: string): Item | undefined;
  byBarcode(barcode: string): Item | undefined;
  /** Every word of `text` begins a word of the name, or `text` begins the sku or barcode; best first. */
  search(text: string, limit: number): Item[];
  count(): number;
};

/** Open and suspended baskets: they survive a kill at any instant. */
export type BasketStore = {
  /** The one open basket of the terminal. */
  open(): Basket | undefined;
  saveOpen(basket: Basket): void;
  /** Removes the open basket: with the sale that it became, in the same transaction. */
  closeOpen(): void;
  suspended(): { readonly basket: Basket; readonly at: Instant; readonly by: string }[];
  suspend(basket: Basket, at: Instant, by: string): void;
  /** Takes a suspended basket out. */
  take(id: string): Basket | undefined;
};

export type Journal = {
  /**
   * Appends one fact within the running transaction. `refs` are the names it can be found by: `receipt:12`, `card:290…`,
   * `shift:3`, `request:<id>`. Time, boot and chain are added by the journal.
   */
  append(fact: NewFact): JournalEntry;
  /** Facts that carry the reference, oldest first. */
  byRef(ref: string): JournalEntry[];
  /** Facts with `seq` above `after`, oldest first. */
  since(after: number, limit: number): JournalEntry[];
  /** Facts with `seq` below `before`, newest first. */
  before(before: number, limit: number): JournalEntry[];
  head(): { readonly seq: number; readonly chain: string };
  /** Next value of a named counter (`receipt`, `shift`), gapless within the transaction's fate. */
  nextNumber(counter: string): number;
};

export type NewFact = {
  readonly kind: string;
  readonly id: string;
  readonly actor: string;
  readonly role: string;
  readonly body: { readonly [key: string]: Json };
  readonly refs: readonly string[];
};

export type StoredOperator = Operator & {
  /** argon2id in PHC form. */
  readonly pinHash: string;
  readonly failedTries: number;
  readonly lockedUntil: Instant;
  readonly demoPin: string | null;
};

export type OperatorStore = {
  find(id: string): StoredOperator | undefined;
  list(): StoredOperator[];
  save(operator: StoredOperator): void;
};
