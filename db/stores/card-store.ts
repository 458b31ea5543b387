import type { Card } from "../../core/card/index.ts";
import type { CardStore } from "../../core/commands/index.ts";
import { type Db, StorageError } from "../connection/index.ts";
import { createCounters } from "../journal/index.ts";
import { type CardRow, cardColumns, fieldsOf, overlaySeal, toCard } from "./card-row.ts";
import type { CardSnapshot } from "./card-snapshot.ts";

export type StoredCards = Omit<CardStore, "replaceAll"> & {
  /** Reads from this snapshot from now on. */
  useSnapshot(snapshot: CardSnapshot | undefined): void;
  /** Whether rows of changed cards are gone: a row that was deleted has no checksum to betray it. */
  lacksRows(): boolean;
  /** What is there now is all there is to be. */
  settle(): void;
};

/** Counter of the cards that were changed here, in the page that a sale writes anyway. */
const overlayCounter = "overlay";

export function createCardStore(db: Db, first: CardSnapshot | undefined): StoredCards {
  const byNumber = db.prepare<[string], CardRow>(`SELECT ${cardColumns} FROM card_overlay WHERE number = ?`);
  const put = db.prepare<[...ReturnType<typeof fieldsOf>, number]>(
    `INSERT OR REPLACE INTO card_overlay (${cardColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  // Only the keys are in memory: with them a lookup is one read, of the right file.
  const overlay = readKeys(db);
  const counters = createCounters(db);
  let snapshot = first;
  let count: number | undefined;

  const find = (number: string): Card | undefined => {
    if (!overlay.has(number)) return snapshot?.find(number);
    const row = byNumber.get(number);
    if (!row) throw new StorageError("storage-damaged", "a changed card has lost its row", "journal");
    return toCard(row, overlaySeal);
  };

  const countAll = (): number => {
    let added = 0;
    for (const number of overlay) if (!snapshot?.find(number)) added += 1;
    return (snapshot?.count() ?? 0) + added;
  };

  return {
    find,
    save(card) {
      const fields = fieldsOf(card);
      if (!overlay.has(card.number)) {
        db.onRollback(() => {
          overlay.delete(card.number);
          count = undefined;
        });
        if (count !== undefined && !snapshot?.find(card.number)) count += 1;
      }
      put.run(...fields, overlaySeal.of(fields));
      overlay.add(card.number);
      counters.raise(overlayCounter, overlay.size);
    },
    count: () => (count ??= countAll()),
    useSnapshot(next) {
      snapshot = next;
      count = undefined;
    },
    lacksRows: () => overlay.size < counters.last(overlayCounter),
    settle: () => counters.count(overlayCounter, overlay.size),
  };
}

/** Reads every overlay row once, sums included: a wrong one must show before it is asked for. */
function readKeys(db: Db): Set<string> {
  const keys = new Set<string>();
  const rows = db.prepare<[], CardRow>(`SELECT ${cardColumns} FROM card_overlay`).iterate();
  for (const row of rows) keys.add(toCard(row, overlaySeal).number);
  return keys;
}
