import { existsSync, readFileSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../../core/card/index.ts";
import type { TillStorage } from "../../../db/stores/index.ts";
import { card, fact, setUpTill } from "./fixtures.ts";

const till = setUpTill();

function load(storage: TillStorage, cards: readonly Card[]): void {
  const replacement = storage.cards.replaceAll();
  replacement.add(cards);
  replacement.commit();
}

const numbers = (count: number, from = 2_900_000_000_000): string[] =>
  Array.from({ length: count }, (_, index) => String(from + index * 3));

describe("cards", () => {
  it("are the newest snapshot under this till's own changes", () => {
    const storage = till.open();
    const { cards } = storage;
    expect([cards.count(), cards.find("1")]).toEqual([0, undefined]);
    cards.save(card("1", "blocked"));
    load(storage, [card("1"), card("2")]);
    expect(cards.find("1")).toEqual(card("1", "blocked"));
    expect(cards.find("2")).toEqual(card("2"));
    load(storage, [card("3")]);
    expect(cards.find("1")).toEqual(card("1", "blocked"));
    expect(cards.find("2")).toBeUndefined();
    expect(cards.count()).toBe(2);
  });

  it("keep every field over a restart, in snapshot and overlay", () => {
    const full: Card = { ...card("007", "blocked"), previous: "issued", reason: "holder-request" };
    const first = till.open();
    load(first, [full, { ...full, number: "0007" }]);
    first.cards.save({ ...full, number: "A-8", reason: "потеря" });
    first.health.close();
    const { cards } = till.open();
    expect(cards.find("007")).toEqual(full);
    expect(cards.find("0007")).toEqual({ ...full, number: "0007" });
    expect(cards.find("A-8")).toEqual({ ...full, number: "A-8", reason: "потеря" });
    expect(cards.find("7")).toBeUndefined();
    expect(cards.count()).toBe(3);
  });

  it("are counted without reading them, or by reading where a snapshot of an earlier version tells no number", () => {
    const loaded = till.open();
    load(
      loaded,
      numbers(200).map((number) => card(number)),
    );
    loaded.health.close();
    const countAfter = (change: string): number => {
      const file = new Database(till.file("cards-1.db"));
      file.exec(change);
      file.close();
      const { cards, health } = till.open();
      const count = cards.count();
      health.close();
      return count;
    };
    expect(countAfter("DELETE FROM block WHERE first > '2900000000300'")).toBe(200);
    expect(countAfter("DROP TABLE total")).toBeLessThan(200);
  });

  it("answer like a map, whatever was loaded in whatever order; of a number that comes twice the first counts", () => {
    const number = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom("0", "1", "9", "a", "Я", "𝟘") });
    const some = fc.array(fc.record({ number, blocked: fc.boolean() }), { maxLength: 200 });
    fc.assert(
      fc.property(some, some, fc.array(number), (loaded, changed, asked) => {
        const storage = till.open();
        const expected = new Map<string, Card>();
        const entered = loaded.map((row) => card(row.number, row.blocked ? "blocked" : "active"));
        load(storage, entered);
        for (const row of entered) if (!expected.has(row.number)) expected.set(row.number, row);
        for (const row of changed) {
          expected.set(row.number, card(row.number, row.blocked ? "withdrawn" : "stocked"));
          storage.cards.save(card(row.number, row.blocked ? "withdrawn" : "stocked"));
        }
        expect(storage.cards.count()).toBe(expected.size);
        for (const key of [...expected.keys(), ...asked]) expect(storage.cards.find(key)).toEqual(expected.get(key));
        till.clear();
      }),
      { numRuns: 40 },
    );
  });

  it("miss a change whose row is gone, at each opening until it is looked after, and never without cause", () => {
    const first = till.open();
    const numbersChanged = ["1", "2", "2", "3"];
    for (const number of numbersChanged) first.cards.save(card(number, "blocked"));
    expect(() =>
      first.transaction(() => {
        first.cards.save(card("4", "blocked"));
        throw new Error("stop");
      }),
    ).toThrow("stop");
    first.health.close();
    const openings: unknown[] = [till.open().recovery];
    till.closeAll();
    const journal = new Database(till.file("journal.db"));
    journal.exec("DELETE FROM card_overlay WHERE number = '2'");
    journal.close();
    for (let opening = 0; opening < 3; opening += 1) {
      const storage = till.open();
      openings.push(storage.recovery);
      if (opening === 1) storage.settleCards();
      till.closeAll();
    }
    const missed = [{ kind: "changes-rebuilt" }];
    expect(openings).toEqual([[], missed, missed, []]);
  });

  it("forget a change whose transaction failed, in the file and in memory", () => {
    const { cards, transaction } = till.open();
    const work = () => {
      cards.save(card("1", "blocked"));
      expect(cards.find("1")?.status).toBe("blocked");
      throw new Error("stop");
    };
    expect(() => transaction(work)).toThrow("stop");
    expect([cards.find("1"), cards.count()]).toEqual([undefined, 0]);
    cards.save(card("1"));
    expect(cards.count()).toBe(1);
  });

  it("count a new number once, however often it changes", () => {
    const storage = till.open();
    load(storage, [card("1")]);
    expect(storage.cards.count()).toBe(1);
    storage.cards.save(card("1", "blocked"));
    storage.cards.save(card("2"));
    storage.cards.save(card("2", "blocked"));
    expect(storage.cards.count()).toBe(2);
  });
});

