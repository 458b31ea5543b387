import { readFileSync, writeFileSync } from "node:fs";
import { hash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { chainInput, chainStart, type FeedLine } from "../../../core/sync/index.ts";
import type { TillStorage } from "../../../db/stores/index.ts";
import { appendSales, setUpTill } from "./fixtures.ts";

const till = setUpTill();
const identity = { url: "https://office", terminal: "t-1", shard: "main", root: null, hqKey: "key", enrolledAt: 5 };
const said = (pos: number): FeedLine => ({ pos, kind: "order-published", v: 1, at: pos, body: { pos } });
const taken = {
  number: "7",
  programme: "shop",
  status: "blocked",
  since: 5,
  epoch: 2,
  reason: null,
  previous: null,
  settled: 3,
};

function enrol(storage: TillStorage): void {
  storage.transaction(() => storage.sync.enrol(identity));
}

describe("what the feed changed", () => {
  it("is kept together with the cursor behind it, or not at all", () => {
    const storage = till.open();
    enrol(storage);
    const take = (fails: boolean): void =>
      storage.transaction(() => {
        storage.sync.saveOfficeCard(taken);
        storage.sync.keepLine(said(4));
        storage.sync.moveCursor(4);
        if (fails) throw new Error("power cut");
      });
    expect(() => take(true)).toThrow("power cut");
    expect([storage.sync.cursor(), storage.sync.officeCard("7"), storage.cards.find("7")]).toEqual([
      0,
      undefined,
      undefined,
    ]);
    expect(storage.sync.keptLines("order-published", 9)).toEqual([]);
    take(false);
    till.closeAll();
    const again = till.open();
    expect(again.sync.cursor()).toBe(4);
    expect(again.sync.officeCard("7")).toEqual(taken);
    expect(again.cards.find("7")?.status).toBe("blocked");
    expect(again.sync.keptLines("order-published", 9)).toEqual([said(4)]);
  });

  it("of another head office is forgotten at a new enrolment, and every fact waits again", () => {
    const storage = till.open();
    enrol(storage);
    appendSales(storage, 3);
    storage.transaction(() => {
      storage.sync.acknowledge(3);
      storage.sync.moveCursor(9);
      storage.sync.saveOfficeCard(taken);
      storage.sync.keepLine(said(9));
    });
    enrol(storage);
    expect(storage.sync.pending()).toBe(3);
    expect([storage.sync.cursor(), storage.sync.officeCard("7")]).toEqual([0, undefined]);
    expect(storage.sync.keptLines("order-published", 9)).toEqual([]);
  });
});

describe("facts on their way up", () => {
  it("are the exact stored texts, whose links any reader can make again", () => {
    const storage = till.open();
    appendSales(storage, 5);
    expect(storage.sync.chainAt(0)).toBe(chainStart);
    let link = storage.sync.chainAt(2) ?? "";
    for (const { seq, text, chain } of storage.sync.texts(2, 9)) {
      link = hash("sha256", chainInput(link, text), "hex");
      expect([chain, storage.sync.chainAt(seq)]).toEqual([link, link]);
    }
    expect(storage.sync.texts(2, 9).map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(link).toBe(storage.journal.head().chain);
  });

  it("wait again where head office has less, and all of them in a new generation", () => {
    const storage = till.open();
    appendSales(storage, 5);
    const before = storage.journal.generation;
    storage.transaction(() => storage.sync.acknowledge(4));
    storage.transaction(() => storage.sync.fallBack(2));
    expect(storage.sync.pending()).toBe(3);
    const next = storage.transaction(() => storage.sync.beginGeneration());
    expect(next).toMatch(/^[0-9a-f]{16}$/);
    expect(next).not.toBe(before);
    expect([storage.journal.generation, storage.sync.pending()]).toEqual([next, 5]);
  });
});

describe("the witness beside the database", () => {
  const copied = (machine?: string) => {
    const { recovery, journal } = till.open(machine === undefined ? {} : { machine });
    return { how: recovery.flatMap((step) => (step.kind === "journal-copied" ? [step.how] : [])), journal };
  };

  it("finds a database that is older than what this folder has held, and begins a new generation", () => {
    const storage = till.open();
    enrol(storage);
    appendSales(storage, 2);
    till.closeAll();
    const old = till.copy();
    const later = till.open();
    appendSales(later, 2);
    const before = later.journal.generation;
    till.closeAll();
    const witness = readFileSync(till.file("journal.db.witness"));
    till.putBack(old);
    writeFileSync(till.file("journal.db.witness"), witness);
    const { how, journal } = copied();
    expect(how).toEqual(["rewound"]);
    expect(journal.generation).not.toBe(before);
    till.closeAll();
    expect(copied().how).toEqual([]);
  });

  it("finds a folder that was copied to another machine, once", () => {
    enrol(till.open({ machine: "one" }));
    till.closeAll();
    expect(copied("one").how).toEqual([]);
    till.closeAll();
    expect(copied("other").how).toEqual(["cloned"]);
    till.closeAll();
    expect(copied("other").how).toEqual([]);
  });

  it("says nothing where it is torn, and there is none without head office", () => {
    appendSales(till.open(), 1);
    till.closeAll();
    expect([...till.copy().keys()].filter((name) => name.endsWith(".witness"))).toEqual([]);
    enrol(till.open());
    till.closeAll();
    writeFileSync(till.file("journal.db.witness"), '{"gener');
    expect(copied().how).toEqual([]);
  });
});
