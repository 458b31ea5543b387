import type { Card } from "../../core/card/index.ts";
import type { OfficeCard } from "../../core/sync/index.ts";
import { type CardRow, cardColumns, cardOf, type ListedCard } from "../card-list/index.ts";
import { createSeal, type Db, StorageError } from "../connection/index.ts";
import { createCounters } from "../journal/index.ts";

/** What head office has said of cards since the snapshot below. */
export type OfficeLayer = {
  has(number: string): boolean;
  numbers(): Iterable<string>;
  /** As a card; throws `storage-damaged` unless it is what was written. */
  card(number: string): Card;
  read(number: string): OfficeCard | undefined;
  save(card: OfficeCard): void;
  /** Drops what `below` says as new itself. */
  prune(below: (number: string) => OfficeCard | undefined): void;
  forget(): void;
  /** Lies on another snapshot from now on: with what it holds, or empty. */
  moveTo(layer: number, keeps: boolean): void;
  /** Deletes a few rows that lie on other snapshots; false when there are none. */
  sweep(): boolean;
  /** Says that all its rows are there, in the transaction that wrote the last of them. */
  settle(): void;
  /** Whether rows are gone: one that was deleted has no checksum to betray it. */
  lacksRows(): boolean;
};

type OfficeRow = CardRow & { readonly epoch: number; readonly settled: number };
type Fields = [string, string, string, number, string | null, string | null, number, number];

const seal = createSeal("office_card", "journal");
const columns = `${cardColumns}, epoch, settled`;
const counter = "office";

/** Rows swept in one idle moment: some three milliseconds. */
const sweptAtOnce = 300;

export function createOfficeLayer(db: Db, first: number): OfficeLayer {
  const rows = createRows(db);
  const counters = createCounters(db);
  let layer = first;
  let keys = rows.keys(layer);

  const become = (next: number, held: Set<string>): void => {
    const [before, had] = [layer, keys];
    db.onRollback(() => {
      [layer, keys] = [before, had];
    });
    [layer, keys] = [next, held];
    counters.count(counter, held.size);
  };
  return {
    has: (number) => keys.has(number),
    numbers: () => keys,
    card: (number) => cardOf(rows.get(layer, number)),
    read: (number) => (keys.has(number) ? rows.get(layer, number) : undefined),
    save(card) {
      rows.put(layer, card);
      if (keys.has(card.number)) return;
      const held = keys;
      db.onRollback(() => held.delete(card.number));
      held.add(card.number);
    },
    prune(below) {
      const stays = [...keys].filter((number) => (below(number)?.epoch ?? 0) < rows.get(layer, number).epoch);
      const held = new Set(stays);
      for (const number of keys) if (!held.has(number)) rows.remove(layer, number);
      become(layer, held);
    },
    forget() {
      rows.drop(layer);
      become(layer, new Set());
    },
    moveTo(next, keeps) {
      if (keeps) for (const number of keys) rows.put(next, rows.get(layer, number));
      become(next, keeps ? new Set(keys) : new Set());
    },
    sweep: () => rows.sweep(layer),
    settle: () => counters.count(counter, keys.size),
    lacksRows: () => keys.size < counters.last(counter),
  };
}

/** The table's rows, each checked as it is read. */
function createRows(db: Db) {
  const sql = prepare(db);
  const checked = (layer: number, { sum, ...row }: OfficeRow): OfficeCard & Omit<CardRow, "sum"> => {
    seal.check([layer, ...fieldsOf(row)], sum);
    return row;
  };
  return {
    keys: (layer: number) => new Set(sql.all.all(layer).map((row) => checked(layer, row).number)),
    get(layer: number, number: string): OfficeCard & Omit<CardRow, "sum"> {
      const row = sql.get.get(layer, number);
      if (!row) throw new StorageError("storage-damaged", "a card of head office has lost its row", "journal");
      return checked(layer, row);
    },
    put(layer: number, card: OfficeCard): void {
      const fields = fieldsOf(card);
      sql.put.run(layer, ...fields, seal.of([layer, ...fields]));
    },
    remove: (layer: number, number: string) => sql.remove.run(layer, number),
    drop: (layer: number) => sql.drop.run(layer),
    sweep: (layer: number) => sql.sweep.run(layer, sweptAtOnce) > 0,
  };
}

function prepare(db: Db) {
  return {
    all: db.prepare<[number], OfficeRow>(`SELECT ${columns} FROM office_card WHERE layer = ?`),
    get: db.prepare<[number, string], OfficeRow>(`SELECT ${columns} FROM office_card WHERE layer = ? AND number = ?`),
    put: db.prepare<[number, ...Fields, number]>(
      `INSERT OR REPLACE INTO office_card
       (layer, number, programme, status, since, previous, reason, epoch, settled, sum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    remove: db.prepare<[number, string]>("DELETE FROM office_card WHERE layer = ? AND number = ?"),
    drop: db.prepare<[number]>("DELETE FROM office_card WHERE layer = ?"),
    sweep: db.prepare<[number, number]>(
      `DELETE FROM office_card WHERE (layer, number) IN
       (SELECT layer, number FROM office_card WHERE layer <> ? LIMIT ?)`,
    ),
  };
}

/** Newest snapshot that any row lies on: a later one must not find them under itself. */
export function newestLayer(db: Db): number {
  return db.prepare<[], { layer: number | null }>("SELECT max(layer) AS layer FROM office_card").get()?.layer ?? 0;
}

/** A card of a snapshot as head office's word; undefined for one that it never spoke of. */
export function officeView(listed: ListedCard | undefined): OfficeCard | undefined {
  if (!listed || listed.epoch === 0) return undefined;
  const { previous = null, reason = null, ...card } = listed.card;
  return { ...card, reason, previous, epoch: listed.epoch, settled: 0 };
}

function fieldsOf(card: OfficeCard): Fields {
  const { number, programme, status, since, previous = null, reason = null, epoch, settled } = card;
  return [number, programme, status, since, previous, reason, epoch, settled];
}
