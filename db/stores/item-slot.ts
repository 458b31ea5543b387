import type { Item } from "../../core/catalogue/index.ts";
import { type Db, holdsUp, StorageError } from "../connection/index.ts";
import { afterPrefix, foldText } from "./fold-text.ts";
import { foldedNames, type ItemFields, type ItemRow, itemColumns, itemFields, sumOfItem, toItem } from "./item-row.ts";

export const slotNames = ["a", "b"] as const;
export type SlotName = (typeof slotNames)[number];

/** One of the two places a whole catalogue can live in. */
export type ItemSlot = {
  bySku(sku: string): Item | undefined;
  byBarcode(barcode: string): Item | undefined;
  search(text: string, limit: number): Item[];
  /** Every article in sku order, read a page at a time so that others may use the file in between. */
  all(): Generator<Item>;
  count(): number;
  /** Within a transaction. An sku that comes twice is an error of the caller. */
  add(item: Item): void;
  clear(): void;
  isWhole(): boolean;
  /** Reads every article by each of its keys, a page at a time; throws `storage-damaged`. */
  scrub(): Generator<void>;
};

/** How many matches are put in order before the best are shown. */
const searchPool = 500;

export function createItemSlot(db: Db, name: SlotName): ItemSlot {
  const item = `item_${name}`;
  const one = (where: string) => db.prepare<[string], ItemRow>(`SELECT ${itemColumns} FROM ${item} WHERE ${where}`);
  const bySku = one("sku = ?");
  const byBarcode = one("barcode = ? ORDER BY id LIMIT 1");
  const page = db.prepare<[string, number], ItemRow>(
    `SELECT ${itemColumns} FROM ${item} WHERE sku > ? ORDER BY sku LIMIT ?`,
  );
  const count = db.prepare<[], { items: number }>(`SELECT count(*) AS items FROM ${item}`);
  const lastId = db.prepare<[], { id: number | null }>(`SELECT max(id) AS id FROM ${item}`);
  const insert = db.prepare<[number, string, ...ItemFields, number]>(
    `INSERT INTO ${item} (id, folded, ${itemColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertWords = db.prepare<[number, string]>(`INSERT INTO word_${name} (rowid, folded) VALUES (?, ?)`);
  return {
    bySku: (sku) => agree(bySku.get(sku), (found) => found.sku === sku),
    byBarcode: (barcode) => agree(byBarcode.get(barcode), (found) => found.barcode === barcode),
    search: createSearch(db, name),
    all: () => allItems(page),
    count: () => count.get()?.items ?? 0,
    add(added) {
      const id = (lastId.get()?.id ?? 0) + 1;
      const folded = foldedNames(added);
      const fields = itemFields(added);
      insert.run(id, folded, ...fields, sumOfItem(fields));
      insertWords.run(id, folded);
    },
    clear: () => db.exec(`DELETE FROM ${item}; INSERT INTO word_${name} (word_${name}) VALUES ('delete-all');`),
    isWhole: () => isWhole(db, name, page),
    *scrub() {
      for (let rows = page.all("", pageItems); rows.length > 0; rows = page.all(rows.at(-1)?.sku ?? "", pageItems)) {
        for (const { sku, barcode } of rows.map(toItem)) {
          if (!agree(bySku.get(sku), (found) => found.barcode === barcode)) throw lostKey();
          if (!agree(byBarcode.get(barcode), (found) => found.barcode === barcode)) throw lostKey();
        }
        yield;
      }
    },
  };
}

/** The row, once it is proven to be the one the index promised. */
function agree(row: ItemRow | undefined, matches: (item: Item) => boolean): Item | undefined {
  if (!row) return undefined;
  const item = toItem(row);
  if (!matches(item)) throw new StorageError("storage-damaged", "an index leads to another article", "cache");
  return item;
}

function lostKey(): StorageError {
  return new StorageError("storage-damaged", "an index has lost an article", "cache");
}

type ItemPage = { all(after: string, limit: number): ItemRow[] };

const pageItems = 500;

function* allItems(page: ItemPage): Generator<Item> {
  for (let rows = page.all("", pageItems); rows.length > 0;) {
    yield* rows.map(toItem);
    rows = page.all(rows.at(-1)?.sku ?? "", pageItems);
  }
}

function isWhole(db: Db, name: SlotName, page: ItemPage): boolean {
  return holdsUp(() => {
    const rows = db.prepare<[], { items: number }>(`SELECT count(*) AS items FROM item_${name} NOT INDEXED`).get();
    return rows?.items === countOf(allItems(page)) && db.pragma(`integrity_check(item_${name})`) === "ok";
  });
}

function countOf(rows: Iterable<unknown>): number {
  let count = 0;
  for (const row of rows) count += row === undefined ? 0 : 1;
  return count;
}

/**
 * Order of answers: sku that begins as typed, the exact one first; barcode that begins so; names that begin with the
 * typed text; names with a word for each typed word, alphabetical.
 */
function createSearch(db: Db, name: SlotName): ItemSlot["search"] {
  const columns = itemColumns.replaceAll(/(\w+)/g, "i.$1");
  const query = <P extends unknown[]>(sql: string) => db.prepare<P, ItemRow>(`SELECT ${columns} FROM ${sql}`);
  const range = (column: string) =>
    query<[string, string, number]>(
      `item_${name} AS i WHERE i.${column} >= ? AND i.${column} < ? ORDER BY i.${column} LIMIT ?`,
    );
  const bySku = range("sku");
  const byBarcode = range("barcode");
  const byStart = range("folded");
  const byWords = query<[string, number]>(
    `(SELECT rowid FROM word_${name} WHERE word_${name} MATCH ? LIMIT ?) AS w JOIN item_${name} AS i ON i.id = w.rowid`,
  );

  return (text, limit) => {
    const code = text.trim();
    const folded = foldText(text);
    const found = new Map<string, Item>();
    const take = (rows: readonly ItemRow[]): void => {
      for (const row of rows) if (found.size < limit && !found.has(row.sku)) found.set(row.sku, toItem(row));
    };
    if (code !== "") {
      take(bySku.all(code, afterPrefix(code), limit));
      take(byBarcode.all(code, afterPrefix(code), limit));
    }
    if (folded !== "") {
      take(byStart.all(folded, afterPrefix(folded), limit));
      if (found.size < limit) take(alphabetical(byWords.all(matchOf(folded), searchPool)));
    }
    return [...found.values()];
  };
}

/** The collator is made when it is needed: the first one takes 5 ms, which is no part of a start. */
function alphabetical(rows: readonly ItemRow[]): ItemRow[] {
  const { compare } = new Intl.Collator("ru");
  return rows.toSorted((a, b) => compare(a.name_ru, b.name_ru));
}

/** `"лук"* "зел"*`: all words, each as a beginning, in any order. Folded words hold nothing that the syntax knows. */
function matchOf(folded: string): string {
  return folded
    .split(" ")
    .map((word) => `"${word}"*`)
    .join(" ");
}
