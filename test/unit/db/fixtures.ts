import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import type { Basket } from "../../../core/basket/index.ts";
import type { Card } from "../../../core/card/index.ts";
import type { Item } from "../../../core/catalogue/index.ts";
import type { NewFact } from "../../../core/commands/index.ts";
import type { StorageError } from "../../../db/connection/index.ts";
import { openStorage, type StorageOptions, type TillStorage } from "../../../db/stores/index.ts";

export type FolderCopy = ReadonlyMap<string, Buffer>;

/** An empty data folder for each test, and the storage opened in it, which is closed after the test. */
export function setUpTill() {
  const till = {
    dir: "",
    open: (options: StorageOptions = {}): TillStorage => {
      const storage = openStorage(till.dir, { reserveBytes: 0, ...options });
      opened.push(storage);
      return storage;
    },
    file: (name: string) => join(till.dir, name),
    closeAll: (): void => {
      for (const storage of opened.splice(0)) storage.health.close();
    },
    /** Closes what is open and begins with an empty folder. */
    clear: (): void => {
      till.closeAll();
      rmSync(till.dir, { recursive: true, force: true });
      mkdirSync(till.dir);
    },
    /** The folder's files as they are now. */
    copy: (): FolderCopy => {
      const names = readdirSync(till.dir, { recursive: true, encoding: "utf8" });
      const files = names.filter((name) => statSync(till.file(name)).isFile());
      return new Map(files.map((name) => [name, readFileSync(till.file(name))]));
    },
    /** Closes what is open and puts a copy back, and nothing else. */
    putBack: (copy: FolderCopy): void => {
      till.clear();
      for (const [name, bytes] of copy) {
        mkdirSync(dirname(till.file(name)), { recursive: true });
        writeFileSync(till.file(name), bytes);
      }
    },
  };
  const opened: TillStorage[] = [];
  beforeEach(() => {
    till.dir = mkdtempSync(join(tmpdir(), "till-"));
  });
  afterEach(() => {
    till.closeAll();
    rmSync(till.dir, { recursive: true, force: true });
  });
  return till;
}

export function card(number: string, status: Card["status"] = "active"): Card {
  return { number, programme: "shop", status, since: 1_700_000_000_000 };
}

export function item(sku: string, ru: string, more: Partial<Item> = {}): Item {
  const name = { ru, en: `Article ${sku}` };
  return { sku, barcode: `481${sku}`, name, category: "food", unit: "pcs", priceMinor: 100, flags: [], ...more };
}

export function basket(id: string, more: Partial<Basket> = {}): Basket {
  const line = { id: "1", item: item("7", "Хлеб"), unitPriceMinor: 100, qtyMilli: 1000, weighed: false };
  return {
    id,
    openedAt: 1_700_000_000_000,
    openedBy: "anna",
    lines: [line],
    card: null,
    declined: [],
    nextLine: 2,
    revision: 1,
    ...more,
  };
}

export function fact(id: string, refs: readonly string[] = [], body: NewFact["body"] = {}): NewFact {
  return { kind: "sale-completed", id, actor: "anna", role: "cashier", body, refs };
}

/** Appends facts `1` … `count`, each numbered as a receipt. */
export function appendSales(storage: TillStorage, count: number): void {
  for (let index = 0; index < count; index += 1) {
    storage.transaction(() => {
      const number = storage.journal.nextNumber("receipt");
      storage.journal.append(fact(`f${number}`, [`receipt:${number}`], { number, text: "скидка 5 %" }));
    });
  }
}

/** What a command threw, for its kind. */
export function thrownBy(work: () => unknown): StorageError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as StorageError;
  }
}
