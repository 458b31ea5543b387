import { createSeal, type Db, flush, openForBuilding, removeDatabase, renameDurably } from "../connection/index.ts";
import { cardColumns, checkListed, fieldsOf, type ListedCard, type ListedRow, listedSum } from "./card-row.ts";

/** The file is never changed once it has its name, so there is nothing to migrate. */
const schema = `
  CREATE TABLE card (
    number TEXT PRIMARY KEY, programme TEXT NOT NULL, status TEXT NOT NULL, since INTEGER NOT NULL,
    previous TEXT, reason TEXT, sum INTEGER NOT NULL, epoch INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE block (
    first TEXT PRIMARY KEY, next TEXT, cards INTEGER NOT NULL, digest INTEGER NOT NULL, sum INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE total (cards INTEGER NOT NULL, sum INTEGER NOT NULL) STRICT;
`;

/** Cards per block. A miss reads one block through: 64 rows keep it near 0.1 ms. */
const blockCards = 64;

export const blockSeal = createSeal("block", "cards");
export const totalSeal = createSeal("total", "cards");

/** One checksum over the sums of a block's cards in order. */
export function blockDigest(sums: readonly number[]): number {
  return blockSeal.of(sums);
}

/** A snapshot being written beside the one in use. Nothing counts until `finish`. */
export type SnapshotDraft = {
  /** Answers the cards, with their place in `cards`, whose number is there already; they are not written. */
  add(cards: Iterable<ListedCard>): { readonly number: string; readonly at: number }[];
  /** Flushes the file and gives it this name; returns the number of cards. */
  finish(file: string): number;
  abandon(): void;
};

/**
 * Begins a card list in `draft`. Cards may come in any order; sorted by number they are written several times faster.
 * Throws `storage-full` when there is no room; the draft is then gone and the snapshot in use untouched.
 */
export function beginCardSnapshot(draft: string): SnapshotDraft {
  removeDatabase(draft);
  const db = openForBuilding(draft, "cards");
  db.exec(schema);
  const insert = db.prepare<[...ReturnType<typeof fieldsOf>, number, number]>(
    `INSERT OR IGNORE INTO card (${cardColumns}, epoch) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const abandon = (): void => {
    db.close();
    removeDatabase(draft);
  };
  const orAbandon = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      abandon();
      throw error;
    }
  };
  return {
    add(cards) {
      return orAbandon(() =>
        db.transaction(() => {
          const twice: { number: string; at: number }[] = [];
          let at = 0;
          for (const { card, epoch } of cards) {
            const { number, programme, status, since, previous = null, reason = null } = card;
            const sum = listedSum({ number, programme, status, since, previous, reason, epoch });
            if (insert.run(...fieldsOf(card), sum, epoch) === 0) twice.push({ number, at });
            at += 1;
          }
          return twice;
        }),
      );
    },
    finish(file) {
      const count = orAbandon(() => db.transaction(() => writeContents(db)));
      db.close();
      flush(draft);
      renameDurably(draft, file);
      return count;
    },
    abandon,
  };
}

/** Writes a whole snapshot at once, by way of `draft`; returns the number of cards. */
export function writeCardSnapshot(draft: string, file: string, cards: Iterable<ListedCard>): number {
  const snapshot = beginCardSnapshot(draft);
  snapshot.add(cards);
  return snapshot.finish(file);
}

function writeContents(db: Db): number {
  const cards = writeBlocks(db);
  db.prepare<[number, number]>("INSERT INTO total (cards, sum) VALUES (?, ?)").run(cards, totalSeal.of([cards]));
  return cards;
}

/**
 * The list of contents: block after block its first number, the first of the next block and a digest of its cards. With
 * it a missing number is a proof and not a guess: the block that should hold it is read through and must be whole.
 */
function writeBlocks(db: Db): number {
  const insert = db.prepare<[string, string | null, number, number, number]>(
    "INSERT INTO block (first, next, cards, digest, sum) VALUES (?, ?, ?, ?, ?)",
  );
  const page = db.prepare<[string, number], ListedRow>(
    `SELECT ${cardColumns}, epoch FROM card WHERE number > ? ORDER BY number LIMIT ?`,
  );
  let count = 0;
  let first = "";
  for (let rows = page.all("", blockCards); ;) {
    const following = page.all(rows.at(-1)?.number ?? "", blockCards);
    for (const row of rows) checkListed(row);
    const last = following.length === 0 || rows.length === 0;
    const next = last ? null : (following[0]?.number ?? null);
    const digest = blockDigest(rows.map((row) => row.sum));
    insert.run(first, next, rows.length, digest, blockSeal.of([first, next, rows.length, digest]));
    count += rows.length;
    if (next === null) return count;
    first = next;
    rows = following;
  }
}
