import { type Card, type CardStatus, cardStatuses } from "../../core/card/index.ts";
import { createSeal, type Seal, StorageError } from "../connection/index.ts";

/** A card as every table holds it: the snapshot, head office's later changes, the overlay of local ones. */
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

const snapshotSeal = createSeal("card", "cards");

/** A card with what head office has decided of it: how many times; 0 for one that it never spoke of. */
export type ListedCard = { readonly card: Card; readonly epoch: number };
export type ListedRow = CardRow & { readonly epoch: number };

const statuses: ReadonlySet<string> = new Set(cardStatuses);

function isStatus(text: string): text is CardStatus {
  return statuses.has(text);
}

export function fieldsOf(card: Card): CardFields {
  return [card.number, card.programme, card.status, card.since, card.previous ?? null, card.reason ?? null];
}

/** Throws `storage-damaged` unless the row is what was written. */
export function toCard(row: CardRow, seal: Seal): Card {
  seal.check([row.number, row.programme, row.status, row.since, row.previous, row.reason], row.sum);
  return cardOf(row);
}

/** A card of a snapshot; throws `storage-damaged` unless the row is what was written. */
export function toListedCard(row: ListedRow): Card {
  snapshotSeal.check(listedFields(row), row.sum);
  return cardOf(row);
}

/** What a snapshot's row is sealed over; a file of an earlier version has no epochs, and needs none. */
export function listedFields(row: Omit<ListedRow, "sum">): (string | number | null)[] {
  const fields = [row.number, row.programme, row.status, row.since, row.previous, row.reason];
  return row.epoch === 0 ? fields : [...fields, row.epoch];
}

export const listedSum = (row: Omit<ListedRow, "sum">): number => snapshotSeal.of(listedFields(row));
export const listedHolds = (row: ListedRow): boolean => snapshotSeal.holds(listedFields(row), row.sum);
export const checkListed = (row: ListedRow): void => snapshotSeal.check(listedFields(row), row.sum);

/** Of a row that has been checked. */
export function cardOf(row: Omit<CardRow, "sum">): Card {
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
