import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openDurable } from "../../../db/connection/index.ts";
import { restoreBackup } from "../../../db/stores/index.ts";
import { appendSales, basket, card, fact, thrownBy, setUpTill } from "./fixtures.ts";

const till = setUpTill();
const day = 86_400_000;
const backups = () => readdirSync(till.file("backups")).toSorted();

describe("backup", () => {
  it("is a whole journal of its own that reads back", () => {
    const storage = till.open({ wall: () => Date.UTC(2025, 0, 31, 9, 30) });
    appendSales(storage, 12);
    const { file, bytes } = storage.health.backUp();
    expect(file).toBe(till.file("backups/journal-20250131T093000Z-12.db"));
    expect(bytes).toBeGreaterThan(4096);
    expect(storage.health.lastBackupAt()).toBe(Date.UTC(2025, 0, 31, 9, 30));
    const copy = openDurable(file, { part: "journal" });
    expect(copy.prepare<[], object>("SELECT count(*) AS facts FROM journal").get()).toEqual({ facts: 12 });
    copy.close();
  });

  it("goes where it is asked to, and replaces what is there only when it is whole", () => {
    const storage = till.open();
    appendSales(storage, 1);
    const target = till.file("usb/stick/copy.db");
    mkdirSync(till.file("usb/stick"), { recursive: true });
    writeFileSync(target, "an older one");
    expect(storage.health.backUp(target).file).toBe(target);
    expect(readdirSync(till.file("usb/stick"))).toEqual(["copy.db"]);
    expect(storage.health.lastBackupAt()).toBeNull();
  });

  it("is refused where the journal no longer holds: a backup of damage heals nothing", () => {
    const storage = till.open();
    appendSales(storage, 5);
    const db = openDurable(till.file("journal.db"), { part: "journal" });
    db.exec("UPDATE journal SET fact = replace(fact, '5 %', '6 %') WHERE seq = 2");
    db.close();
    expect(thrownBy(() => storage.health.backUp())).toMatchObject({ kind: "storage-damaged", part: "journal" });
    expect(backups()).toEqual([]);
  });

  it("is made once a day in an idle moment, and the newest are kept", () => {
    let wall = Date.UTC(2025, 0, 1);
    const storage = till.open({ wall: () => wall, backupsKept: 3 });
    storage.health.idle();
    expect(storage.health.lastBackupAt()).toBeNull();
    appendSales(storage, 1);
    storage.health.idle();
    storage.health.idle();
    expect(backups()).toHaveLength(1);
    for (let index = 0; index < 5; index += 1) {
      wall += day - 1;
      storage.health.idle();
      wall += 1;
      storage.health.idle();
    }
    expect(backups()).toEqual(["04", "05", "06"].map((date) => `journal-202501${date}T000000Z-1.db`));
  });

  it("follows a salvage at once: older ones are of another generation", () => {
    const first = till.open();
    appendSales(first, 5);
    first.health.idle();
    first.health.close();
    const db = openDurable(till.file("journal.db"), { part: "journal" });
    db.exec("UPDATE journal SET fact = '{}' WHERE seq = 5");
    db.close();
    const storage = till.open({ suspect: ["journal"] });
    expect(storage.recovery).toHaveLength(1);
    appendSales(storage, 1);
    const before = backups().length;
    storage.health.idle();
    expect(backups().length).toBe(before + 1);
  });
});

describe("restore", () => {
  /** Ten sales, a backup, five more sales. */
  function liveOn() {
    const storage = till.open();
    const cards = storage.cards.replaceAll();
    cards.add([card("1")]);
    cards.commit();
    appendSales(storage, 10);
    storage.baskets.saveOpen(basket("old"));
    const { file } = storage.health.backUp();
    storage.baskets.closeOpen();
    appendSales(storage, 5);
    const { generation } = storage.journal;
    storage.health.close();
    return { file, generation };
  }

  it("brings the backup's facts back under a new generation and keeps the replaced journal", () => {
    const { file, generation } = liveOn();
    expect(restoreBackup(till.dir, file)).toEqual({ events: 10, aside: till.file("aside/journal.db") });
    const storage = till.open();
    expect(storage.recovery).toEqual([]);
    expect(storage.journal.verify()).toMatchObject({ events: 10, brokenAt: null });
    expect(storage.journal.generation).not.toBe(generation);
    expect(storage.cards.find("1")).toEqual(card("1"));
    expect(existsSync(till.file("aside/journal.db"))).toBe(true);
  });

  it("never gives a receipt number again that the replaced journal had used", () => {
    const { file } = liveOn();
    restoreBackup(till.dir, file);
    const storage = till.open();
    expect(storage.transaction(() => storage.journal.nextNumber("receipt"))).toBe(16);
  });

  it("drops the baskets of the backup: they may have been sold since", () => {
    const { file } = liveOn();
    restoreBackup(till.dir, file);
    expect(till.open().baskets.open()).toBeUndefined();
  });

  it("works on a new disk, with the backup alone; the cards have to be loaded again", () => {
    const { file } = liveOn();
    const backup = till.copy().get(`backups/${file.split(/[\\/]/).at(-1) ?? ""}`);
    till.clear();
    writeFileSync(till.file("stick.db"), backup ?? "");
    expect(restoreBackup(till.dir, till.file("stick.db"))).toEqual({ events: 10, aside: null });
    const storage = till.open();
    expect(storage.recovery).toEqual([{ kind: "cards-lost" }]);
    expect(storage.transaction(() => storage.journal.append(fact("next"))).seq).toBe(11);
  });

  it.each([
    ["that does not exist", null],
    ["that is no database", "garbage".repeat(999)],
    ["that is empty", ""],
  ])("refuses a file %s, and changes nothing", (_, content) => {
    const { generation } = liveOn();
    if (content !== null) writeFileSync(till.file("bad.db"), content);
    expect(thrownBy(() => restoreBackup(till.dir, till.file("bad.db")))).toMatchObject({ kind: "backup-invalid" });
    const storage = till.open();
    expect([storage.journal.head().seq, storage.journal.generation]).toEqual([15, generation]);
  });

  it("refuses a backup whose chain does not hold", () => {
    const { file } = liveOn();
    const db = openDurable(file, { part: "journal" });
    db.exec("UPDATE journal SET fact = replace(fact, '5 %', '6 %') WHERE seq = 2");
    db.close();
    expect(thrownBy(() => restoreBackup(till.dir, file))).toMatchObject({ kind: "backup-invalid" });
  });

  it("is refused while the till is open", () => {
    const { file } = liveOn();
    till.open();
    expect(thrownBy(() => restoreBackup(till.dir, file))).toMatchObject({ kind: "data-in-use" });
  });
});
