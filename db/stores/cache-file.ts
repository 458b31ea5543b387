import type { ItemStore, PackStore } from "../../core/commands/index.ts";
import { type Db, holdsUp, isStorageError, openDurable, removeDatabase, type SlowLog } from "../connection/index.ts";
import { asDamage, closeQuietly } from "../journal/index.ts";
import { cacheMigrations, migrate } from "../migrations/index.ts";
import type { Check } from "./card-file.ts";
import { replaceCatalogue } from "./catalogue-import.ts";
import { type CatalogueSource, createCatalogueSource } from "./catalogue-source.ts";
import type { DataFolder } from "./data-folder.ts";
import { createItemShelf, type ItemShelf } from "./item-shelf.ts";
import { createPackFiles, createPackStore } from "./pack-store.ts";

export type CacheFile = {
  readonly items: ItemStore;
  readonly packs: PackStore;
  readonly db: Db;
  /** Reads the cache through a little at a time; throws `storage-damaged` where it is not what was written. */
  scrub(): Generator<void>;
};

type Parts = { db: Db; shelf: ItemShelf; packs: ReturnType<typeof createPackStore> };
type CacheCheck = Check & { readonly onSlow: SlowLog | undefined };

/** Opens `cache.db`. One that is missing, damaged or of another version is built again from the files beside it. */
export function openCache(folder: DataFolder, check: CacheCheck): CacheFile {
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
  const scrub = function* (): Generator<void> {
    packs.list();
    yield* shelf.inUse().scrub();
  };
  return { items, packs, db, scrub };
}

function openParts(folder: DataFolder, onSlow: SlowLog | undefined): Parts {
  let db: Db | undefined;
  try {
    db = openDurable(folder.cache, { part: "cache", onSlow });
    migrate(db, cacheMigrations);
    return { db, shelf: createItemShelf(db), packs: createPackStore(db, createPackFiles(folder.dir)) };
  } catch (error) {
    if (db) closeQuietly(db);
    throw asDamage(error, folder.cache);
  }
}

/** Undefined if there is nothing in it or it is not what was written. */
function openSound(folder: DataFolder, { whole, onSlow }: CacheCheck): Parts | undefined {
  try {
    const parts = openParts(folder, onSlow);
    const sound = holdsUp(() => {
      const used = parts.packs.list().length > 0 || parts.shelf.stamp() !== "";
      return used && (!whole || parts.shelf.isWhole());
    });
    if (sound) return parts;
    closeQuietly(parts.db);
    return undefined;
  } catch (error) {
    // A cache of a newer app is no loss either: what it holds is built again in the form that this one knows.
    if (isStorageError(error, "storage-damaged", "schema-newer")) return undefined;
    throw error;
  }
}

function rebuild(folder: DataFolder, source: CatalogueSource, { steps, onSlow }: CacheCheck): Parts {
  removeDatabase(folder.cache);
  const parts = openParts(folder, onSlow);
  const packs = parts.packs.restore();
  const kept = source.read();
  if (kept) {
    const slot = parts.shelf.spare();
    parts.db.transaction(() => {
      for (const item of kept.items) slot.add(item);
      parts.shelf.swap(kept.stamp);
    });
  }
  const items = parts.shelf.count();
  if (items + packs > 0) steps.push({ kind: "cache-rebuilt", items, packs, complete: items > 0 && packs > 0 });
  return parts;
}
