import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionView } from "../../../core/contract/index.ts";
import { openEngine } from "../../../electron/engine/index.ts";
import {
  cards,
  goods,
  openSellingTill,
  openTestTill,
  payCash,
  people,
  resourcesDir,
  type TestTill,
} from "./test-till.ts";

const shop = "beltamozh";
const school = "sport-school";
const anna = { name: "Анна", pin: "739154" };

let resources = "";
let till: TestTill | undefined;
beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), "resources-"));
  for (const part of ["locales", "demo", ...[shop, school].map((name) => `packs/${name}.json`)]) {
    cpSync(join(resourcesDir, part), join(resources, part), { recursive: true });
  }
});
afterEach(async () => {
  await till?.remove();
  till = undefined;
  rmSync(resources, { recursive: true, force: true });
});

function pack(name: string): string {
  return readFileSync(join(resourcesDir, "packs", `${name}.json`), "utf8");
}

function keepPack(name: string, text: string): void {
  writeFileSync(join(resources, "packs", name), text);
}

/** A real, empty folder. */
function openNew(): TestTill {
  till = openTestTill({ demo: false, resources });
  return till;
}

function idsOf(session: SessionView): string[] {
  return session.programmes.map((each) => each.id);
}

describe("the programme of a new terminal is a choice", () => {
  it("offers every pack that fits a till, with its document and currency, and takes none by itself", async () => {
    const session = await openNew().call("getSession");
    expect(idsOf(session)).toEqual([shop, school]);
    expect(session.programmes.map((each) => each.currency)).toEqual(["BYN", "RUB"]);
    expect(session.programmes[0]).toMatchObject({ title: "Скидочная карта «Белтаможсервис»" });
    expect(session.programmes[0]?.document).toContain("437-ОД");
    expect(session.settings.programme).toBeUndefined();
  });

  it.each([shop, school])("%s chosen at the first run is the one in force, over a restart too", async (programme) => {
    const session = await openNew().call("createFirstOperator", { ...anna, programme });
    expect(session).toMatchObject({ settings: { programme }, programme: { id: programme } });
    till = await running().restart();
    expect(await till.call("getSession")).toMatchObject({ settings: { programme }, programme: { id: programme } });
  });

  it("is the only one there is, where there is only one", async () => {
    rmSync(join(resources, "packs", `${school}.json`));
    expect((await openNew().call("createFirstOperator", anna)).settings.programme).toBe(shop);
  });

  it("nothing is sold, opened or loaded before the choice, and each refusal says what to do", async () => {
    const fresh = openNew();
    await fresh.call("createFirstOperator", anna);
    const { operators } = await fresh.call("saveOperator", { name: "Старший", role: "shift-manager", pin: "2580" });
    await refusedForNoProgramme(fresh.refused("importCards", { csv: "number,status\n2900000007208,active" }));
    await refusedForNoProgramme(fresh.refused("previewCatalogue", { csv: "sku\n1" }));
    await fresh.call("signIn", {
      operatorId: operators.find((each) => each.name === "Старший")?.id ?? "",
      pin: "2580",
    });
    await refusedForNoProgramme(fresh.refused("openShift", { floatMinor: 0 }));
    await fresh.call("saveSettings", { settings: { programme: school } });
    expect((await fresh.call("openShift", { floatMinor: 0 })).number).toBe(1);
  });

  it("an unknown programme is refused and nobody is created", async () => {
    const fresh = openNew();
    const refusal = await fresh.refused("createFirstOperator", { ...anna, programme: "nobody" });
    expect(refusal).toMatchObject({ kind: "programme-unknown", message: expect.stringContaining("«nobody»") });
    expect((await fresh.call("getSession")).operators).toEqual([]);
  });
});

function running(): TestTill {
  if (!till) throw new Error("a till is open");
  return till;
}

async function refusedForNoProgramme(refused: Promise<{ kind: string; message: string }>): Promise<void> {
  expect(await refused).toMatchObject({ kind: "pack-unknown", message: expect.stringContaining("не выбрана") });
}

