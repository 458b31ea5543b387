import type { Instant } from "../kernel/index.ts";

/** Number printed on a card. Text: leading zeros and letters are data. */
export type CardNumber = string;

/**
 * `stocked` blank in a shop · `with-distributor` given to a responsible person for hand-out · `issued` sold or given,
 * not yet activated · `active` · `blocked` · `withdrawn`. Which moves are allowed, and to whom, is said by the pack.
 */
export const cardStatuses = ["stocked", "with-distributor", "issued", "active", "blocked", "withdrawn"] as const;
export type CardStatus = (typeof cardStatuses)[number];

export type Card = {
  readonly number: CardNumber;
  readonly programme: string;
  readonly status: CardStatus;
  /** When the card took its status. */
  readonly since: Instant;
  /** The status before the last move: where an unblocked card returns to. */
  readonly previous?: CardStatus;
  /** Who asked for a block: it decides the clause quoted, never shown to the customer. */
  readonly reason?: string;
};

/** Last four characters, as screens and slips may show them: `··7208`. */
export function maskCard(number: CardNumber): string {
  return `··${number.slice(-4)}`;
}
