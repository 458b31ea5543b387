import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { decodeText } from "../../../renderer/task/read-text-file.ts";
import { cards, goods, openTestTill, payCash, people, resourcesDir, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = openTestTill();
  await till.call("signIn", people.manager);
});
afterEach(() => till.remove());

const header = "sku,barcode,name_ru,name_en,category,unit,price_minor,currency,flags";
const milk = "1002,4817000010023,Молоко,Milk,food,pcs,250,BYN,";
const demoCatalogue = readFileSync(join(resourcesDir, "demo/catalogue.csv"), "utf8");

describe("importing a catalogue", () => {
  it("says what would change, then replaces everything", async () => {
    const preview = await till.call("previewCatalogue", {
      csv: [header, milk, "7,2200007,Репа,Turnip,food,kg,99,BYN,"].join("\n"),
    });
    expect(preview).toMatchObject({ rows: 2, added: 1, changed: 1, removed: 173, unchanged: 0, errorCount: 0 });
    expect((await till.call("getStatus")).items).toBe(174);
    expect(await till.call("importCatalogue", { token: preview.token })).toEqual({ items: 2 });
    expect((await till.call("getStatus")).items).toBe(2);
    expect((await till.call("checkPrice", { code: goods.milk.code })).item.priceMinor).toBe(250);
    expect((await till.refused("importCatalogue", { token: preview.token })).kind).toBe("import-unknown");
  });

  it("sees that the same file changes nothing", async () => {
    expect(await till.call("previewCatalogue", { csv: demoCatalogue })).toMatchObject({
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: 174,
    });
  });

  it("keeps a line's price as it was when entered", async () => {
    await till.call("signIn", people.cashier);
    await till.call("scan", { code: goods.milk.code });
    await till.call("signIn", people.manager);
    const { token } = await till.call("previewCatalogue", { csv: [header, milk].join("\n") });
    await till.call("importCatalogue", { token });
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("getBasket")).lines.map((line) => line.unitPriceMinor)).toEqual([245, 250]);
  });

  it.each([
    [
      "a wrong check digit",
      "1,4817000010024,Молоко,,food,pcs,1,BYN,",
      "barcode",
      "Контрольная цифра не сходится. Проверьте штрихкод 4817000010024",
    ],
    [
      "roubles instead of kopecks",
      '1,4817000010023,Молоко,,food,pcs,"1,89",BYN,',
      "price_minor",
      "«1,89» — не целое число копеек. Для 1,89 впишите 189",
    ],
    [
      "a price below zero",
      "1,4817000010023,Молоко,,food,pcs,-5,BYN,",
      "price_minor",
      "Цена -5 меньше нуля. Впишите цену в копейках",
    ],
    [
      "an unknown unit",
      "1,4817000010023,Молоко,,food,litre,5,BYN,",
      "unit",
      "Единица «litre» неизвестна. Укажите pcs или kg",
    ],
    ["another currency", "1,4817000010023,Молоко,,food,pcs,5,RUB,", "currency", "Валюта «RUB», а касса работает в BYN"],
    [
      "a flag that no rule knows",
      "1,4817000010023,Молоко,,food,pcs,5,BYN,promotion",
      "flags",
      "Пометка «promotion» программе неизвестна. Есть: promo, reduced-markup, regulated-min-price, regulated-max-price",
    ],
    ["an empty name", "1,4817000010023,,,food,pcs,5,BYN,", "name_ru", "Пусто. Впишите name_ru"],
    ["a row cut short", "1,4817000010023,Молоко", "", "Столбцов 3, а в заголовке 9. Проверьте разделители и кавычки"],
  ])("names row, column, value and remedy of %s, and imports nothing", async (_, row, column, message) => {
    const preview = await till.call("previewCatalogue", {
      csv: [header, milk.replace("1002", "9").replace("0010023", "0010016"), row].join("\n"),
    });
    expect(preview.errors).toEqual([expect.objectContaining({ row: 3, column, message })]);
    expect((await till.refused("importCatalogue", { token: preview.token })).kind).toBe("import-has-errors");
    expect((await till.call("getStatus")).items).toBe(174);
  });

  it("names a category that could escape an exclusion", async () => {
    const preview = await till.call("previewCatalogue", { csv: [header, milk.replace("food", "Beer")].join("\n") });
    expect(preview.errors[0]?.message).toContain("Категория «Beer» программе неизвестна");
  });

  it("names a code that the till would read as a card's number, also of an article that is weighed", async () => {
    await till.call("signIn", people.manager);
    const cardRanges = [
      { prefix: "2900", length: 13, check: "gtin" as const },
      { prefix: "220", length: 13, check: "gtin" as const },
    ];
    await till.call("saveSettings", { settings: { cardRanges } });
    const rows = ["1,2900000007208,Молоко,,food,pcs,5,BYN,", "2,2201125,Репа,,food,kg,5,BYN,", milk];
    const { errors } = await till.call("previewCatalogue", { csv: [header, ...rows].join("\n") });
    const remedy = "касса приняла бы товар за карту. Дайте товару другой код или исправьте номера карт в настройках";
    expect(errors).toEqual(
      ["2900000007208", "2201125"].map((value, index) => ({
        row: index + 2,
        column: "barcode",
        value,
        message: `${value} — номер скидочной карты: ${remedy}`,
      })),
    );
  });

  it("names both rows of a duplicate, missing and surplus columns", async () => {
    const twice = await till.call("previewCatalogue", { csv: [header, milk, milk].join("\n") });
    expect(twice.errors.map((error) => error.message)).toEqual([
      "Артикул 1002 уже есть в строке 2. Оставьте один",
      "Штрихкод 4817000010023 уже есть в строке 2. Оставьте один",
    ]);
    const columns = await till.call("previewCatalogue", { csv: "sku,barcode,name_ru,category,unit,price,currency\n" });
    expect(columns.errors.map((error) => error.message)).toEqual([
      "Нет столбца price_minor. Добавьте его",
      "Лишний столбец «price». Уберите его или исправьте имя",
    ]);
  });

  it.each([
    ["another encoding", "sku,barcode\n1,\ufffd\ufffd", "не в кодировке UTF-8"],
    ["nothing", "\ufeff \n", "Файл пустой"],
    ["a quote never closed", `${header}\n1,4817000010023,"Молоко,,food,pcs,5,BYN,\n`, "кавычка не закрыта"],
  ])("refuses a file with %s as a whole", async (_, csv, said) => {
    expect(await till.refused("previewCatalogue", { csv })).toMatchObject({
      kind: "csv-invalid",
      message: expect.stringContaining(said),
    });
  });

  it("reads semicolons, tabs and a byte order mark", async () => {
    for (const separator of [";", "\t"]) {
      const csv = `\ufeff${[header, milk].join("\r\n").replaceAll(",", separator)}\r\n`;
      expect(await till.call("previewCatalogue", { csv })).toMatchObject({ rows: 1, errorCount: 0 });
    }
  });

  it("lets the till sell meanwhile, reports progress, and stops without a trace when told", async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, index) => `${index + 1},22${String(index).padStart(5, "0")},Товар,,food,kg,100,BYN,`,
    );
    const { token } = await till.call("previewCatalogue", { csv: [header, ...rows].join("\n") });
    const importing = till.refused("importCatalogue", { token });
    await till.call("signIn", people.cashier);
    await till.call("scan", { code: goods.milk.code });
    expect((await till.call("getBasket")).totals.payableMinor).toBe(245);
    await till.call("signIn", people.manager);
    expect((await till.refused("previewCatalogue", { csv: header })).kind).toBe("import-busy");
    expect(await till.call("cancelImport")).toEqual({ cancelled: true });
    expect((await importing).kind).toBe("import-cancelled");
    expect(till.last("importProgress").phase).toBe("cancelled");
    expect((await till.call("getStatus")).items).toBe(174);
    expect(await till.call("importCatalogue", { token })).toEqual({ items: 20_000 });
    expect(till.last("importProgress")).toMatchObject({ phase: "done", done: 20_000, total: 20_000 });
  });
});

