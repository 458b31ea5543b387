import type { Item } from "../../core/catalogue/index.ts";
import { openStorage } from "../../db/stores/index.ts";
import { type Figure, inFolder, median, quantile, quiet, timeMs } from "./figures.ts";

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
