import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Db, openDurable } from "../../../db/connection/index.ts";
import { createMeta } from "../../../db/journal/index.ts";
import { cacheMigrations, journalMigrations, migrate, schemaVersion } from "../../../db/migrations/index.ts";
import { item, thrownBy, setUpTill } from "./fixtures.ts";

const folders: string[] = [];
const files: Db[] = [];

afterEach(() => {
  for (const db of files.splice(0)) db.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function emptyFile(): Db {
  const folder = mkdtempSync(join(tmpdir(), "till-"));
  const db = openDurable(join(folder, "file.db"), { part: "journal" });
  folders.push(folder);
  files.push(db);
  return db;
}

function tables(db: Db): string[] {
  const rows = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all();
  return rows.map(({ name }) => name);
}

describe("migrations of journal.db", () => {
  it("1 from nothing: journal, references, counters, meta", () => {
    const db = emptyFile();
    migrate(db, journalMigrations.slice(0, 1));
    expect(tables(db)).toEqual(["counter", "journal", "meta", "reference"]);
    expect(schemaVersion(db)).toBe(1);
  });

  it("2 from 1: adds overlay, baskets, operators and settings, and keeps the facts", () => {
    const db = emptyFile();
    migrate(db, journalMigrations.slice(0, 1));
    db.exec("INSERT INTO journal (seq, fact, refs, chain, sum) VALUES (1, '{}', '[]', 'c', 7)");
    migrate(db, journalMigrations.slice(0, 2));
    const added = ["basket", "card_overlay", "operator", "setting"];
    expect(tables(db)).toEqual(["counter", "journal", "meta", "reference", ...added].toSorted());
    expect(db.prepare<[], object>("SELECT * FROM journal").all()).toEqual([
      { seq: 1, fact: "{}", refs: "[]", chain: "c", sum: 7 },
    ]);
    expect(schemaVersion(db)).toBe(2);
  });

  it("3 from 2: adds the link to head office, and keeps cards and settings", () => {
    const db = emptyFile();
    migrate(db, journalMigrations.slice(0, 2));
    db.exec("INSERT INTO card_overlay VALUES ('7', 'shop', 'blocked', 5, 'active', 'lost', 9)");
    db.exec("INSERT INTO setting VALUES ('demo', 'true', 3)");
    const before = tables(db);
    migrate(db, journalMigrations.slice(0, 3));
    expect(tables(db)).toEqual([...before, "feed_kept", "link", "office_card"].toSorted());
    expect(db.prepare<[], object>("SELECT number, sum FROM card_overlay").all()).toEqual([{ number: "7", sum: 9 }]);
    expect(db.prepare<[], object>("SELECT value FROM setting").all()).toEqual([{ value: "true" }]);
    expect(schemaVersion(db)).toBe(3);
  });

  it("4 from 3: lays head office's cards on their snapshot, has the feed read anew, and keeps own changes", () => {
    const db = emptyFile();
    migrate(db, journalMigrations.slice(0, 3));
    db.exec("INSERT INTO card_overlay VALUES ('7', 'shop', 'blocked', 5, 'active', 'lost', 9)");
    db.exec("INSERT INTO office_card VALUES ('7', '{}', 0, 3)");
    db.exec("INSERT INTO link VALUES ('cursor', '12', 3), ('identity', '{}', 4)");
    migrate(db, journalMigrations.slice(0, 4));
    expect(db.prepare<[], object>("SELECT layer, number, epoch FROM office_card").all()).toEqual([]);
    expect(db.prepare<[], object>("SELECT key FROM link").all()).toEqual([{ key: "identity" }]);
    expect(db.prepare<[], object>("SELECT number FROM card_overlay").all()).toEqual([{ number: "7" }]);
    expect(schemaVersion(db)).toBe(4);
  });

  it("2 has one place for a basket, so that no two can be open", () => {
    const db = emptyFile();
    migrate(db, journalMigrations);
    const put = db.prepare<[string]>("INSERT INTO basket (place, at, by, body, sum) VALUES (?, 1, 'a', '{}', 1)");
    put.run("suspended 1");
    put.run("open");
    expect(() => put.run("open")).toThrow(/UNIQUE/);
  });
});

describe("migrations of cache.db", () => {
  it("1 from nothing: two slots for the catalogue, and packs", () => {
    const db = emptyFile();
    migrate(db, cacheMigrations.slice(0, 1));
    expect(tables(db)).toEqual(expect.arrayContaining(["catalogue", "item_a", "item_b", "pack", "word_a", "word_b"]));
    expect(schemaVersion(db)).toBe(1);
  });
});

describe("a cache.db of version 1", () => {
  const till = setUpTill();

  it("2 adds what a price list declares; articles written before are as they were, checksums included", () => {
    const old = till.open();
    const onion = item("1", "Лук репчатый", { flags: ["weighed"] });
    const replacement = old.items.replaceAll();
    replacement.add([onion]);
    replacement.commit();
    old.health.close();
    const db = openDurable(till.file("cache.db"), { part: "cache" });
    db.exec("ALTER TABLE item_a DROP COLUMN facts; ALTER TABLE item_b DROP COLUMN facts; PRAGMA user_version = 1");
    db.close();
    const { items, recovery } = till.open();
    expect([recovery, [...items.all()]]).toEqual([[], [onion]]);
  });
});

describe("migrate", () => {
  it("leaves the version before when a step fails, and its tables unmade", () => {
    const db = emptyFile();
    const broken = { version: 2, sql: "CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);" };
    expect(() => migrate(db, [...journalMigrations.slice(0, 1), broken])).toThrow(/nowhere/);
    expect(schemaVersion(db)).toBe(1);
    expect(tables(db)).not.toContain("half");
  });

  it("does a step once", () => {
    const db = emptyFile();
    const steps: number[] = [];
    migrate(db, journalMigrations, (version) => steps.push(version));
    migrate(db, journalMigrations, (version) => steps.push(version));
    expect(steps).toEqual([1, 2, 3, 4]);
  });

  it("refuses a newer schema and leaves the file alone", () => {
    const db = emptyFile();
    db.pragma("user_version = 99");
    expect(thrownBy(() => migrate(db, journalMigrations))).toMatchObject({ kind: "schema-newer" });
    expect(tables(db)).toEqual([]);
  });
});

describe("a newer journal.db", () => {
  const till = setUpTill();

  const newest = journalMigrations.length;

  /** Opens the till's journal as another app would. */
  function change(work: (db: Db) => void): void {
    const db = openDurable(till.file("journal.db"), { part: "journal" });
    work(db);
    db.close();
  }

  it("is refused at opening and left alone", () => {
    till.open().health.close();
    const next = { version: newest + 1, sql: "CREATE TABLE invention (a)" };
    change((db) => migrate(db, [...journalMigrations, next], (version) => createMeta(db).set("schema", `${version}`)));
    expect(thrownBy(() => till.open())).toMatchObject({ kind: "schema-newer", part: "journal" });
    change((db) => expect(tables(db)).toContain("invention"));
  });

  it("is refused too if it no longer has our tables", () => {
    till.open().health.close();
    change((db) => db.exec(`DROP TABLE meta; PRAGMA user_version = ${newest + 1}`));
    expect(thrownBy(() => till.open())).toMatchObject({ kind: "schema-newer" });
  });

  it("is damage when only the header says so: a flipped bit must not stop the till", () => {
    till.open().health.close();
    change((db) => db.pragma(`user_version = ${newest + 64}`));
    expect(till.open().recovery).toMatchObject([{ kind: "journal-fresh" }]);
  });
});
