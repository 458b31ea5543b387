import { existsSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openDurable } from "../../../db/connection/index.ts";
import { recoveryText, type TillStorage } from "../../../db/stores/index.ts";
import { appendSales, basket, card, item, thrownBy, setUpTill } from "./fixtures.ts";

const till = setUpTill();

/** A till with a day's life: 60 sales, a backup after 40, changed cards, an operator, a setting, a suspended basket. */
function live(sales = 60, backupAfter = 40): void {
  const storage = till.open();
  const load = storage.items.replaceAll();
  load.add([item("1", "Хлеб")]);
  load.commit();
  appendSales(storage, backupAfter);
  storage.health.backUp();
  appendSales(storage, sales - backupAfter);
  for (let index = 0; index < 30; index += 1) storage.cards.save(card(`290${index}`, "blocked"));
  storage.baskets.suspend(basket("b1"), 5, "anna");
  storage.settings.set("theme", "dark");
  storage.journal.nextNumber("shift");
  storage.health.close();
}

function damage(name: string, at: number, length = 1): void {
  const bytes = Buffer.from(till.copy().get(name) ?? "");
  bytes.fill(0xa5, at, at + length);
  writeFileSync(till.file(name), bytes);
}

/** Changes the journal behind the till's back. */
function tamper(sql: string): void {
  const db = openDurable(till.file("journal.db"), { part: "journal" });
  db.exec(sql);
  db.close();
}

function expectUsable(storage: TillStorage): void {
  const before = storage.journal.head().seq;
  const number = storage.journal.lastNumber("receipt");
  appendSales(storage, 1);
  expect(storage.journal.verify()).toMatchObject({ events: before + 1, brokenAt: null });
  expect(storage.journal.byRef(`receipt:${number + 1}`)).toHaveLength(1);
}

const suspect = { suspect: ["journal"] } as const;

describe("a damaged journal", () => {
  it("is salvaged up to the damage, under a new generation, with every other table whole", () => {
    live();
    rmSync(till.file("backups"), { recursive: true });
    const before = till.open();
    const { generation } = before.journal;
    before.health.close();
    tamper("UPDATE journal SET fact = replace(fact, '5 %', '6 %') WHERE seq = 45");
    const storage = till.open(suspect);
    expect(storage.recovery).toEqual([
      {
        kind: "journal-salvaged",
        events: 44,
        lost: 16,
        rowsLost: 0,
        fromBackup: false,
        aside: till.file("aside/journal.db"),
      },
    ]);
    expect(storage.journal.generation).not.toBe(generation);
    expect(storage.cards.find("29029")?.status).toBe("blocked");
    expect(storage.settings.get("theme")).toBe("dark");
    expect(storage.baskets.suspended()).toHaveLength(1);
    expect(storage.journal.byRef("receipt:44")).toHaveLength(1);
    expect(storage.journal.lastNumber("receipt")).toBe(60);
    expect(storage.health.state()).toMatchObject({ state: "recovered", message: expect.stringContaining("44") });
    expectUsable(storage);
  });

  it("is healed by the backup where that reaches further, and loses nothing", () => {
    live();
    tamper("UPDATE journal SET fact = replace(fact, '5 %', '6 %') WHERE seq = 17");
    const storage = till.open(suspect);
    expect(storage.recovery).toMatchObject([{ kind: "journal-salvaged", events: 60, lost: 0, fromBackup: true }]);
    expect(storage.journal.byRef("receipt:17")[0]?.fact.body).toMatchObject({ text: "скидка 5 %" });
    expectUsable(storage);
  });

  it("ignores the backup of another generation: it would bring back what was given up", () => {
    live();
    tamper("UPDATE journal SET fact = '{}' WHERE seq = 5");
    renameSync(till.file("backups"), till.file("earlier"));
    expect(till.open(suspect).recovery).toMatchObject([{ events: 4, fromBackup: false }]);
    till.closeAll();
    rmSync(till.file("backups"), { recursive: true, force: true });
    renameSync(till.file("earlier"), till.file("backups"));
    tamper("UPDATE journal SET fact = '{}' WHERE seq = 3");
    expect(till.open(suspect).recovery).toMatchObject([{ events: 2, fromBackup: false }]);
  });

  it("that cannot be opened at all is the newest backup, numbers of lost receipts not known", () => {
    live();
    writeFileSync(till.file("journal.db"), "garbage".repeat(1000));
    const storage = till.open();
    expect(storage.recovery).toMatchObject([{ kind: "journal-salvaged", events: 40, lost: null, fromBackup: true }]);
    expectUsable(storage);
  });

  it.each(["gone", "empty"])("that is %s is the newest backup too", (how) => {
    live();
    if (how === "gone") rmSync(till.file("journal.db"));
    else truncateSync(till.file("journal.db"));
    expect(till.open().recovery).toMatchObject([{ kind: "journal-salvaged", events: 40, fromBackup: true }]);
  });

  it("without anything to go by is a new one, and the old file is kept", () => {
    live();
    rmSync(till.file("backups"), { recursive: true });
    writeFileSync(till.file("journal.db"), "garbage".repeat(1000));
    const storage = till.open();
    expect(storage.recovery).toEqual([{ kind: "journal-fresh", aside: till.file("aside/journal.db") }]);
    expect(storage.items.count()).toBe(1);
    expectUsable(storage);
  });

  it("loses one page of facts, not the page's neighbours in other tables", () => {
    live(400, 390);
    rmSync(till.file("backups"), { recursive: true });
    const pages = Math.floor((till.copy().get("journal.db")?.length ?? 0) / 4096);
    let salvaged = 0;
    const copy = till.copy();
    for (let page = 1; page < pages; page += 5) {
      till.putBack(copy);
      damage("journal.db", page * 4096, 4096);
      const storage = till.open(suspect);
      if (storage.recovery.length > 0) salvaged += 1;
      expectUsable(storage);
    }
    expect(salvaged).toBeGreaterThan(5);
  });

  it("in a row that decides money is noticed when it is read", () => {
    live();
    const storage = till.open();
    tamper("UPDATE card_overlay SET status = 'active' WHERE number = '2905'");
    expect(thrownBy(() => storage.cards.find("2905"))).toMatchObject({ kind: "storage-damaged", part: "journal" });
    tamper("UPDATE counter SET value = 9 WHERE name = 'shift'");
    expect(thrownBy(() => storage.journal.nextNumber("shift"))).toMatchObject({ kind: "storage-damaged" });
    tamper("UPDATE basket SET body = replace(body, '100', '001')");
    expect(thrownBy(() => storage.baskets.suspended())).toMatchObject({ kind: "storage-damaged" });
    tamper("UPDATE setting SET value = '1'");
    expect(thrownBy(() => storage.settings.get("theme"))).toMatchObject({ kind: "storage-damaged" });
  });

  it("with a wrong receipt counter goes on after the highest receipt it knows", () => {
    live();
    tamper("UPDATE counter SET value = 1 WHERE name = 'receipt'");
    const storage = till.open();
    expect(storage.recovery).toMatchObject([{ kind: "journal-salvaged", lost: 0, rowsLost: 1 }]);
    expect(storage.journal.lastNumber("receipt")).toBe(60);
    expect(storage.journal.lastNumber("shift")).toBe(1);
  });

  it("with a damaged reference index gets it back from the rows", () => {
    live();
    tamper("DELETE FROM reference WHERE ref = 'receipt:12'");
    const storage = till.open(suspect);
    expect(storage.recovery).toMatchObject([{ kind: "journal-salvaged", events: 60, lost: 0 }]);
    expect(storage.journal.byRef("receipt:12")).toHaveLength(1);
  });
});