describe("card snapshot", () => {
  it("is invisible until it is committed and gone when cancelled", () => {
    const { cards } = till.open();
    const replacement = cards.replaceAll();
    replacement.add([card("1")]);
    expect(cards.find("1")).toBeUndefined();
    replacement.cancel();
    replacement.cancel();
    expect(existsSync(till.file("cards.new"))).toBe(false);
    expect(() => replacement.commit()).toThrow(/still open/);
    expect(cards.count()).toBe(0);
  });

  it("stays the old one if the transaction around the switch fails", () => {
    const storage = till.open();
    load(storage, [card("1")]);
    const work = () => {
      load(storage, [card("2")]);
      expect(storage.cards.find("2")).toBeDefined();
      storage.journal.append(fact("cards-imported"));
      throw new Error("stop");
    };
    expect(() => storage.transaction(work)).toThrow("stop");
    expect([storage.cards.find("1")?.number, storage.cards.find("2")]).toEqual(["1", undefined]);
    storage.health.close();
    expect(till.open().cards.find("1")?.number).toBe("1");
  });

  it("leaves a file that no sale writes, and removes the one before when idle", () => {
    const storage = till.open();
    load(
      storage,
      numbers(500).map((number) => card(number)),
    );
    load(
      storage,
      numbers(500).map((number) => card(number)),
    );
    expect(existsSync(till.file("cards-1.db"))).toBe(true);
    storage.health.idle();
    expect(existsSync(till.file("cards-1.db"))).toBe(false);
    const before = readFileSync(till.file("cards-2.db"));
    storage.transaction(() => storage.cards.save(card("2900000000000", "blocked")));
    expect(readFileSync(till.file("cards-2.db")).equals(before)).toBe(true);
  });

  it("that a crash left unfinished is dropped", () => {
    writeFileSync(till.file("cards.new"), "half a file");
    const storage = till.open();
    load(storage, [card("1")]);
    expect(storage.cards.count()).toBe(1);
    expect(existsSync(till.file("cards.new"))).toBe(false);
  });
});

describe("a damaged card snapshot", () => {
  const known = numbers(700);
  /** Loads the known cards and closes; returns the bytes of the snapshot. */
  function prepare(): Buffer {
    const storage = till.open();
    load(
      storage,
      known.map((number) => card(number)),
    );
    storage.health.close();
    return readFileSync(till.file("cards-1.db"));
  }

  it("keeps every sound card when one page is lost", () => {
    const bytes = prepare();
    const copy = Buffer.from(bytes);
    copy.fill(0xff, 5 * 4096, 6 * 4096);
    writeFileSync(till.file("cards-1.db"), copy);
    const { recovery, cards } = till.open({ suspect: ["cards"] });
    expect(recovery).toMatchObject([{ kind: "cards-salvaged" }]);
    const kept = known.filter((number) => cards.find(number)).length;
    expect(cards.count()).toBe(kept);
    expect(recovery).toMatchObject([{ cards: kept, lost: known.length - kept }]);
    expect(kept).toBeGreaterThan(500);
    expect(existsSync(till.file("aside/cards-1.db"))).toBe(true);
  });

  it("that is no database at all leaves a till without cards that says so", () => {
    prepare();
    writeFileSync(till.file("cards-1.db"), "garbage".repeat(5000));
    const { recovery, cards } = till.open();
    expect(recovery).toEqual([{ kind: "cards-lost" }]);
    expect(cards.count()).toBe(0);
    till.closeAll();
    expect(till.open().recovery).toEqual([]);
  });
});
