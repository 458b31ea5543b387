import type { ItemStore, PackStore } from "../../core/commands/index.ts";
import { type Db, isStorageError, openDurable, removeDatabase, type SlowLog } from "../connection/index.ts";
import { closeQuietly } from "../journal/index.ts";
import { cacheMigrations, migrate } from "../migrations/index.ts";
import { replaceCatalogue } from "./catalogue-import.ts";
import { type CatalogueSource, createCatalogueSource } from "./catalogue-source.ts";
import type { DataFolder } from "./data-folder.ts";
import { createItemShelf, type ItemShelf } from "./item-shelf.ts";
import { createPackFiles, createPackStore } from "./pack-store.ts";
import type { RecoveryStep } from "./recovery.ts";

export type CacheFile = {
  readonly items: ItemStore;
  readonly packs: PackStore;
  readonly db: Db;
  isWhole(): boolean;
};

type Parts = { db: Db; shelf: ItemShelf; packs: PackStore & { restore(): number } };

/** Opens `cache.db`. One that is missing, damaged or of another version is built again from the files beside it. */
export function openCache(
  folder: DataFolder,
  check: { readonly whole: boolean; readonly steps: RecoveryStep[]; readonly onSlow: SlowLog | undefined },
): CacheFile {
  const source = createCatalogueSource(folder.dir);
  const { db, shelf, packs } = openSound(folder, check) ?? rebuild(folder, source, check);
  source.settle(shelf.stamp());
  const items: ItemStore = {
    bySku: (sku) => shelf.inUse().bySku(sku),
    byBarcode: (barcode) => shelf.inUse().byBarcode(barcode),
    search: (text, limit) => shelf.inUse().search(text, limit),
    count: () => shelf.count(),
    all: () => shelf.inUse().all(),
    replaceAll: () => replaceCatalogue(shelf, source),
  };
  return { items, packs, db, isWhole: () => shelf.isWhole() && packsAreWhole(packs) };
}

function openParts(folder: DataFolder, onSlow: SlowLog | undefined): Parts {
  const db = openDurable(folder.cache, { part: "cache", onSlow });
  try {
    migrate(db, cacheMigrations);
    return { db, shelf: createItemShelf(db), packs: createPackStore(db, createPackFiles(folder.dir)) };
  } catch (error) {
    closeQuietly(db);
    throw error;
  }
}

function openSound(
  folder: DataFolder,
  { whole, onSlow }: { readonly whole: boolean; readonly onSlow: SlowLog | undefined },
): Parts | undefined {
  try {
    const parts = openParts(folder, onSlow);
    const empty = parts.shelf.stamp() === "" && parts.packs.list().length === 0;
    if (!empty && packsAreWhole(parts.packs) && (!whole || parts.shelf.isWhole())) return parts;
    closeQuietly(parts.db);
    return undefined;
  } catch (error) {
    // A cache of a newer app is no loss either: what it holds is built again in the form that this one knows.
    if (isStorageError(error, "storage-damaged", "schema-newer")) return undefined;
    throw error;
  }
}

function rebuild(
  folder: DataFolder,
  source: CatalogueSource,
  { steps, onSlow }: { readonly steps: RecoveryStep[]; readonly onSlow: SlowLog | undefined },
): Parts {
  removeDatabase(folder.cache);
  const parts = openParts(folder, onSlow);
  const packs = parts.packs.restore();
  const kept = source.read();
  if (kept) {
    const slot = parts.shelf.spare();
    parts.shelf.transaction(() => {
      for (const item of kept.items) slot.add(item);
      parts.shelf.swap(kept.stamp);
    });
  }
  const items = parts.shelf.count();
  if (items + packs > 0) steps.push({ kind: "cache-rebuilt", items, packs, complete: items > 0 && packs > 0 });
  return parts;
}

function packsAreWhole(packs: PackStore): boolean {
  try {
    packs.list();
    return true;
  } catch (error) {
    if (isStorageError(error, "storage-damaged")) return false;
    throw error;
  }
}
