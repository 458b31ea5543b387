import { type Card, type CardStatus, cardStatuses } from "../../core/card/index.ts";
import { createSeal, type Seal, StorageError } from "../connection/index.ts";

/** A card as both files hold it: the snapshot and the overlay of local changes. */
export type CardRow = {
  readonly number: string;
  readonly programme: string;
  readonly status: string;
  readonly since: number;
  readonly previous: string | null;
  readonly reason: string | null;
  readonly sum: number;
};

export type CardFields = readonly [string, string, string, number, string | null, string | null];

export const cardColumns = "number, programme, status, since, previous, reason, sum";
export const overlaySeal = createSeal("card_overlay", "journal");
export const snapshotSeal = createSeal("card", "cards");

const statuses: ReadonlySet<string> = new Set(cardStatuses);

function isStatus(text: string): text is CardStatus {
  return statuses.has(text);
}

export function cardFields(row: Omit<CardRow, "sum">): CardFields {
  return [row.number, row.programme, row.status, row.since, row.previous, row.reason];
}

export function fieldsOf(card: Card): CardFields {
  return [card.number, card.programme, card.status, card.since, card.previous ?? null, card.reason ?? null];
}

/** Throws `storage-damaged` unless the row is what was written. */
export function toCard(row: CardRow, seal: Seal): Card {
  seal.check([row.number, row.programme, row.status, row.since, row.previous, row.reason], row.sum);
  const { number, programme, status, since, previous, reason } = row;
  if (!isStatus(status) || (previous !== null && !isStatus(previous))) {
    throw new StorageError("storage-damaged", "a card has a status this app does not know");
  }
  if (previous === null && reason === null) return { number, programme, status, since };
  return {
    number,
    programme,
    status,
    since,
    ...(previous !== null && { previous }),
    ...(reason !== null && { reason }),
  };
}
