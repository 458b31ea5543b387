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
  const stamp = randomBytes(8).toString("hex");
  shelf.transaction(() => slot.clear());
  const draft = source.begin(stamp);
  let open = true;
  return {
    add(slice) {
      assert(open, "the import is still open");
      shelf.transaction(() => {
        for (const item of slice) slot.add(item);
      });
      draft.add(slice);
    },
    commit() {
      assert(open, "the import is still open");
      open = false;
      draft.finish();
      shelf.swap(stamp);
      draft.keep();
    },
    cancel() {
      if (!open) return;
      open = false;
      draft.drop();
      shelf.transaction(() => slot.clear());
    },
  };
}
