import { existsSync, writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import type { OfficeCard } from "../../../core/sync/index.ts";
import { writeCardSnapshot } from "../../../db/card-list/index.ts";
import type { TillStorage } from "../../../db/stores/index.ts";
import { card, setUpTill } from "./fixtures.ts";

const till = setUpTill();
const identity = { url: "https://office", terminal: "t-1", shard: "main", hqKey: "key", enrolledAt: 5, root: null };
const said = (number: string, status: string, epoch = 2): OfficeCard => {
  return { number, programme: "shop", status, since: 5, epoch, reason: null, previous: "active", settled: 0 };
};

/** A snapshot of head office as the thread leaves it in the folder. */
function put(storage: TillStorage, cards: Record<string, "active" | "blocked">, epoch = 1): number {
  const seq = storage.cards.reserve();
  const listed = Object.entries(cards).map(([number, status]) => ({ card: card(number, status), epoch }));
  writeCardSnapshot(till.file("draft"), till.file(`cards-${seq}.db`), listed);
  return seq;
}

function adopt(storage: TillStorage, seq: number, pos: number): void {
  const adoption = storage.cards.adopt(seq);
  storage.transaction(() => {
    adoption.commit();
    storage.sync.stoodFor(pos);
  });
}

/** The feed told this, up to `pos`. */
function tell(storage: TillStorage, word: OfficeCard, pos: number): void {
  storage.transaction(() => {
    storage.sync.saveOfficeCard(word);
    storage.sync.moveCursor(pos);
  });
}

const statusesOf = (storage: TillStorage, ...numbers: string[]) =>
  numbers.map((number) => storage.cards.find(number)?.status);

describe("a card", () => {
  it("is what this till made of it, else what head office said since the snapshot, else what the snapshot says", () => {
    const storage = till.open();
    adopt(storage, put(storage, { "1": "active", "2": "active", "3": "active" }), 9);
    tell(storage, said("2", "blocked"), 10);
    tell(storage, said("3", "blocked"), 11);
    storage.cards.save(card("3", "withdrawn"));
    expect(statusesOf(storage, "1", "2", "3", "4")).toEqual(["active", "blocked", "withdrawn", undefined]);
    storage.cards.giveWay("3");
    expect(statusesOf(storage, "3")).toEqual(["blocked"]);
    expect([storage.cards.count(), storage.cards.own()]).toEqual([3, []]);
    tell(storage, said("5", "active"), 12);
    expect(storage.cards.count()).toBe(4);
    till.closeAll();
    expect(statusesOf(till.open(), "1", "2", "3", "5")).toEqual(["active", "blocked", "blocked", "active"]);
  });

  it("has head office's word from the snapshot too, but not from a list that somebody loaded here", () => {
    const storage = till.open();
    const replacement = storage.cards.replaceAll();
    replacement.add([card("1")]);
    replacement.commit();
    expect(storage.sync.officeCard("1")).toBeUndefined();
    adopt(storage, put(storage, { "1": "blocked" }, 4), 9);
    expect(storage.sync.officeCard("1")).toMatchObject({ status: "blocked", epoch: 4, settled: 0 });
  });
});

describe("another snapshot of head office", () => {
  it("takes the place of what was said since the one before, not of own changes; cursor and file go together", () => {
    const storage = till.open();
    storage.transaction(() => storage.sync.enrol(identity));
    adopt(storage, put(storage, { "1": "active", "2": "active" }), 9);
    tell(storage, said("2", "blocked"), 12);
    storage.cards.save(card("1", "blocked"));
    adopt(storage, put(storage, { "1": "active", "2": "active" }), 40);
    expect(statusesOf(storage, "1", "2")).toEqual(["blocked", "active"]);
    expect(storage.sync.cursor()).toBe(40);
    storage.health.idle();
    expect([existsSync(till.file("cards-1.db")), existsSync(till.file("cards-2.db"))]).toEqual([false, true]);
    till.closeAll();
    const journal = new Database(till.file("journal.db"));
    expect(journal.prepare("SELECT count(*) AS rows FROM office_card").get()).toEqual({ rows: 0 });
    journal.close();
    const again = till.open();
    expect([again.sync.cursor(), ...statusesOf(again, "1", "2")]).toEqual([40, "blocked", "active"]);
    expect(again.recovery).toEqual([]);
  });

  it("whose transaction fails leaves all as it was: file, cursor, what was said since", () => {
    const storage = till.open();
    adopt(storage, put(storage, { "1": "active" }), 9);
    tell(storage, said("1", "blocked"), 12);
    const adoption = storage.cards.adopt(put(storage, { "1": "active", "2": "active" }));
    expect(() =>
      storage.transaction(() => {
        adoption.commit();
        storage.sync.stoodFor(40);
        expect(statusesOf(storage, "1", "2")).toEqual(["active", "active"]);
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect([storage.sync.cursor(), ...statusesOf(storage, "1", "2")]).toEqual([12, "blocked", undefined]);
    storage.health.idle();
    till.closeAll();
    expect(statusesOf(till.open(), "1", "2")).toEqual(["blocked", undefined]);
  });

  it("a list that is loaded here meanwhile gets a place of its own, and what head office said stays on it", () => {
    const storage = till.open();
    const seq = put(storage, { "1": "active", "2": "active" });
    const replacement = storage.cards.replaceAll();
    replacement.add([card("1"), card("3")]);
    tell(storage, said("1", "blocked"), 5);
    replacement.commit();
    expect(statusesOf(storage, "1", "2", "3")).toEqual(["blocked", undefined, "active"]);
    adopt(storage, seq, 9);
    expect(statusesOf(storage, "1", "2", "3")).toEqual(["active", "active", undefined]);
  });
});

describe("what head office said", () => {
  it("is missed when a row of it is gone, and read anew from where the snapshot stands", () => {
    const storage = till.open();
    storage.transaction(() => storage.sync.enrol(identity));
    adopt(storage, put(storage, { "1": "active" }), 9);
    tell(storage, said("1", "blocked"), 12);
    till.closeAll();
    const journal = new Database(till.file("journal.db"));
    journal.exec("DELETE FROM office_card");
    journal.close();
    const again = till.open();
    expect(again.recovery).toEqual([{ kind: "changes-rebuilt" }]);
    again.transaction(() => again.sync.readAnew());
    expect(again.sync.cursor()).toBe(9);
  });

  it("stays where the snapshot below it was salvaged or lost, and the feed is read from its beginning", () => {
    const storage = till.open();
    storage.transaction(() => storage.sync.enrol(identity));
    adopt(storage, put(storage, { "1": "active" }), 9);
    tell(storage, said("2", "blocked"), 12);
    till.closeAll();
    writeFileSync(till.file("cards-1.db"), "nothing");
    const again = till.open();
    expect(again.recovery).toEqual([{ kind: "cards-lost" }]);
    expect([again.sync.cursor(), ...statusesOf(again, "1", "2")]).toEqual([0, undefined, "blocked"]);
  });
});
