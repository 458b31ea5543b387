import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { StoredPack, SyncStore } from "../../../core/commands/index.ts";
import type { AnyPack } from "../../../core/packs/index.ts";
import { createShelf } from "../../../core/commands/programme/pack-shelf.ts";

const packs = join(import.meta.dirname, "../../../resources/packs");
const five = ["ad-council", "beltamozh", "client-centric", "ruslom", "sport-school"];

function stored(id: string, json = readFileSync(join(packs, `${id}.json`), "utf8")): StoredPack {
  return { id, version: 1, hash: `hash of ${id}`, json, installedAt: 0 };
}

/** A shelf of all five, and what it has looked into. */
function shelfOf(rows: StoredPack[]) {
  const looked: string[] = [];
  const digest = (json: string): string => {
    const id = rows.find((row) => row.json === json)?.id ?? "";
    looked.push(id);
    return `hash of ${id}`;
  };
  const sync: SyncStore = Object.assign(Object.create(null), { trust: () => null, identity: () => null });
  const kept = new Map<string, AnyPack>();
  const readPacks = {
    recall: (hash: string) => kept.get(hash),
    keep: (hash: string, read: AnyPack) => void kept.set(hash, read),
  };
  const store = { list: () => rows, save: () => undefined };
  return { looked, kept, shelf: createShelf({ packs: store, digest, sync, readPacks }) };
}

describe("the installed packs", () => {
  it("are read when asked for and once: a desk's start does not wait for what does not apply there", () => {
    const { shelf, looked } = shelfOf(five.map((id) => stored(id)));
    expect(shelf.of(["beltamozh"]).map(({ kind }) => kind)).toEqual(["selling"]);
    expect(looked).toEqual(["beltamozh"]);
    expect(shelf.of(["beltamozh", "ruslom"]).map(({ kind }) => kind)).toEqual(["selling", "entitlement"]);
    expect(looked).toEqual(["beltamozh", "ruslom"]);
    expect(shelf.all().map(({ pack }) => pack.pack.id)).toEqual(five);
    expect(looked).toHaveLength(5);
  });

  it("are found by the hash that a stored receipt names", () => {
    const { shelf, looked } = shelfOf(five.map((id) => stored(id)));
    expect(shelf.byHash("hash of sport-school")?.pack.pack.id).toBe("sport-school");
    expect(shelf.byHash("hash of nothing")).toBeUndefined();
    expect(looked).toEqual(["sport-school"]);
  });

  it("leave out one whose text is not what was installed, or that does not read; it is read again once mended", () => {
    const rows = five.map((id) => stored(id));
    const { shelf } = shelfOf(rows);
    rows[1] = { ...stored("beltamozh"), hash: "another" };
    rows[3] = stored("ruslom", "{");
    expect(shelf.of(["beltamozh", "ruslom"])).toEqual([]);
    rows[1] = stored("beltamozh");
    expect(shelf.of(["beltamozh", "ruslom"])).toHaveLength(1);
  });

  it("are kept as they were read, and not read again by a start that has them so", () => {
    const rows = [stored("beltamozh")];
    const { shelf, kept } = shelfOf(rows);
    const [read] = shelf.of(["beltamozh"]);
    expect(kept.get("hash of beltamozh")?.pack).toBe(read?.pack);
    const later = shelfOf([stored("beltamozh", "as it was")]);
    kept.forEach((pack, hash) => later.kept.set(hash, pack));
    expect(later.shelf.of(["beltamozh"])).toEqual([read]);
  });

  it("are not taken as they were read where the text is not what was installed", () => {
    const { shelf, kept } = shelfOf([{ ...stored("beltamozh"), hash: "another" }]);
    kept.set("another", shelfOf([stored("ruslom")]).shelf.all()[0] as AnyPack);
    expect(shelf.all()).toEqual([]);
  });
});
