import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Basket } from "../../core/basket/index.ts";
import type { Item } from "../../core/catalogue/index.ts";
import { openStorage, type TillStorage } from "../../db/stores/index.ts";
import { type Figure, inFolder, median, quantile, quiet, timeMs } from "./figures.ts";
import { cardNumber } from "./find-card.ts";

const lines = Array.from({ length: 20 }, (_, index) => ({
  id: String(index + 1),
  sku: String(1000 + index),
  name: `Молоко ультрапастеризованное ${index}`,
  qtyMilli: 1000,
  grossMinor: 245,
  discountMinor: 12,
  netMinor: 233,
  reason: "beltamozh.card-5 §18",
}));

function basketFor(id: string): Basket {
  const item: Item = {
    sku: "1001",
    barcode: "4817000010016",
    name: { ru: "Молоко", en: "Milk" },
    category: "food",
    unit: "pcs",
    priceMinor: 245,
    flags: [],
  };
  const entered = lines.map((line) => ({ id: line.id, item, unitPriceMinor: 245, qtyMilli: 1000, weighed: false }));
  return { id, openedAt: 1, openedBy: "anna", lines: entered, card: null, declined: [], nextLine: 21, revision: 20 };
}

/** A receipt of 20 lines with a card: number, fact with four names, card change, basket, in one transaction. */
function sell(storage: TillStorage, index: number): void {
  storage.transaction(() => {
    const number = storage.journal.nextNumber("receipt");
    const card = cardNumber(index % 5000);
    storage.journal.append({
      kind: "sale-completed",
      id: storage.ids.next(),
      actor: "anna",
      role: "cashier",
      body: { number, card, lines, grossMinor: 4900, discountMinor: 240, payableMinor: 4660 },
      refs: [`receipt:${number}`, `request:${storage.ids.next()}`, `card:${card}`, "shift:1"],
    });
    storage.cards.save({ number: card, programme: "shop", status: "active", since: number });
    storage.baskets.closeOpen();
  });
}

/**
 * P3 and P4: a sale against appending 4 kB to a file and flushing it, one of each in turn; idle moments fall between
 * sales as in a shop.
 */
export function measureSales(count = 5000): Figure[] {
  return inFolder((dir) => {
    const storage = openStorage(dir, quiet);
    const floor = openSync(join(dir, "floor.bin"), "a");
    const block = Buffer.alloc(4096, 0x41);
    const sales: number[] = [];
    const floors: number[] = [];
    for (let index = -50; index < count; index += 1) {
      storage.baskets.saveOpen(basketFor(`b${index}`));
      const sale = timeMs(() => sell(storage, index + 50));
      const append = timeMs(() => {
        writeSync(floor, block);
        fdatasyncSync(floor);
      });
      if (index % 5 === 0) storage.health.idle();
      if (index < 0) continue;
      sales.push(sale);
      floors.push(append);
    }
    closeSync(floor);
    storage.health.close();
    const rounds = Array.from({ length: Math.floor(count / 50) }, (_, round) => round * 50);
    const slice = (times: readonly number[], from: number): number => median(times.slice(from, from + 50));
    const ratio = median(rounds.map((from) => slice(sales, from) / slice(floors, from)));
    const [p50, p99, max] = [median(sales), quantile(sales, 0.99), Math.max(...sales)];
    const floorTail = quantile(floors, 0.99) / median(floors);
    return [
      {
        id: "P3",
        what: "sale of 20 lines / append 4 kB + fdatasync",
        goal: "<= 1.0x",
        figure: `${ratio.toFixed(2)}x (${p50.toFixed(3)} ms / ${median(floors).toFixed(3)} ms)`,
        holds: ratio <= 1,
      },
      {
        id: "P4",
        what: `sale p99 / p50 in ${count} sales`,
        goal: "<= 3x",
        figure: `${(p99 / p50).toFixed(2)}x (p99 ${p99.toFixed(2)} ms, max ${max.toFixed(1)} ms; append ${floorTail.toFixed(2)}x)`,
        holds: p99 <= 3 * p50,
      },
    ];
  });
}