describe("importing cards", () => {
  beforeEach(async () => {
    await till.call("signIn", people.administrator);
  });

  it("replaces the snapshot and keeps what this terminal changed", async () => {
    await till.call("signIn", people.manager);
    await till.call("blockCard", { number: cards.active, reason: "lost", source: "" });
    await till.call("signIn", people.administrator);
    const csv = `number,status,since\n${cards.active},active,2024-10-01\n${cards.second},issued,\n`;
    expect(await till.call("importCards", { csv })).toEqual({ cards: 2 });
    expect((await till.call("findCard", { number: cards.active })).status).toBe("blocked");
    expect((await till.call("findCard", { number: cards.second })).status).toBe("issued");
    expect((await till.refused("findCard", { number: cards.issued })).kind).toBe("card-unknown");
  });

  it.each([
    ["number,state\n1,active", "Строка 1, столбец status: нужны столбцы number, status"],
    ["number,status,number\n1,active,2", "Строка 1, столбец number: нужны столбцы"],
    [
      "number,status\n2900000007208,open",
      "Строка 2, столбец status: состояние «open» неизвестно. Впишите одно из: stocked",
    ],
    ["number,status\n1,active", "Строка 2, столбец number: номер карты"],
    ["number,status,since\n2900000007208,active,yesterday", "Строка 2, столбец since: «yesterday» — не дата"],
    ["number,status,since\n2900000007208,active,5", "Строка 2, столбец since"],
    ["number,status\n2900000007208", "Строка 2: столбцов 1"],
    [
      "number,status\n2900000007208,active\n2900000011960,issued\n2900000007208,issued",
      "Строка 4, столбец number: номер ··7208 уже есть в строке 2",
    ],
    ["number;status\n2900000007208;active\n2900000007208;active", "Строка 3, столбец number"],
    ["number,status\n", "Файл пустой"],
    ["", "Файл пустой"],
  ])("refuses %j by place and changes nothing", async (csv, said) => {
    expect(await till.refused("importCards", { csv })).toMatchObject({
      kind: "csv-invalid",
      message: expect.stringContaining(said),
    });
    expect((await till.call("findCard", { number: cards.active })).status).toBe("active");
  });
});

