import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Basket } from "../../../core/basket/index.ts";
import type { Card } from "../../../core/card/index.ts";
import type { Item } from "../../../core/catalogue/index.ts";
import { openStorage } from "../../../db/stores/index.ts";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "till-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const open = () => openStorage(dir, { reserveBytes: 0 });
const card = (number: string, status: Card["status"] = "active"): Card => ({
  number,
  programme: "p",
  status,
  since: 5,
});
const item = (sku: string, ru: string, barcode = `48${sku}`): Item => ({
  sku,
  barcode,
  name: { ru, en: "" },
  category: "food",
  unit: "pcs",
  priceMinor: 100,
  flags: ["a", "b"],
});
const basket = (id: string): Basket => ({
  id,
  openedAt: 1,
  openedBy: "op",
  lines: [],
  card: null,
  declined: [],
  nextLine: 1,
  revision: 1,
});

describe("storage", () => {
  it("gives back after reopening what was committed", () => {
    const first = open();
    first.transaction(() => {
      first.cards.save(card("001", "blocked"));
      first.baskets.saveOpen(basket("b1"));
      first.settings.set("theme", { name: "dark" });
      first.journal.append({ kind: "k", id: "1", actor: "a", role: "r", body: { n: 1 }, refs: ["receipt:1"] });
      expect(first.journal.nextNumber("receipt")).toBe(1);
    });
    const load = first.cards.replaceAll();
    load.add([card("002"), card("001")]);
    load.commit();
    const goods = first.items.replaceAll();
    goods.add([item("1", "Молоко топлёное 3,2%"), item("2", "Хлеб")]);
    goods.commit();
    first.health.close();

    const again = open();
    expect(again.cards.find("001")).toEqual(card("001", "blocked"));
    expect(again.cards.find("002")).toEqual(card("002"));
    expect(again.cards.find("003")).toBeUndefined();
    expect(again.cards.count()).toBe(2);
    expect(again.baskets.open()).toEqual(basket("b1"));
    expect(again.settings.get("theme")).toEqual({ name: "dark" });
    expect(again.journal.byRef("receipt:1").map((entry) => entry.fact.body)).toEqual([{ n: 1 }]);
    expect(again.items.search("ТОПЛЕ мол", 5)).toEqual([item("1", "Молоко топлёное 3,2%")]);
    expect([...again.items.all()].map(({ sku }) => sku)).toEqual(["1", "2"]);
    expect(again.recovery).toEqual([]);
    again.health.close();
  });
});
