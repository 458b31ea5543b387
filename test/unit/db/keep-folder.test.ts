import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openDurable } from "../../../db/connection/index.ts";
import { backUpFolder, restoreBackup, verifyFolder } from "../../../db/stores/index.ts";
import { appendSales, fact, setUpTill, thrownBy } from "./fixtures.ts";

const till = setUpTill();
const at = Date.UTC(2025, 0, 31, 9, 30);

describe("keeping a folder from beside the till that sells on it", () => {
  it("backs up what is there, takes no part in what comes after, and the copy restores", () => {
    const storage = till.open();
    appendSales(storage, 12);
    const { file, bytes } = backUpFolder(till.dir, { at });
    appendSales(storage, 1);
    expect(file).toBe(till.file("backups/journal-20250131T093000Z-12.db"));
    expect(bytes).toBeGreaterThan(4096);
    expect(storage.health.lastBackupAt()).toBe(at);
    expect(restoreBackup(till.file("restored"), file).events).toBe(12);
  });

  it("keeps the newest and drops what a backup that was cut off left behind", () => {
    const storage = till.open();
    appendSales(storage, 1);
    mkdirSync(till.file("backups"), { recursive: true });
    for (const name of ["journal-20240101T000000Z-9.db.new", "journal-20240101T000000Z-9.db.new-journal"]) {
      writeFileSync(till.file(`backups/${name}`), "");
    }
    for (let day = 1; day <= 5; day += 1) backUpFolder(till.dir, { at: Date.UTC(2025, 0, day), kept: 2 });
    expect(readdirSync(till.file("backups")).toSorted()).toEqual([
      "journal-20250104T000000Z-1.db",
      "journal-20250105T000000Z-1.db",
    ]);
    const usb = `${till.dir}-usb.db`;
    expect(backUpFolder(till.dir, { at, file: usb }).file).toBe(usb);
    expect(readdirSync(till.file("backups"))).toHaveLength(2);
    rmSync(usb);
  });

  it("keeps the one with more in it where the clock stood still", () => {
    const storage = till.open({ wall: () => at });
    for (const count of [9, 1, 90]) {
      appendSales(storage, count);
      backUpFolder(till.dir, { at, kept: 1 });
    }
    expect(readdirSync(till.file("backups"))).toEqual(["journal-20250131T093000Z-100.db"]);
  });

  it.each(["journal.db", "cache.db", "backups/mine.db", "new/copy.db"])("puts no copy at %s of the folder", (name) => {
    const storage = till.open();
    appendSales(storage, 1);
    expect(thrownBy(() => backUpFolder(till.dir, { at, file: till.file(name) }))).toMatchObject({
      kind: "no-permission",
    });
    appendSales(storage, 1);
    expect(verifyFolder(till.dir).events).toBe(2);
  });

  it("verifies the whole chain, finds the first entry that does not fit, and backs up no damage", () => {
    const storage = till.open();
    appendSales(storage, 5);
    expect(verifyFolder(till.dir)).toEqual({ events: 5, brokenAt: null, head: storage.journal.head().chain });
    const db = openDurable(till.file("journal.db"), { part: "journal" });
    db.exec("UPDATE journal SET fact = replace(fact, '5 %', '6 %') WHERE seq = 2");
    db.close();
    expect(verifyFolder(till.dir)).toMatchObject({ events: 1, brokenAt: 2 });
    expect(thrownBy(() => backUpFolder(till.dir, { at }))).toMatchObject({ kind: "storage-damaged", part: "journal" });
    expect(readdirSync(till.file("backups"))).toEqual([]);
  });

  it("says so where the folder holds no journal", () => {
    expect(thrownBy(() => verifyFolder(till.dir))).toMatchObject({ kind: "no-permission" });
    expect(existsSync(till.file("journal.db"))).toBe(false);
  });

  it("leaves scheduled backups to whoever asks for them elsewhere", () => {
    const storage = till.open({ backupsElsewhere: true, wall: () => at });
    expect(storage.health.backupDue()).toBe(false);
    storage.transaction(() => storage.journal.append(fact("sale-completed")));
    storage.health.idle();
    expect(storage.health.lastBackupAt()).toBeNull();
    expect(storage.health.backupDue()).toBe(true);
    backUpFolder(till.dir, { at });
    expect(storage.health.backupDue()).toBe(false);
  });
});
