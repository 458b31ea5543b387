import { randomBytes } from "node:crypto";
import { assert } from "../../core/kernel/index.ts";
import type { Item } from "../../core/catalogue/index.ts";
import type { Replacement } from "../../core/commands/index.ts";
import type { CatalogueSource } from "./catalogue-source.ts";
import type { ItemShelf } from "./item-shelf.ts";

/**
 * A catalogue written beside the one in use. A slice of a few hundred articles keeps the till's pause below a frame;
 * the switch is one row.
 */
export function replaceCatalogue(shelf: ItemShelf, source: CatalogueSource): Replacement<Item> {
  const slot = shelf.spare();
  let open = true;
  shelf.transaction(() => slot.clear());
  return {
    add(slice) {
      assert(open, "the import is still open");
      shelf.transaction(() => {
        for (const item of slice) slot.add(item);
      });
    },
    commit() {
      assert(open, "the import is still open");
      open = false;
      const stamp = randomBytes(8).toString("hex");
      source.prepare(stamp, slot.all());
      shelf.swap(stamp);
      source.keep();
    },
    cancel() {
      if (!open) return;
      open = false;
      shelf.transaction(() => slot.clear());
    },
  };
}
