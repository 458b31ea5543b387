import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { checkCatalogue } from "../../core/catalogue/index.ts";
import { hasGtinCheckDigit } from "../../core/scan/index.ts";
import { openStorage, type TillStorage } from "../../db/stores/index.ts";
import {
  count,
  type Figure,
  inFolder,
  median,
  ms,
  quantile,
  quiet,
  type Scale,
  timeMs,
  times,
  verdictOf,
} from "./figures.ts";
import { articleCode, catalogueCsv, openTill, prepareShop, signInAdministrator } from "./shop.ts";

/** From one letter to several words, by barcode, by sku, and one that finds nothing. */
const queries = [
  "м",
  "ма",
  "мол",
  "молок",
  "лук реп",
  "хлеб марка12",
  "чай ч л",
  "10012",
  "481900",
  "марка4999",
  "нет",
] as const;

const limitMs = 10;

/** Search while a person types, and the import of a whole price list, at the size of a large shop. */
export async function measureSearch({ quick }: Scale): Promise<Figure[]> {
  const articles = quick ? 20_000 : 100_000;
  const csv = catalogueCsv(articles);
  return [
    await inFolder((dir) => searchFigure(dir, csv, articles)),
    await inFolder((dir) => importFigure(dir, csv, articles)),
  ];
}

function searchFigure(dir: string, csv: string, articles: number): Figure {
  const storage = openStorage(join(dir, "ours"), quiet);
  fill(storage, csv);
  const bare = openBare(join(dir, "bare.db"), csv);
  const taken = new Map(queries.map((query) => [query, [] as number[]]));
  const bareTaken: number[] = [];
  for (let round = -3; round < 30; round += 1) {
    for (const [query, row] of taken) {
      const tookMs = timeMs(() => storage.items.search(query, 50));
      if (round >= 0) row.push(tookMs);
    }
    const bareMs = timeMs(() => bare.scan("%нет такого%"));
    if (round >= 0) bareTaken.push(bareMs);
  }
  bare.close();
  storage.health.close();
  const all = [...taken.values()].flat();
  const slowest = [...taken].map(([query, row]) => ({ query, tookMs: median(row) }));
  const worst = slowest.toSorted((a, b) => b.tookMs - a.tookMs)[0];
  const p99 = quantile(all, 0.99);
  return {
    goal: `search by name among ${count(articles)} articles, p99 <= ${limitMs} ms or a bare LIKE`,
    figure: `p50 ${ms(median(all))}, p99 ${ms(p99)}; slowest «${worst?.query}» ${ms(worst?.tookMs ?? Number.NaN)}`,
    yardstick: `LIKE over the names ${ms(median(bareTaken))}`,
    ratio: times(p99 / median(bareTaken)),
    verdict: verdictOf(p99 <= Math.max(limitMs, median(bareTaken))),
  };
}

/** Through the engine, preview and import, as the office's screen does it; beside bare inserts of the same rows. */
async function importFigure(dir: string, csv: string, articles: number): Promise<Figure> {
  const ours = join(dir, "ours");
  await prepareShop(ours, {});
  const till = openTill(ours);
  await signInAdministrator(till);
  const startedMs = performance.now();
  const preview = await till.call("previewCatalogue", { csv });
  const previewedMs = performance.now();
  await till.call("importCatalogue", { token: preview.token });
  const [checkedMs, writtenMs] = [previewedMs - startedMs, performance.now() - previewedMs];
  const found = await till.call("checkPrice", { code: articleCode(articles - 1) });
  await till.close();
  if (found.item.barcode !== articleCode(articles - 1)) throw new Error("the last article is not there");
  const bareMs = timeMs(() => openBare(join(dir, "bare.db"), csv).close());
  return {
    goal: `import of a catalogue of ${count(articles)} rows`,
    figure: `check ${ms(checkedMs, 0)}, write ${ms(writtenMs, 0)}`,
    yardstick: `bare read and insert ${ms(bareMs, 0)}`,
    ratio: times((checkedMs + writtenMs) / bareMs),
    verdict: "no gate",
  };
}

function fill(storage: TillStorage, csv: string): void {
  const options = { currency: "BYN", weightPrefix: "22", categories: [], flags: [], hasCheckDigit: hasGtinCheckDigit };
  const checking = checkCatalogue(csv, options);
  let step = checking.next();
  while (!step.done) step = checking.next();
  const replacement = storage.items.replaceAll();
  replacement.add(step.value.items);
  replacement.commit();
}

/** The least that could hold a catalogue: one table without an index for words, filled row by row. */
function openBare(file: string, csv: string): { scan(pattern: string): unknown[]; close(): void } {
  const db = new Sqlite(file);
  db.pragma("journal_mode = WAL");
  db.exec("CREATE TABLE item (sku TEXT PRIMARY KEY, barcode TEXT, name TEXT, price INTEGER) STRICT, WITHOUT ROWID");
  const insert = db.prepare("INSERT INTO item VALUES (?, ?, ?, ?)");
  db.transaction(() => {
    for (const row of csv.split("\n").slice(1)) {
      const [sku, barcode, name, , , , price] = row.split(",");
      insert.run(sku, barcode, name, Number(price));
    }
  })();
  const like = db.prepare("SELECT * FROM item WHERE name LIKE ? LIMIT 50");
  return { scan: (pattern) => like.all(pattern), close: () => db.close() };
}