describe("reading through when idle", () => {
  it.each([
    ["journal", "UPDATE journal SET fact = replace(fact, '5 %', '6 %') WHERE seq = 20"],
    ["cache", "UPDATE item_b SET price_minor = 1"],
  ])("finds damage in the %s before it is needed", (part, sql) => {
    live();
    const storage = till.open({ scrubEveryMs: 0 });
    for (let round = 0; round < 20; round += 1) storage.health.idle();
    const db = openDurable(till.file(`${part}.db`), { part: "journal" });
    db.exec(sql);
    db.close();
    const idle = () => {
      for (let round = 0; round < 20; round += 1) storage.health.idle();
    };
    expect(thrownBy(idle)).toMatchObject({ kind: "storage-damaged", part });
  });
});

describe("an interrupted salvage", () => {
  it("is finished by the next start, whichever file is in place", () => {
    live();
    const good = till.copy().get("journal.db") ?? "";
    writeFileSync(till.file("journal.db"), "garbage");
    writeFileSync(till.file("journal-next.db"), good);
    const storage = till.open();
    expect(storage.recovery).toEqual([]);
    expect(storage.journal.head().seq).toBe(60);
    storage.health.close();
    rmSync(till.file("journal.db"));
    writeFileSync(till.file("journal-next.db"), good);
    expect(till.open().journal.head().seq).toBe(60);
    expect(existsSync(till.file("journal-next.db"))).toBe(false);
  });
});

describe("recoveryText", () => {
  it("says in three languages what happened and what to do, and nothing when nothing happened", () => {
    live();
    rmSync(till.file("backups"), { recursive: true });
    writeFileSync(till.file("journal.db"), "garbage");
    writeFileSync(till.file("cache.db"), "garbage");
    const text = recoveryText(till.open().recovery);
    expect(text?.ru).toMatch(/Журнал не читается.*Справочник товаров/);
    expect(text?.be).toMatch(/Журнал не чытаецца.*Даведнік тавараў/);
    expect(text?.en).toMatch(/journal cannot be read.*article list/);
    expect(recoveryText([])).toBeNull();
  });

  it("counts what was saved and lost", () => {
    const salvaged = { kind: "journal-salvaged", rowsLost: 0, fromBackup: false, aside: null } as const;
    expect(recoveryText([{ ...salvaged, events: 5, lost: 2 }])?.ru).toContain("потеряно: 2");
    expect(recoveryText([{ ...salvaged, events: 5, lost: 0 }])?.ru).toContain("ничего не потеряно");
    expect(recoveryText([{ ...salvaged, events: 5, lost: null }])?.en).toContain("unknown");
    expect(recoveryText([{ kind: "cards-salvaged", cards: 3, lost: 1 }])?.be).toContain("3");
  });
});
