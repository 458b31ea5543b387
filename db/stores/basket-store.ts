import type { Basket } from "../../core/basket/index.ts";
import type { BasketStore } from "../../core/commands/index.ts";
import { createSeal, type Db, StorageError } from "../connection/index.ts";

type BasketRow = {
  readonly id: string;
  readonly state: string;
  readonly at: number;
  readonly by: string;
  readonly body: string;
  readonly sum: number;
};

const basketColumns = "id, state, at, by, body, sum";
const basketSeal = createSeal("basket", "journal");

function basketFields(row: Omit<BasketRow, "sum">) {
  return [row.id, row.state, row.at, row.by, row.body] as const;
}

export function createBasketStore(db: Db): BasketStore {
  const open = db.prepare<[], BasketRow>(`SELECT ${basketColumns} FROM basket WHERE state = 'open'`);
  const byState = db.prepare<[], BasketRow>(
    `SELECT ${basketColumns} FROM basket WHERE state = 'suspended' ORDER BY at, id`,
  );
  const byId = db.prepare<[string], BasketRow>(
    `SELECT ${basketColumns} FROM basket WHERE id = ? AND state = 'suspended'`,
  );
  const put = db.prepare<[string, string, number, string, string, number]>(
    `INSERT INTO basket (${basketColumns}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
       state = excluded.state, at = excluded.at, by = excluded.by, body = excluded.body, sum = excluded.sum`,
  );
  const closeOpen = db.prepare<[]>("DELETE FROM basket WHERE state = 'open'");
  const remove = db.prepare<[string]>("DELETE FROM basket WHERE id = ?");

  const save = (basket: Basket, { state, at, by }: Pick<BasketRow, "state" | "at" | "by">): void => {
    const fields = [basket.id, state, at, by, JSON.stringify(basket)] as const;
    put.run(...fields, basketSeal.of(fields));
  };

  return {
    open() {
      const row = open.get();
      return row && toBasket(row);
    },
    saveOpen: (basket) => save(basket, { state: "open", at: basket.openedAt, by: basket.openedBy }),
    closeOpen() {
      closeOpen.run();
    },
    suspended: () => byState.all().map((row) => ({ basket: toBasket(row), at: row.at, by: row.by })),
    suspend: (basket, at, by) => save(basket, { state: "suspended", at, by }),
    take(id) {
      const row = byId.get(id);
      if (!row) return undefined;
      remove.run(id);
      return toBasket(row);
    },
  };
}

function toBasket(row: BasketRow): Basket {
  basketSeal.check(basketFields(row), row.sum);
  const value: unknown = JSON.parse(row.body);
  if (!isBasket(value)) throw new StorageError("storage-damaged", "a basket row holds no basket", "journal");
  return value;
}

/** The sum proves that the text is the one `save` wrote; this catches a row of another version of the app. */
function isBasket(value: unknown): value is Basket {
  if (typeof value !== "object" || value === null) return false;
  return "id" in value && "lines" in value && Array.isArray(value.lines) && "revision" in value;
}
