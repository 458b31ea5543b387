import type { FactBook } from "./fact-book.ts";
import type { World } from "./world.ts";

/** A stop of a card that nobody has taken back yet. */
type Stop = { readonly terminal: string; readonly to: string; readonly id: string | undefined };
export type CardBook = Map<string, readonly Stop[]>;

type Life = { seq: number; chain: string; readonly chains: string[] };

/** What was seen of the ledger so far: only what is new is looked at. */
export type OfficeBook = {
  readonly lives: Map<string, Life>;
  events: number;
  history: number;
  feed: number;
  /** Fact by its place at head office: `terminal generation seq`. */
  readonly idAt: Map<string, string>;
  /** Facts whose change of a card was taken over or disputed, and at which step. */
  readonly judgedAt: Map<string, number>;
  /** Feed lines: at which step they came. */
  readonly lineAt: Map<number, number>;
  readonly cards: CardBook;
};

export const newOfficeBook = (): OfficeBook => ({
  lives: new Map(),
  events: 0,
  history: 0,
  feed: 0,
  idAt: new Map(),
  judgedAt: new Map(),
  lineAt: new Map(),
  cards: new Map(),
});

export type Looking = {
  readonly world: World;
  readonly office: OfficeBook;
  readonly facts: FactBook;
  readonly step: number;
};

export type HistoryRow = {
  readonly place: number;
  readonly number: string;
  readonly id: string;
  readonly terminal: string;
  readonly status: string;
  readonly was: string;
  readonly disputed: string | null;
};
