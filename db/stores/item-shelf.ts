import { createSeal, type Db } from "../connection/index.ts";
import { createItemSlot, type ItemSlot, type SlotName, slotNames } from "./item-slot.ts";

type Pointer = { readonly slot: SlotName; readonly items: number; readonly stamp: string };
type PointerRow = Pointer & { readonly sum: number };

const seal = createSeal("catalogue", "cache");

/** The catalogue in use and the place where the next one is written. */
export type ItemShelf = {
  inUse(): ItemSlot;
  spare(): ItemSlot;
  count(): number;
  /** Name of the import that the catalogue in use came from; empty if there was none. */
  stamp(): string;
  /** Makes the spare slot the one in use, all or nothing. */
  swap(stamp: string): void;
  isWhole(): boolean;
  transaction<T>(work: () => T): T;
};

export function createItemShelf(db: Db): ItemShelf {
  const slots: Record<SlotName, ItemSlot> = { a: createItemSlot(db, "a"), b: createItemSlot(db, "b") };
  const read = db.prepare<[], PointerRow>("SELECT slot, items, stamp, sum FROM catalogue");
  const put = db.prepare<[SlotName, number, string, number]>(
    "INSERT OR REPLACE INTO catalogue (id, slot, items, stamp, sum) VALUES (1, ?, ?, ?, ?)",
  );
  let pointer = readPointer(read.get());
  const spareName = (): SlotName => slotNames.find((name) => name !== pointer.slot) ?? "b";

  return {
    inUse: () => slots[pointer.slot],
    spare: () => slots[spareName()],
    count: () => pointer.items,
    stamp: () => pointer.stamp,
    swap(stamp) {
      const slot = spareName();
      const next: Pointer = { slot, items: slots[slot].count(), stamp };
      db.transaction(() => put.run(slot, next.items, stamp, seal.of([slot, next.items, stamp])));
      pointer = next;
    },
    isWhole: () => slots[pointer.slot].count() === pointer.items && slots[pointer.slot].isWhole(),
    transaction: (work) => db.transaction(work),
  };
}

function readPointer(row: PointerRow | undefined): Pointer {
  if (!row) return { slot: "a", items: 0, stamp: "" };
  seal.check([row.slot, row.items, row.stamp], row.sum);
  return { slot: row.slot, items: row.items, stamp: row.stamp };
}
