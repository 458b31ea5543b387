import type { Card } from "../../core/card/index.ts";
import { type CardRow, cardColumns, fieldsOf, toCard } from "../card-list/index.ts";
import { createSeal, type Db, StorageError } from "../connection/index.ts";
import { createCounters } from "../journal/index.ts";

/** Cards as this till has changed them itself. */
export type OwnLayer = {
  has(number: string): boolean;
  numbers(): ReadonlySet<string>;
  /** Throws `storage-damaged` unless it is what was written. */
  card(number: string): Card;
  save(card: Card): void;
  drop(number: string): void;
  /** What is there now is all there is to be. */
  settle(): void;
  /** Whether rows are gone: a row that was deleted has no checksum to betray it. */
  lacksRows(): boolean;
};

const seal = createSeal("card_overlay", "journal");

/** Counter of the cards that were changed here, in the page that a sale writes anyway. */
const counter = "overlay";

export function createOwnLayer(db: Db): OwnLayer {
  const byNumber = db.prepare<[string], CardRow>(`SELECT ${cardColumns} FROM card_overlay WHERE number = ?`);
  const put = db.prepare<[...ReturnType<typeof fieldsOf>, number]>(
    `INSERT OR REPLACE INTO card_overlay (${cardColumns}) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[string]>("DELETE FROM card_overlay WHERE number = ?");
  // Only the keys are in memory: with them a lookup is one read, of the right table.
  const keys = readKeys(db);
  const counters = createCounters(db);
  return {
    has: (number) => keys.has(number),
    numbers: () => keys,
    card(number) {
      const row = byNumber.get(number);
      if (!row) throw new StorageError("storage-damaged", "a changed card has lost its row", "journal");
      return toCard(row, seal);
    },
    save(card) {
      const fields = fieldsOf(card);
      if (!keys.has(card.number)) db.onRollback(() => keys.delete(card.number));
      put.run(...fields, seal.of(fields));
      keys.add(card.number);
      counters.raise(counter, keys.size);
    },
    drop(number) {
      if (!keys.has(number)) return;
      db.onRollback(() => keys.add(number));
      remove.run(number);
      keys.delete(number);
      counters.count(counter, keys.size);
    },
    settle: () => counters.count(counter, keys.size),
    lacksRows: () => keys.size < counters.last(counter),
  };
}

/** Reads every row once, sums included: a wrong one must show before it is asked for. */
function readKeys(db: Db): Set<string> {
  const keys = new Set<string>();
  const rows = db.prepare<[], CardRow>(`SELECT ${cardColumns} FROM card_overlay`).iterate();
  for (const row of rows) keys.add(toCard(row, seal).number);
  return keys;
}