describe("the programme is changed between shifts only", () => {
  beforeEach(async () => {
    till = openTestTill({ resources });
    await till.call("signIn", people.manager);
  });
  const change = { settings: { programme: school } };

  it("not by a cashier, who does not see the choice either", async () => {
    const { call, refused } = running();
    expect(idsOf(await call("getSession"))).toEqual([shop, school]);
    expect(idsOf(await call("signIn", people.cashier))).toEqual([]);
    expect((await refused("saveSettings", change)).kind).toBe("not-permitted");
  });

  it("not while a shift is open", async () => {
    const { call, refused } = running();
    await call("openShift", { floatMinor: 0 });
    expect(await refused("saveSettings", change)).toMatchObject({
      kind: "programme-in-use",
      message: "Программа не изменена. Открыта смена 1: сначала закройте её",
    });
    expect((await refused("installPack", { json: pack(school) })).kind).toBe("not-permitted");
    await call("signIn", people.administrator);
    expect((await refused("installPack", { json: pack(school) })).kind).toBe("programme-in-use");
    expect((await call("getSession")).settings.programme).toBe(shop);
  });

  it("not while a receipt is open or put aside", async () => {
    const { call, refused } = running();
    await call("scan", { code: goods.milk.code });
    expect((await refused("saveSettings", change)).message).toContain("Открыт чек");
    await call("suspendBasket");
    expect((await refused("saveSettings", change)).message).toContain("отложенные чеки");
    await call("undo");
    await call("voidBasket", { reason: "ушёл" });
    expect((await call("saveSettings", change)).programme).toMatchObject({ id: school, currency: "RUB" });
  });

  it("not into another currency once something was sold: shifts and receipts keep theirs", async () => {
    const { call, refused } = running();
    await call("openShift", { floatMinor: 0 });
    await call("scan", { code: goods.milk.code });
    const sold = await payCash(running(), "a");
    await call("closeShift", { countedMinor: sold.payableMinor });
    expect((await refused("saveSettings", change)).message).toContain("Касса уже продавала в BYN");
  });

  it("empties a catalogue that the new programme would misread, and says so in the journal", async () => {
    const { call } = running();
    expect((await call("getStatus")).items).toBe(174);
    await call("saveSettings", change);
    expect((await call("getStatus")).items).toBe(0);
    expect((await call("listJournal", { limit: 1 }))[0]?.text).toBe("Программа кассы: sport-school, версия 1");
  });

  it("not while a file is being loaded, and a file checked before is to be checked anew", async () => {
    const { call, refused, raw } = running();
    const header = "sku,barcode,name_ru,category,unit,price_minor,currency";
    const { token } = await call("previewCatalogue", { csv: `${header}\n1,4817000010023,Молоко,food,pcs,1,BYN` });
    const rows = Array.from({ length: 20_000 }, (_, index) => `29100000${String(index).padStart(5, "0")},active`);
    await call("signIn", people.administrator);
    const loading = raw({ id: 1, command: "importCards", input: { csv: ["number,status", ...rows].join("\n") } });
    expect((await refused("saveSettings", change)).message).toContain("Идёт загрузка");
    await loading;
    await call("saveSettings", change);
    expect((await refused("importCatalogue", { token })).kind).toBe("import-unknown");
  });

  it("keeps the catalogue where the new one reads it the same", async () => {
    const twin = JSON.parse(pack(shop));
    const { call } = running();
    await call("signIn", people.administrator);
    await call("installPack", { json: JSON.stringify({ ...twin, pack: { ...twin.pack, id: "shop-twin" } }) });
    expect(await call("getSession")).toMatchObject({ settings: { programme: "shop-twin" } });
    expect((await call("getStatus")).items).toBe(174);
    expect(idsOf(await call("getSession"))).toEqual([shop, "shop-twin", school].toSorted());
  });

  it("a card imported under another programme is refused in words and gives no discount", async () => {
    const twin = JSON.parse(pack(shop));
    const { call, refused } = running();
    await call("signIn", people.administrator);
    await call("installPack", { json: JSON.stringify({ ...twin, pack: { ...twin.pack, id: "shop-twin" } }) });
    await call("signIn", people.cashier);
    await call("openShift", { floatMinor: 0 });
    await call("scan", { code: goods.milk.code });
    const refusal = await refused("scan", { code: cards.active });
    expect(refusal.message).toContain("Карта другой программы: здесь она не действует");
    expect(await call("getBasket")).toMatchObject({ totals: { discountMinor: 0 }, card: { state: "refused" } });
  });

  it("the one in force again changes nothing", async () => {
    const { call } = running();
    await call("openShift", { floatMinor: 0 });
    const { journal } = await call("getStatus");
    await call("saveSettings", { settings: { programme: shop } });
    expect((await call("getStatus")).journal.events).toBe(journal.events);
  });
});

