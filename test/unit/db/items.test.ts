import { existsSync, writeFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Item } from "../../../core/catalogue/index.ts";
import type { TillStorage } from "../../../db/stores/index.ts";
import { item, thrownBy, setUpTill } from "./fixtures.ts";

const till = setUpTill();

function load({ items }: TillStorage, catalogue: readonly Item[]): void {
  const replacement = items.replaceAll();
  replacement.add(catalogue);
  replacement.commit();
}

const dairy = [
  item("1002", "Молоко ультрапастеризованное 3,2 %", { barcode: "4817000010023" }),
  item("1003", "Сыр плавленый", { name: { ru: "Сыр плавленый", be: "Сыр плаўлены", en: "Processed cheese" } }),
  item("1004", "Ёжик шоколадный молочный"),
  item("2210", "Корнеплоды", { barcode: "2222210", unit: "kg", flags: ["weighed"] }),
  item("3001", "Зелёный лук", { facts: { "line.service": "pool", "price.saturday": "360000" } }),
  item("3002", "Лук репчатый"),
  item("3003", "Лукошко с зеленью"),
];

describe("search", () => {
  const found = (text: string, limit = 10): string[] => {
    const storage = till.open();
    load(storage, dairy);
    return storage.items.search(text, limit).map(({ sku }) => sku);
  };

  it.each([
    ["any case", "МОЛОКО", ["1002"]],
    ["a beginning of a word", "плавл", ["1003"]],
    ["ё as е", "ежик", ["1004"]],
    ["е as ё", "зелёнью", ["3003"]],
    ["words in any order", "лук зелен", ["3001", "3003"]],
    ["names that begin with the text before others", "лук", ["3002", "3003", "3001"]],
    ["Belarusian", "плаўл", ["1003"]],
    ["English", "cheese proc", ["1003"]],
    ["digits inside a name", "молоко 3 2", ["1002"]],
    ["punctuation as a gap", "3,2%", ["1002"]],
    ["the exact sku first", "1002", ["1002"]],
    ["a beginning of a sku", "30", ["3001", "3002", "3003"]],
    ["a beginning of a barcode", "48170000", ["1002"]],
    ["no middle of a word", "олоко", []],
    ["no word that is missing", "молоко сыр", []],
    ["nothing for no text", "  ", []],
    ["nothing for signs alone", "%*\"'", []],
    ["no query language", 'лук OR сыр" NEAR', []],
  ])("finds %s: %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("gives no more than asked, best first", () => {
    expect(found("лук", 2)).toEqual(["3002", "3003"]);
  });

  it("finds exactly the articles of which every typed word begins a word", () => {
    const word = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom("а", "б", "ё", "е", "Ж") });
    const name = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(" "));
    const fold = (text: string) => text.toLowerCase().replaceAll("ё", "е").split(" ");
    fc.assert(
      fc.property(fc.array(name, { maxLength: 30 }), fc.array(name, { maxLength: 8 }), (names, queries) => {
        const storage = till.open();
        load(
          storage,
          names.map((ru, index) => item(`s${index}`, ru, { name: { ru, en: "" }, barcode: `b${index}` })),
        );
        for (const query of queries) {
          const expected = names.flatMap((ru, index) => {
            const all = fold(query).every((typed) => fold(ru).some((part) => part.startsWith(typed)));
            return all ? [`s${index}`] : [];
          });
          expect(
            storage.items
              .search(query, 100)
              .map(({ sku }) => sku)
              .toSorted(),
          ).toEqual(expected.toSorted());
        }
        till.clear();
      }),
      { numRuns: 25 },
    );
  });
});

