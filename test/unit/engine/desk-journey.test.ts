import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionView } from "../../../core/contract/index.ts";
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

const association = ["ad-council", "client-centric", "ruslom"];

let resources = "";
let till: TestTill | undefined;
beforeEach(() => {
  resources = mkdtempSync(join(tmpdir(), "resources-"));
  for (const part of ["locales", "demo", "packs", "calendars"]) {
    cpSync(join(resourcesDir, part), join(resources, part), { recursive: true });
  }
});
afterEach(async () => {
  await till?.remove();
  till = undefined;
  rmSync(resources, { recursive: true, force: true });
});

type Json = Record<string, Record<string, unknown>>;

function packOf(id: string): Json {
  return JSON.parse(readFileSync(join(resourcesDir, "packs", `${id}.json`), "utf8")) as Json;
}

/** A pack as it is but for its header. */
function edition(id: string, header: Record<string, unknown>): string {
  const pack = packOf(id);
  return JSON.stringify({ ...pack, pack: { ...pack["pack"], ...header } });
}

async function openAs(who: (typeof people)[keyof typeof people]): Promise<TestTill> {
  till = openTestTill({ resources });
  await till.call("signIn", who);
  return till;
}

const sectionsOf = ({ desk }: SessionView) =>
  desk.sections.map(({ section, programmes }) => [section, ...programmes.map(({ id }) => id)]);

describe("which programmes apply at a desk is a setting", () => {
  it("offers the kinds apart: those that sell, and those that apply beside, each with its document", async () => {
    const { call } = await openAs(people.manager);
    const session = await call("getSession");
    expect(session.programmes.map(({ id }) => id)).toEqual(["beltamozh", "sport-school"]);
    expect(session.regulations.map(({ id, kind }) => [id, kind])).toEqual([
      ["ad-council", "membership"],
      ["client-centric", "service"],
      ["ruslom", "entitlement"],
    ]);
    expect(session.regulations[2]?.document).toContain("РУСЛОМ.КОМ");
    expect(session.settings.beside).toEqual([]);
  });

  it("gives the desk the sections of what applies there, over a restart too, and the till's own stays", async () => {
    const { call } = await openAs(people.manager);
    expect(sectionsOf(await call("getSession"))).toEqual([["sale", "beltamozh"]]);
    const session = await call("saveSettings", { settings: { beside: [...association, "ruslom"].toReversed() } });
    expect(session.settings.beside).toEqual(association);
    const all = [
      ["sale", "beltamozh"],
      ["members", "ruslom"],
      ["fees", "ad-council"],
    ];
    expect(sectionsOf(session)).toEqual(all);
    till = await till?.restart();
    expect(sectionsOf(await call0("getSession"))).toEqual(all);
    expect((await call0("getStatus")).packs).toEqual([]);
  });

  it("changes at any time, with a shift and a receipt open: nothing is priced by it", async () => {
    till = await openSellingTill({ resources });
    await till.call("scan", { code: goods.milk.code });
    await till.call("signIn", people.manager);
    await till.call("saveSettings", { settings: { beside: ["ruslom"] } });
    expect((await till.call("getBasket")).totals.payableMinor).toBe(goods.milk.priceMinor);
    const [fact] = await till.call("listJournal", { limit: 1 });
    expect(fact?.kind).toBe("settings-changed");
    expect(sectionsOf(await till.call("saveSettings", { settings: { beside: [] } }))).toEqual([["sale", "beltamozh"]]);
  });

  it.each([
    [["nobody"], "programme-unknown", "«nobody»"],
    [["ruslom", "sport-school"], "programme-not-beside", "СШОР"],
  ])("refuses %j in words and changes nothing", async (beside, kind, words) => {
    const { call, refused } = await openAs(people.manager);
    const refusal = await refused("saveSettings", { settings: { beside } });
    expect(refusal).toMatchObject({ kind, message: expect.stringContaining(words) });
    expect((await call("getSession")).settings.beside).toEqual([]);
  });

  it("is not a cashier's business", async () => {
    const { refused } = await openAs(people.cashier);
    expect((await refused("saveSettings", { settings: { beside: ["ruslom"] } })).kind).toBe("not-permitted");
  });

  it("sells nothing where nothing sells, and takes currency and time zone from what applies", async () => {
    const { call, refused } = await openAs(people.manager);
    const session = await call("saveSettings", { settings: { beside: association, programme: null } });
    expect(sectionsOf(session)).toEqual([
      ["members", "ruslom"],
      ["fees", "ad-council"],
    ]);
    expect(session.settings.programme).toBeUndefined();
    expect(session.programme).toMatchObject({ id: "ad-council", currency: "RUB", timeZone: "Europe/Moscow" });
    expect((await refused("openShift", { floatMinor: 0 })).kind).toBe("pack-unknown");
    till = await till?.restart();
    expect((await call0("getSession")).programme.currency).toBe("RUB");
    await call0("signIn", people.manager);
    const back = await call0("saveSettings", { settings: { programme: "beltamozh" } });
    expect(back).toMatchObject({ settings: { programme: "beltamozh" }, programme: { currency: "BYN" } });
  });
});