describe("a card list with many faults", () => {
  it("names the first three by place, counts the others, and finds twins far apart", async () => {
    await till.call("signIn", people.administrator);
    const rows = Array.from({ length: 9000 }, (_, index) => `29100000${String(index).padStart(5, "0")},active`);
    rows[5] = "2,active";
    rows[10] = rows[0] ?? "";
    rows[8999] = rows[100] ?? "";
    rows[8998] = rows[100] ?? "";
    const refusal = await till.refused("importCards", { csv: ["number,status", ...rows].join("\n") });
    expect(refusal.message).toBe(
      "Карты не загружены, ошибок: 4. Строка 7, столбец number: номер карты — 4–32 цифры или буквы. " +
        "Строка 12, столбец number: номер ··0000 уже есть в строке 2. Оставьте один. " +
        "Строка 9000, столбец number: номер ··0100 уже есть в строке 102. Оставьте один",
    );
    expect(refusal.details).toEqual({ row: 7, fault: "card-number", errors: 4 });
    expect((await till.call("getStatus")).cards).toBeGreaterThan(0);
    expect((await till.call("findCard", { number: cards.active })).status).toBe("active");
  });
});

describe("files as they come out of Excel and 1C", () => {
  const russian = [header.replaceAll(",", ";"), "1002;4817000010023;Молоко «Ёлка»;;food;pcs;250;BYN;"].join("\r\n");

  it("in windows-1251 with semicolons are read by the screen as they are", async () => {
    // The screen hands over text; it decodes what is no UTF-8 as windows-1251.
    const csv = decodeText(inWindows1251(russian));
    const preview = await till.call("previewCatalogue", { csv });
    expect(preview).toMatchObject({ errorCount: 0, sample: [{ name: "Молоко «Ёлка»" }] });
    expect((await till.call("previewCatalogue", { csv: `\ufeff${russian}` })).errorCount).toBe(0);
  });

  it.each([
    ["windows-1251 taken for UTF-8", () => new TextDecoder().decode(inWindows1251(russian))],
    ["UTF-16 taken for anything else", () => decodeText(Buffer.from(`\ufeff${russian}`, "utf16le"))],
  ])("as %s are refused with how to save them", async (_, read) => {
    expect(await till.refused("previewCatalogue", { csv: read() })).toMatchObject({
      kind: "csv-invalid",
      message: expect.stringContaining("тип «CSV UTF-8»"),
    });
  });
});

/** As a Russian Excel saves it. */
function inWindows1251(text: string): Uint8Array {
  const table = new TextDecoder("windows-1251").decode(Uint8Array.from({ length: 256 }, (_, code) => code));
  return Uint8Array.from(text, (letter) => table.indexOf(letter));
}

describe("installing a programme pack", () => {
  const pack = readFileSync(join(resourcesDir, "packs/beltamozh.json"), "utf8");
  beforeEach(async () => {
    await till.call("signIn", people.administrator);
  });

  it("takes a version spaced and ordered anew for what it is; receipts name the text kept first", async () => {
    const value: object = JSON.parse(pack);
    const turned = JSON.stringify(Object.fromEntries(Object.entries(value).toReversed()));
    for (const json of [JSON.stringify(value, null, 4), turned, pack]) {
      expect((await till.call("installPack", { json })).programme.version).toBe(1);
    }
    till = await till.restart();
    await till.call("signIn", people.cashier);
    await till.call("openShift", { floatMinor: 0 });
    await till.call("scan", { code: goods.milk.code });
    expect((await payCash(till, "a")).programme.packHash).toBe(hash("sha256", pack, "hex"));
  });

  it("refuses a damaged one, another text under the same version, and takes the next version", async () => {
    expect((await till.refused("installPack", { json: pack.slice(0, 500) })).kind).toBe("pack-invalid");
    const other = pack.replace("Скидочная карта «Белтаможсервис»", "Другая программа");
    expect((await till.refused("installPack", { json: other })).message).toContain("Версия 1 уже установлена");
    const next = other.replace('"version": 1,', '"version": 2,');
    expect((await till.call("installPack", { json: next })).programme).toMatchObject({
      version: 2,
      title: "Другая программа",
    });
    till = await till.restart();
    expect((await till.call("getSession")).programme.version).toBe(2);
  });
});