describe("catalogue", () => {
  it("is found by sku and barcode, every field kept, over a restart", () => {
    const first = till.open();
    load(first, dairy);
    first.health.close();
    const { items, recovery } = till.open();
    expect(recovery).toEqual([]);
    for (const article of dairy) {
      expect(items.bySku(article.sku)).toEqual(article);
      expect(items.byBarcode(article.barcode)).toEqual(article);
    }
    expect([items.bySku("9"), items.byBarcode("9"), items.count()]).toEqual([undefined, undefined, dairy.length]);
  });

  it("is listed in sku order, in as many pages as it takes", () => {
    const storage = till.open();
    const many = Array.from({ length: 1234 }, (_, index) => item(String(5000 - index), `Товар ${index}`));
    load(storage, many);
    const skus = [...storage.items.all()].map(({ sku }) => sku);
    expect(skus).toEqual(many.map(({ sku }) => sku).toSorted());
  });

  it("sells from the old one until the new one is committed", () => {
    const storage = till.open();
    load(storage, dairy);
    const replacement = storage.items.replaceAll();
    replacement.add([item("1002", "Молоко", { priceMinor: 999 })]);
    expect(storage.items.bySku("1002")?.priceMinor).toBe(100);
    expect(storage.items.search("молоко", 5)).toHaveLength(1);
    replacement.commit();
    expect(storage.items.bySku("1002")?.priceMinor).toBe(999);
    expect(storage.items.count()).toBe(1);
    expect(storage.items.search("сыр", 5)).toEqual([]);
    expect(() => replacement.add([])).toThrow(/still open/);
  });

  it("is replaced again and again, each time whole", () => {
    const storage = till.open();
    for (let round = 1; round < 5; round += 1) {
      load(storage, dairy.slice(round));
      expect([...storage.items.all()]).toEqual(dairy.slice(round));
      expect(storage.items.search("лук", 9)).toHaveLength(3);
    }
  });

  it("is untouched by an import that is cancelled or fails", () => {
    const storage = till.open();
    load(storage, dairy);
    const cancelled = storage.items.replaceAll();
    cancelled.add([item("1", "Новый")]);
    cancelled.cancel();
    const failing = storage.items.replaceAll();
    expect(() => failing.add([item("2", "Два"), item("2", "Дважды")])).toThrow(/UNIQUE/);
    failing.cancel();
    expect([...storage.items.all()]).toEqual(dairy);
    storage.health.close();
    expect(till.open().items.search("новый", 5)).toEqual([]);
  });

  it("is untouched by an import that a crash cut off", () => {
    const storage = till.open();
    load(storage, dairy);
    storage.items.replaceAll().add([item("1", "Новый")]);
    storage.health.close();
    const again = till.open();
    expect(again.items.bySku("1")).toBeUndefined();
    load(again, [item("5", "Пять")]);
    expect([...again.items.all()].map(({ sku }) => sku)).toEqual(["5"]);
  });

  it("built again from its source is the one last committed, not one a crash prepared", () => {
    const storage = till.open();
    load(storage, dairy);
    const copy = till.copy();
    load(storage, [item("5", "Пять")]);
    storage.health.close();
    const prepared = till.copy().get("catalogue.jsonl.gz");
    till.putBack(copy);
    writeFileSync(till.file("catalogue-next.jsonl.gz"), prepared ?? "");
    expect(till.open().items.count()).toBe(dairy.length);
    expect(existsSync(till.file("catalogue-next.jsonl.gz"))).toBe(false);
  });
});

describe("a lost cache.db", () => {
  it("comes back with catalogue and packs, and the till says so", () => {
    const first = till.open();
    load(first, dairy);
    first.packs.save({ id: "shop", version: 1, hash: "00", json: "{}", installedAt: 5 });
    first.health.close();
    for (const broken of [Buffer.alloc(0), Buffer.from("garbage".repeat(2000))]) {
      writeFileSync(till.file("cache.db"), broken);
      const again = till.open();
      const items = dairy.length;
      expect(again.recovery).toEqual([{ kind: "cache-rebuilt", items, packs: 1, complete: true }]);
      expect([...again.items.all()]).toEqual(dairy);
      expect(again.packs.list()).toHaveLength(1);
      expect(again.health.state()).toMatchObject({ state: "recovered", message: expect.stringContaining("7") });
      again.health.close();
      const healthy = till.open();
      expect(healthy.recovery).toEqual([]);
      healthy.health.close();
    }
  });

  it("without its source too leaves a till that can import again", () => {
    const first = till.open();
    load(first, dairy);
    first.packs.save({ id: "shop", version: 1, hash: "00", json: "{}", installedAt: 5 });
    first.health.close();
    writeFileSync(till.file("cache.db"), "garbage");
    writeFileSync(till.file("catalogue.jsonl.gz"), "garbage");
    const again = till.open();
    expect(again.recovery).toEqual([{ kind: "cache-rebuilt", items: 0, packs: 1, complete: false }]);
    load(again, dairy);
    expect(again.items.count()).toBe(dairy.length);
  });

  it("of a newer app is built again", () => {
    const first = till.open();
    load(first, dairy);
    first.health.close();
    const bytes = till.copy().get("cache.db");
    bytes?.writeUInt32BE(77, 60);
    writeFileSync(till.file("cache.db"), bytes ?? "");
    const again = till.open();
    expect(again.items.count()).toBe(dairy.length);
    expect(thrownBy(() => again.items.search("лук", 1))).toBeUndefined();
  });
});
