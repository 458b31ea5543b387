import type { Basket } from "../../core/basket/index.ts";
import type { BasketStore } from "../../core/commands/index.ts";
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
  const byPlace = db.prepare<[string], BasketRow>(`SELECT ${columns} FROM basket WHERE place = ?`);
  const suspended = db.prepare<[string], BasketRow>(
    `SELECT ${columns} FROM basket WHERE place <> ? ORDER BY at, place`,
  );
  const put = db.prepare<[string, number, string, string, number]>(
    `INSERT OR REPLACE INTO basket (${columns}) VALUES (?, ?, ?, ?, ?)`,
  );
  const remove = db.prepare<[string]>("DELETE FROM basket WHERE place = ?");

  // A basket is read with every view and seldom changes: the same bytes are not checked and parsed again.
  const known = new Map<string, { readonly row: BasketRow; readonly basket: Basket }>();

  const toBasket = (row: BasketRow): Basket => {
    const before = known.get(row.place);
    if (before?.row.sum === row.sum && before.row.body === row.body && before.row.at === row.at) return before.basket;
    const basket = parseBasket(row);
    known.set(row.place, { row, basket });
    return basket;
  };
  const read = (place: string): Basket | undefined => {
    const row = byPlace.get(place);
    return row && toBasket(row);
  };
  const save = (basket: Basket, { place, at, by }: Pick<BasketRow, "place" | "at" | "by">): void => {
    const fields = [place, at, by, JSON.stringify(basket)] as const;
    put.run(...fields, seal.of(fields));
  };
  const drop = (place: string): void => {
    remove.run(place);
    known.delete(place);
  };

  return {
    open: () => read(openPlace),
    saveOpen(basket) {
      const before = read(openPlace);
      assert(before === undefined || before.id === basket.id, "a terminal has one open basket");
      save(basket, { place: openPlace, at: basket.openedAt, by: basket.openedBy });
    },
    closeOpen() {
      drop(openPlace);
    },
    suspended: () => suspended.all(openPlace).map((row) => ({ basket: toBasket(row), at: row.at, by: row.by })),
    suspend(basket, at, by) {
      db.transaction(() => {
        save(basket, { place: suspendedPlace(basket.id), at, by });
        if (read(openPlace)?.id === basket.id) drop(openPlace);
      });
    },
    take(id) {
      const basket = read(suspendedPlace(id));
      if (basket) drop(suspendedPlace(id));
      return basket;
    },
  };
}

function parseBasket(row: BasketRow): Basket {
  seal.check([row.place, row.at, row.by, row.body], row.sum);
  const value: unknown = JSON.parse(row.body);
  if (!isBasket(value)) throw new StorageError("storage-damaged", "a basket row holds no basket", "journal");
  return value;
}

/** The sum proves that the text is the one `save` wrote; this catches a row of another version of the app. */
function isBasket(value: unknown): value is Basket {
  if (typeof value !== "object" || value === null) return false;
  return "id" in value && "lines" in value && Array.isArray(value.lines) && "revision" in value;
}