/** The till after a restart. */
const call0: TestTill["call"] = (command, input) => {
  if (!till) throw new Error("a till is open");
  return till.call(command, input);
};

describe("rules of every kind are installed from a file", () => {
  it("apply beside from then on; the newest version whose day has come counts", async () => {
    const { call } = await openAs(people.administrator);
    const twin = { id: "twin", version: 2, effective: { from: "2024-01-01" } };
    expect(sectionsOf(await call("installPack", { json: edition("ruslom", twin) }))).toContainEqual([
      "members",
      "twin",
    ]);
    const later = { ...twin, version: 3, title: titled("Позже"), effective: { from: "2025-02-01" } };
    const session = await call("installPack", { json: edition("ruslom", later) });
    expect(session.settings.beside).toEqual(["twin"]);
    expect(session.desk.sections[1]?.programmes[0]?.title).toContain("РУСЛОМ.КОМ");
    till?.setClock(Date.parse("2025-02-01T00:00:00+03:00"));
    expect((await call("getSession")).desk.sections[1]?.programmes[0]?.title).toBe("Позже");
  });

  it("have their section only while their dates hold", async () => {
    const { call } = await openAs(people.administrator);
    const json = edition("ruslom", { id: "past", effective: { from: "2021-01-01", to: "2023-12-31" } });
    expect(sectionsOf(await call("installPack", { json }))).toEqual([["sale", "beltamozh"]]);
  });

  it("not where a service standard of the desk forbids to decide by a personal trait, in either order", async () => {
    const { call, refused } = await openAs(people.administrator);
    const council = packOf("ad-council");
    const traits = {
      ...council,
      facts: { ...council["facts"], "client.age": { type: "integer", from: "reception" } },
      titles: { ...council["titles"], "client.age": titled("Возраст") },
      eligibility: [{ code: "decision_required", clause: "1", when: { fact: "client.age", above: 17 } }],
    };
    const json = JSON.stringify({ ...traits, pack: { ...council["pack"], id: "traits" } });
    await call("saveSettings", { settings: { beside: ["client-centric"] } });
    const refusal = await refused("installPack", { json });
    expect(refusal).toMatchObject({ kind: "pack-invalid", message: expect.stringContaining("client.age") });
    await call("saveSettings", { settings: { beside: [] } });
    await call("installPack", { json });
    const other = await refused("saveSettings", { settings: { beside: ["traits", "client-centric"] } });
    expect(other.kind).toBe("pack-invalid");
    expect((await call("getSession")).settings.beside).toEqual(["traits"]);
  });

  it.each(["lottery-pack/1", "constructor"])(
    "of the format %s, unknown here, are refused by its name",
    async (format) => {
      const { refused } = await openAs(people.administrator);
      const refusal = await refused("installPack", { json: JSON.stringify({ format }) });
      expect(refusal).toMatchObject({ kind: "pack-invalid", message: expect.stringContaining(format) });
    },
  );
});

const titled = (text: string) => ({ ru: text, be: text, en: text });

describe("rules that cannot be read any more", () => {
  async function lose(ids: string[]): Promise<TestTill> {
    const before = await openAs(people.administrator);
    await before.call("saveSettings", { settings: { beside: ids } });
    const { dir } = before;
    await before.close();
    for (const name of ["cache.db", "cache.db-wal", "cache.db-shm", "packs"]) {
      rmSync(join(dir, name), { recursive: true, force: true });
    }
    return before;
  }

  it("are taken from the app again where they came with it", async () => {
    const { dir } = await lose(["ruslom"]);
    till = openTestTill({ resources, dir });
    expect(sectionsOf(await till.call("getSession"))).toContainEqual(["members", "ruslom"]);
  });

  it("are told and left out where they are lost, and the till sells on", async () => {
    const { dir } = await lose(["ad-council", "ruslom"]);
    writeFileSync(join(resources, "packs", "ruslom.json"), "{");
    till = openTestTill({ resources, dir });
    const session = await till.call("signIn", people.cashier);
    expect(sectionsOf(session)).toEqual([
      ["sale", "beltamozh"],
      ["fees", "ad-council"],
    ]);
    expect(session.desk.missing).toEqual([expect.stringContaining("«ruslom»")]);
    await till.call("openShift", { floatMinor: 0 });
    expect((await till.call("getBasket")).blocked).toBe("В чеке пусто");
  });
});

