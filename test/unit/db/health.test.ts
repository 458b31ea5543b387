import { existsSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openDurable } from "../../../db/connection/index.ts";
import type { TillStorage } from "../../../db/stores/index.ts";
import { appendSales, setUpTill } from "./fixtures.ts";

const till = setUpTill();

describe("durability", () => {
  it("is asserted on every open: a log, every commit flushed", () => {
    for (let round = 0; round < 3; round += 1) {
      const db = openDurable(till.file("any.db"), { part: "journal" });
      expect(db.pragma("journal_mode")).toBe("wal");
      expect(db.pragma("synchronous")).toBe(2);
      expect(db.pragma("foreign_keys")).toBe(1);
      expect(db.pragma("trusted_schema")).toBe(0);
      expect(db.pragma("wal_autocheckpoint")).toBe(4000);
      db.exec(`CREATE TABLE t${round} (a)`);
      db.close();
    }
  });

  it("checkpoints in an idle moment once the log is worth it, and not before", () => {
    const storage = till.open({ idleCheckpointPages: 100 });
    const log = () => openDurable(till.file("journal.db"), { part: "journal" });
    appendSales(storage, 5);
    storage.health.idle();
    const early = log();
    expect(early.walPages()).toBeGreaterThan(0);
    appendSales(storage, 50);
    expect(early.walPages()).toBeGreaterThanOrEqual(100);
    storage.health.idle();
    expect(early.walPages()).toBeLessThan(10);
    early.close();
  });

  it("checkpoints within the sale at the hard bound when the till is never idle", () => {
    const storage = till.open({ walPagesMax: 50 });
    appendSales(storage, 200);
    expect(statSync(till.file("journal.db-wal")).size).toBeLessThan(70 * 4120);
  });
});

describe("health", () => {
  it("holds a reserve after the first idle moment, whole again when it was used", () => {
    const storage = till.open({ reserveBytes: 100_000 });
    expect(existsSync(till.file("reserve.bin"))).toBe(false);
    storage.health.idle();
    expect(statSync(till.file("reserve.bin")).size).toBe(100_000);
    storage.health.idle();
    expect(storage.health.state()).toMatchObject({ message: null, freeBytes: expect.any(Number) });
    expect(["ok", "low"]).toContain(storage.health.state().state);
  });

  it("tells of transactions that took long, and only of those", () => {
    const slow: [string, number][] = [];
    const storage = till.open({ onSlow: (what, tookMs) => slow.push([what, tookMs]) });
    storage.transaction(() => storage.settings.set("a", 1));
    expect(slow).toEqual([]);
    storage.transaction(() => {
      const until = performance.now() + 60;
      while (performance.now() < until) storage.settings.get("a");
    });
    expect(slow).toEqual([["transaction", expect.any(Number)]]);
  });

  it("walks only the newest links when the last end was clean, so that an old till opens like a new one", () => {
    const storage = till.open();
    storage.transaction(() => appendSales(storage, 60));
    storage.health.close();
    const db = openDurable(till.file("journal.db"), { part: "journal" });
    db.exec("UPDATE journal SET fact = '{}' WHERE seq = 30");
    db.close();
    expect(till.open().recovery).toEqual([]);
    till.closeAll();
    expect(till.open({ suspect: ["journal"] }).recovery).toMatchObject([{ kind: "journal-salvaged", events: 29 }]);
    till.closeAll();
  });

  it.each([
    ["closed", (storage: TillStorage) => storage.health.close(), []],
    ["killed right after opening", () => {}, [{ kind: "journal-salvaged" }]],
    ["killed after its first change", sellOnce, [{ kind: "journal-salvaged" }]],
  ])("looks through the pages of the file unless the last app was closed: it was %s", (_how, end, recovery) => {
    const first = till.open();
    first.transaction(() => appendSales(first, 60));
    first.health.close();
    end(till.open());
    const left = new Map(till.copy());
    const file = Buffer.from(left.get("journal.db") ?? "");
    // Row 20 lies where no start reads.
    const page = Math.floor(file.indexOf('"f20"') / 4096);
    left.set("journal.db", file.fill(0, page * 4096, page * 4096 + 4096));
    till.putBack(left);
    expect(till.open().recovery).toMatchObject(recovery);
  });

  it("walks all links since the last check after an unclean end", () => {
    const storage = till.open();
    storage.transaction(() => appendSales(storage, 60));
    const killed = till.copy();
    till.putBack(killed);
    const db = openDurable(till.file("journal.db"), { part: "journal" });
    db.exec("UPDATE journal SET fact = '{}' WHERE seq = 30");
    db.close();
    expect(till.open().recovery).toMatchObject([{ kind: "journal-salvaged", events: 29, lost: 31 }]);
  });
});

function sellOnce(storage: TillStorage): void {
  storage.transaction(() => appendSales(storage, 1));
}