describe("pack files of the app that are not what a till can run", () => {
  it("are left out of the choice and named with the reason, and the till works", async () => {
    keepPack("association.json", JSON.stringify({ format: "association-pack/1", anything: [] }));
    keepPack("broken.json", pack(shop).slice(0, 500));
    keepPack("faulty.json", pack(shop).replace('"minorDigits": 2', '"minorDigits": 3'));
    keepPack("empty.json", "");
    keepPack("list.json", "[]");
    const fresh = openNew();
    expect(idsOf(await fresh.call("getSession"))).toEqual([shop, school]);
    const packs = new Map((await fresh.call("getStatus")).packs.map((each) => [each.file, each]));
    expect([...packs.keys()]).toEqual(["association.json", "broken.json", "empty.json", "faulty.json", "list.json"]);
    expect(packs.get("association.json")).toMatchObject({
      state: "other-kind",
      message: "Правила другого вида (association-pack/1), касса по ним не продаёт. Делать ничего не нужно",
    });
    for (const file of ["broken.json", "empty.json", "list.json", "faulty.json"]) {
      expect(packs.get(file)).toMatchObject({
        state: "damaged",
        message: expect.stringContaining("Переустановите приложение"),
      });
    }
    expect(packs.get("faulty.json")?.message).toContain("pack.minorDigits");
    await fresh.call("createFirstOperator", { ...anna, programme: shop });
    expect((await fresh.call("getStatus")).packs).toHaveLength(5);
  });

  it("a chosen programme whose stored packs are lost is taken from the app again", async () => {
    till = await openSellingTill({ resources });
    const { dir } = till;
    await till.close();
    for (const name of ["cache.db", "cache.db-wal", "cache.db-shm", "packs"]) {
      rmSync(join(dir, name), { recursive: true, force: true });
    }
    till = openTestTill({ resources, dir });
    await till.call("signIn", people.cashier);
    expect(await till.call("getSession")).toMatchObject({ settings: { programme: shop }, programme: { id: shop } });
    expect((await till.call("getBasket")).blocked).toBe("В чеке пусто");
  });

  it("a chosen programme that is nowhere any more sells nothing: no other one takes its place", async () => {
    till = openTestTill({ demo: false, resources });
    await till.call("createFirstOperator", { ...anna, programme: shop });
    const { dir } = till;
    await till.close();
    rmSync(join(dir, "packs"), { recursive: true });
    rmSync(join(dir, "cache.db"));
    rmSync(join(resources, "packs", `${shop}.json`));
    till = openTestTill({ demo: false, resources, dir });
    const [administrator] = (await till.call("getSession")).operators;
    const session = await till.call("signIn", { operatorId: administrator?.id ?? "", pin: anna.pin });
    expect(session.settings.programme).toBeUndefined();
    expect(idsOf(session)).toEqual([school]);
    await refusedForNoProgramme(till.refused("previewCatalogue", { csv: "sku\n1" }));
    expect((await till.call("installPack", { json: pack(shop) })).settings.programme).toBe(shop);
  });

  it("none at all: the engine says in words that the app is incomplete", () => {
    rmSync(join(resources, "packs"), { recursive: true });
    const dataDir = mkdtempSync(join(tmpdir(), "till-"));
    const opened = openEngine({ dataDir, resourcesDir: resources });
    expect(opened).toMatchObject({
      ok: false,
      refusal: { kind: "pack-unknown", message: expect.stringContaining("Переустановите приложение") },
    });
    rmSync(dataDir, { recursive: true });
  });
});