describe("the demo takes the place of one desk or another", () => {
  beforeEach(() => {
    till = openTestTill({ resources });
  });
  const site = ({ settings, desk, programme }: SessionView) => ({
    terminal: settings.terminalName,
    sections: desk.sections.map(({ section }) => section),
    currency: programme.currency,
  });

  it("before anybody signs in, and back, with the price list of each", async () => {
    const first = await call0("getSession");
    expect(first.workplaces.map(({ id, current }) => [id, current])).toEqual([
      ["shop", true],
      ["school", false],
      ["association", false],
    ]);
    const school = await call0("chooseWorkplace", { id: "school" });
    expect(site(school)).toEqual({ terminal: "Стойка 1", sections: ["services", "stays"], currency: "RUB" });
    expect(school.workplaces.find(({ current }) => current)?.id).toBe("school");
    const onList = (await call0("getStatus")).items;
    expect(onList).toBeGreaterThan(10);
    const office = await call0("chooseWorkplace", { id: "association" });
    expect(site(office)).toEqual({ terminal: "Приёмная", sections: ["members", "fees"], currency: "RUB" });
    expect(site(await call0("chooseWorkplace", { id: "shop" }))).toEqual(site(first));
    expect((await call0("getStatus")).items).toBe(174);
    expect(onList).not.toBe(174);
  });

  it("keeps the place over a restart, and how the screen looks when it changes", async () => {
    await call0("saveSettings", { settings: { theme: "dark" } });
    await call0("chooseWorkplace", { id: "school" });
    till = await till?.restart();
    const session = await call0("getSession");
    expect(site(session).terminal).toBe("Стойка 1");
    expect(session.settings.theme).toBe("dark");
  });

  it("not while a shift or a receipt is open, and says what to do first", async () => {
    await call0("signIn", people.cashier);
    await call0("scan", { code: goods.milk.code });
    const refused = async () => till?.refused("chooseWorkplace", { id: "school" });
    expect(await refused()).toMatchObject({ kind: "workplace-in-use", message: expect.stringContaining("Открыт чек") });
    await call0("voidBasket", { reason: "ушёл" });
    await call0("openShift", { floatMinor: 0 });
    expect((await refused())?.message).toContain("Открыта смена 1: сначала закройте её");
  });

  it("also when the shop has sold in another currency; its receipts are returned at their own desk", async () => {
    const sold = await sellMilk();
    await call0("chooseWorkplace", { id: "school" });
    await call0("signIn", people.manager);
    await call0("openShift", { floatMinor: 10_000 });
    expect((await call0("getReceipt", { id: sold.id })).lines[0]?.reason).toMatch(/18\.2$/);
    const lines = [{ lineId: sold.lines[0]?.id ?? "", qtyMilli: 1000 }];
    const refusal = await till?.refused("previewReturn", { receiptId: sold.id, lines });
    expect(refusal).toMatchObject({ kind: "receipt-other-currency", message: expect.stringContaining("BYN") });
  });

  async function sellMilk() {
    await call0("signIn", people.cashier);
    await call0("openShift", { floatMinor: 0 });
    await call0("scan", { code: goods.milk.code });
    await call0("scan", { code: cards.active });
    if (!till) throw new Error("a till is open");
    const sold = await payCash(till, "a");
    await call0("signIn", people.manager);
    await call0("closeShift", { countedMinor: sold.payableMinor });
    return sold;
  }

  it("an unknown place is refused, and a real terminal has none", async () => {
    expect((await till?.refused("chooseWorkplace", { id: "moon" }))?.kind).toBe("workplace-unknown");
    await till?.remove();
    till = openTestTill({ resources, demo: false });
    expect((await call0("getSession")).workplaces).toEqual([]);
    expect((await till.refused("chooseWorkplace", { id: "school" })).kind).toBe("workplace-unknown");
  });
});
