import type { Basket } from "../../core/basket/index.ts";
import type { BasketStore, UndoStep } from "../../core/commands/index.ts";
import { assert } from "../../core/kernel/index.ts";
import { createSeal, type Db, StorageError } from "../connection/index.ts";

type BasketRow = {
  readonly place: string;
  readonly at: number;
  readonly by: string;
  readonly body: string;
  readonly sum: number;
};

const seal = createSeal("basket", "journal");
const columns = "place, at, by, body, sum";

/** Where the one open basket lies; a suspended one lies under its id. */
const openPlace = "open";
const suspendedPlace = (id: string): string => `suspended ${id}`;

export function createBasketStore(db: Db): BasketStore {
  const { read, readSuspended, save, remove } = createBasketRows(db);
  return {
    open: () => read(openPlace)?.basket,
    saveOpen(basket, undo = []) {
      const before = read(openPlace)?.basket;
      assert(before === undefined || before.id === basket.id, "a terminal has one open basket");
      save({ basket, undo }, { place: openPlace, at: basket.openedAt, by: basket.openedBy });
    },
    undoSteps: () => read(openPlace)?.undo ?? [],
    closeOpen: () => remove(openPlace),
    suspended: readSuspended,
    suspend(basket, at, by) {
      db.transaction(() => {
        save({ basket, undo: [] }, { place: suspendedPlace(basket.id), at, by });
        if (read(openPlace)?.basket.id === basket.id) remove(openPlace);
      });
    },
    take(id) {
      const basket = read(suspendedPlace(id))?.basket;
      if (basket) remove(suspendedPlace(id));
      return basket;
    },
  };
}

type Stored = { readonly basket: Basket; readonly undo: readonly UndoStep[] };

function createBasketRows(db: Db) {
  const byPlace = db.prepare<[string], BasketRow>(`SELECT ${columns} FROM basket WHERE place = ?`);
  const suspended = db.prepare<[string], BasketRow>(
    `SELECT ${columns} FROM basket WHERE place <> ? ORDER BY at, place`,
  );
  const put = db.prepare<[string, number, string, string, number]>(
    `INSERT OR REPLACE INTO basket (${columns}) VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[string]>("DELETE FROM basket WHERE place = ?");
  // A basket is looked at several times for each scan. Nobody else writes the file, so what this process has read or
  // written is not read again, unless the transaction that wrote it failed.
  const known = new Map<string, { readonly row: Omit<BasketRow, "sum">; readonly stored: Stored }>();

  const toStored = (row: BasketRow): Stored => {
    const before = known.get(row.place);
    if (before && basketFields(row).every((field, index) => field === basketFields(before.row)[index])) {
      return before.stored;
    }
    const stored = parseRow(row);
    known.set(row.place, { row, stored });
    return stored;
  };
  return {
    read(place: string): Stored | undefined {
      const before = known.get(place);
      if (before) return before.stored;
      const row = byPlace.get(place);
      return row && toStored(row);
    },
    readSuspended: () =>
      suspended.all(openPlace).map((row) => ({ basket: toStored(row).basket, at: row.at, by: row.by })),
    save(stored: Stored, { place, at, by }: Pick<BasketRow, "place" | "at" | "by">): void {
      const row = { place, at, by, body: JSON.stringify({ ...stored.basket, undo: stored.undo }) };
      put.run(place, at, by, row.body, seal.of(basketFields(row)));
      db.onRollback(() => known.delete(place));
      known.set(place, { row, stored });
    },
    remove(place: string): void {
      remove.run(place);
      known.delete(place);
    },
  };
}

function basketFields({ place, at, by, body }: Omit<BasketRow, "sum">) {
  return [place, at, by, body] as const;
}

function parseRow(row: BasketRow): Stored {
  seal.check(basketFields(row), row.sum);
  const value: unknown = JSON.parse(row.body);
  if (!isBasket(value)) throw new StorageError("storage-damaged", "a basket row holds no basket", "journal");
  // An earlier version of the app kept no changes with the basket.
  const { undo = [], ...basket } = value;
  return { basket, undo };
}

/** The sum proves that the text is the one `save` wrote; this catches a row of another version of the app. */
function isBasket(value: unknown): value is Basket & { readonly undo?: readonly UndoStep[] } {
  if (typeof value !== "object" || value === null) return false;
  return "id" in value && "lines" in value && Array.isArray(value.lines) && "revision" in value;
}
