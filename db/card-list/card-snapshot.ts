import type { Card, CardNumber } from "../../core/card/index.ts";
import { type Db, openReadonly, runsThrough, StorageError, untilDamage } from "../connection/index.ts";
import { cardColumns, checkListed, type ListedCard, listedHolds, type ListedRow, toListedCard } from "./card-row.ts";
import { blockDigest, blockSeal, totalSeal } from "./write-card-snapshot.ts";

/** The cards as head office last sent them: one file, read only. */
export type CardSnapshot = {
  /** Undefined only if the list of contents proves that there is no such card; throws `storage-damaged` otherwise. */
  find(number: CardNumber): Card | undefined;
  /** The same with what head office has decided of the card. */
  listed(number: CardNumber): ListedCard | undefined;
  count(): number;
  /** How many cards the list of contents promises; null if it cannot be read. */
  promised(): number | null;
  /** Reads every card and block; false at the first that is not what was written. */
  isWhole(): boolean;
  /** The same a block at a time; throws `storage-damaged`. */
  scrub(): Generator<void>;
  /** Every card that is still what was written, from both ends up to the damage. */
  soundCards(): Generator<ListedCard>;
  close(): void;
};

type BlockRow = { first: string; next: string | null; cards: number; digest: number; sum: number };

/**
 * Opens a snapshot and holds one read transaction on it: nobody writes the file, and a lookup then costs no file locks
 * (measured: less than half the time of a bare lookup).
 */
export function openCardSnapshot(file: string): CardSnapshot {
  const db = openReadonly(file, { part: "cards" });
  try {
    return readSnapshot(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

function readSnapshot(db: Db): CardSnapshot {
  const columns = listedColumns(db);
  const byNumber = db.prepare<[string], ListedRow>(`SELECT ${columns} FROM card WHERE number = ?`);
  const counted = db.prepare<[], { cards: number | null }>("SELECT sum(cards) AS cards FROM block");
  const blocks = prepareBlocks(db, columns);
  db.exec("BEGIN");
  let count: number | undefined;
  blocks.proveAbsent("");
  return {
    find(number) {
      const row = byNumber.get(number);
      if (row) return toListedCard(row);
      blocks.proveAbsent(number);
      return undefined;
    },
    listed(number) {
      const row = byNumber.get(number);
      if (row) return { card: toListedCard(row), epoch: row.epoch };
      blocks.proveAbsent(number);
      return undefined;
    },
    count: () => (count ??= readTotal(db) ?? counted.get()?.cards ?? 0),
    promised: () => {
      let promised: number | null = null;
      for (const row of untilDamage(counted.iterate())) promised = row.cards;
      return promised;
    },
    isWhole: () => runsThrough(() => blocks.readAll()),
    scrub: () => blocks.readAll(),
    soundCards: () => soundCards(db, columns),
    close: () => db.close(),
  };
}

/** A file of an earlier version tells no epochs. */
function listedColumns(db: Db): string {
  const has = db.prepare<[], object>("SELECT 1 FROM pragma_table_info('card') WHERE name = 'epoch'").get();
  return `${cardColumns}, ${has ? "epoch" : "0 AS epoch"}`;
}

/**
 * How many cards the file holds, without reading its contents: at ten million those take 9 ms and 8 MiB of a start.
 * Undefined in a file of an earlier version.
 */
function readTotal(db: Db): number | undefined {
  const known = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE name = 'total'").get();
  if (!known) return undefined;
  const total = db.prepare<[], { cards: number; sum: number }>("SELECT cards, sum FROM total").get();
  if (!total) throw new StorageError("storage-damaged", "the card list has lost its total", "cards");
  totalSeal.check([total.cards], total.sum);
  return total.cards;
}

function prepareBlocks(db: Db, cardColumnsHere: string) {
  const columns = "first, next, cards, digest, sum";
  const holding = db.prepare<[string], BlockRow>(
    `SELECT ${columns} FROM block WHERE first <= ? ORDER BY first DESC LIMIT 1`,
  );
  const following = db.prepare<[string], BlockRow>(`SELECT ${columns} FROM block WHERE first = ?`);
  const from = db.prepare<[string, number], ListedRow>(
    `SELECT ${cardColumnsHere} FROM card WHERE number >= ? ORDER BY number LIMIT ?`,
  );
  const damaged = (what: string): never => {
    throw new StorageError("storage-damaged", what, "cards");
  };

  /** The block's numbers; throws unless block and cards are what was written. */
  const readBlock = (block: BlockRow): string[] => {
    blockSeal.check([block.first, block.next, block.cards, block.digest], block.sum);
    const rows = from.all(block.first, block.cards);
    for (const row of rows) checkListed(row);
    if (rows.length !== block.cards || blockDigest(rows.map((row) => row.sum)) !== block.digest) {
      damaged("a block of cards is incomplete");
    }
    return rows.map((row) => row.number);
  };

  return {
    proveAbsent(number: string): void {
      const block = holding.get(number) ?? damaged("the card list of contents has no beginning");
      const numbers = readBlock(block);
      const within = block.next === null || compareBytes(number, block.next) < 0;
      if (!within || numbers.includes(number)) damaged("the card index disagrees with its cards");
    },
    *readAll(): Generator<void> {
      let block = following.get("");
      for (; block && block.next !== null; block = following.get(block.next)) {
        readBlock(block);
        yield;
      }
      readBlock(block ?? damaged("the card list of contents has no end"));
    },
  };
}

/** SQLite orders text by its UTF-8 bytes. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function* soundCards(db: Db, columns: string): Generator<ListedCard> {
  const seen = new Set<string>();
  let damaged = false;
  const read = (order: "ASC" | "DESC"): Generator<ListedRow> => {
    const rows = db.prepare<[], ListedRow>(`SELECT ${columns} FROM card ORDER BY number ${order}`).iterate();
    return untilDamage(rows, () => {
      damaged = true;
    });
  };
  for (const row of read("ASC")) {
    if (!listedHolds(row)) continue;
    seen.add(row.number);
    yield { card: toListedCard(row), epoch: row.epoch };
  }
  if (!damaged) return;
  for (const row of read("DESC")) {
    if (seen.has(row.number)) return;
    if (listedHolds(row)) yield { card: toListedCard(row), epoch: row.epoch };
  }
}
