import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import Sqlite from "better-sqlite3";
import type { Card } from "../../core/card/index.ts";
import type { Item } from "../../core/catalogue/index.ts";
import type { Basket } from "../../core/basket/index.ts";
import { type CodeRules, classifyCode } from "../../core/scan/index.ts";
import { openStorage, type TillStorage } from "../../db/stores/index.ts";

/** A measured figure beside its goal; `holds` is the gate. */
export type Figure = {
  readonly id: string;
  readonly what: string;
  readonly goal: string;
  readonly figure: string;
  readonly holds: boolean;
};

const quiet = { reserveBytes: 0, backupEveryMs: Number.POSITIVE_INFINITY };

function inFolder<T>(work: (dir: string) => T): T {
  const dir = mkdtempSync(join(tmpdir(), "till-bench-"));
  try {
    return work(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

function timeMs(work: () => void): number {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** 13 digits under one prefix, with the check digit that the scanner's reading has to prove. */
function cardNumber(index: number): string {
  const digits = `29${String(index).padStart(10, "0")}`;
  let sum = 0;
  for (const [place, digit] of [...digits].entries()) sum += Number(digit) * (place % 2 === 0 ? 1 : 3);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

const rules: CodeRules = {
  weightPrefix: "22",
  cardRanges: [{ prefix: "29", length: 13, check: "gtin" }],
};

function fillCards({ cards }: TillStorage, count: number): void {
  const replacement = cards.replaceAll();
  const slice = 10_000;
  for (let from = 0; from < count; from += slice) {
    const numbers = Array.from({ length: Math.min(slice, count - from) }, (_, index) => cardNumber(from + index));
    replacement.add(numbers.map((number): Card => ({ number, programme: "shop", status: "active", since: 17e11 })));
  }
  replacement.commit();
}

/**
 * P1: from the scanned text to the card, check digit, overlay and checksum included, against a bare read of the same row
 * by the same library. A thousand cards have local changes.
 */
export function measureFindCard(count: number, rounds = 41): Figure[] {
  return inFolder((dir) => {
    const storage = openStorage(dir, quiet);
    fillCards(storage, count);
    storage.transaction(() => {
      for (let index = 0; index < 1000; index += 1) {
        const number = cardNumber(Math.floor((index * count) / 1000));
        storage.cards.save({ number, programme: "shop", status: "blocked", since: 17e11 });
      }
    });
    const raw = new Sqlite(join(dir, "cards-1.db"), { readonly: true });
    const get = raw.prepare(
      "SELECT number, programme, status, since, previous, reason, sum FROM card WHERE number = ?",
    );
    const asked = Array.from({ length: 2000 }, () => cardNumber(Math.floor(Math.random() * count)));
    let found = 0;
    const product = (): void => {
      for (const data of asked) {
        const code = classifyCode({ data }, rules);
        if (code.kind === "card" && storage.cards.find(code.number)) found += 1;
      }
    };
    const yardstick = (): void => {
      for (const number of asked) if (get.get(number)) found += 1;
    };
    const pairs = interleave(rounds, product, yardstick);
    raw.close();
    storage.health.close();
    if (found !== asked.length * 2 * (rounds + 3)) throw new Error("a card was not found");
    const ratio = median(pairs.map(([ours, theirs]) => ours / theirs));
    const microseconds = (index: 0 | 1): string =>
      ((median(pairs.map((pair) => pair[index])) * 1000) / asked.length).toFixed(2);
    return [
      {
        id: "P1",
        what: `findCard at ${count.toLocaleString("en")} cards / bare read`,
        goal: "<= 1.3x",
        figure: `${ratio.toFixed(2)}x (${microseconds(0)} µs / ${microseconds(1)} µs)`,
        holds: ratio <= 1.3,
      },
    ];
  });
}

/** Pairs of times in alternating order, after three rounds of warming up. */
function interleave(rounds: number, ours: () => void, theirs: () => void): [number, number][] {
  const pairs: [number, number][] = [];
  for (let round = -3; round < rounds; round += 1) {
    const early = round % 2 === 0 ? timeMs(ours) : undefined;
    const yardstick = timeMs(theirs);
    const late = early ?? timeMs(ours);
    if (round >= 0) pairs.push([late, yardstick]);
  }
  return pairs;
}

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
        figure: `${(p99 / p50).toFixed(2)}x (p99 ${p99.toFixed(2)} ms, max ${max.toFixed(1)} ms; the bare append: ${floorTail.toFixed(2)}x)`,
        holds: p99 <= 3 * p50,
      },
    ];
  });
}

const words =
  "молоко сыр плавленый лук репчатый зелёный хлеб бородинский чай чёрный листовой масло сливочное творог".split(" ");

/** Search by name in a catalogue of `count` articles, from one letter to several words. */
export function measureSearch(count = 100_000): Figure[] {
  return inFolder((dir) => {
    const storage = openStorage(dir, quiet);
    const replacement = storage.items.replaceAll();
    const pick = (): string => words[Math.floor(Math.random() * words.length)] ?? "";
    for (let from = 0; from < count; from += 1000) {
      replacement.add(
        Array.from({ length: 1000 }, (_, index): Item => {
          const ru = `${pick()} ${pick()} ${pick()} марка${(from + index) % 5000} ${index} г`;
          const sku = String(1_000_000 + from + index);
          const name = { ru, en: `Article ${sku}` };
          return { sku, barcode: `481${sku}`, name, category: "food", unit: "pcs", priceMinor: 100, flags: [] };
        }),
      );
    }
    replacement.commit();
    const queries = [
      "м",
      "ма",
      "мол",
      "молок",
      "лук зел",
      "хлеб марка12",
      "чай ч л",
      "10012",
      "481100",
      "марка4999",
      "нет",
    ];
    const times = new Map(queries.map((query) => [query, [] as number[]]));
    for (let round = 0; round < 30; round += 1) {
      for (const [query, taken] of times) taken.push(timeMs(() => storage.items.search(query, 50)));
    }
    storage.health.close();
    const all = [...times.values()].flatMap((taken) => taken.slice(3));
    const [slowest, slow] = [...times]
      .map(([query, taken]) => [query, median(taken)] as const)
      .toSorted((a, b) => b[1] - a[1])[0] ?? ["", 0];
    const p99 = quantile(all, 0.99);
    return [
      {
        id: "search",
        what: `search of ${count.toLocaleString("en")} articles, p99`,
        goal: "<= 10 ms",
        figure: `${p99.toFixed(1)} ms (median ${median(all).toFixed(1)} ms; slowest «${slowest}» ${slow.toFixed(1)} ms)`,
        holds: p99 <= 10,
      },
    ];
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { cards: { type: "string", default: "1000000" } } });
  const figures = [
    ...values.cards.split(",").flatMap((cards) => measureFindCard(Number(cards))),
    ...measureSales(),
    ...measureSearch(),
  ];
  for (const { id, what, goal, figure, holds } of figures) {
    console.log(`${holds ? "ok  " : "MISS"} ${id} ${what}: ${figure}, goal ${goal}`);
  }
}
