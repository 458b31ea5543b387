import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { card, fact, type FolderCopy, setUpTill } from "./fixtures.ts";

const till = setUpTill();
const sales = 12;

/** The folder of a till whose power failed after `sales` sales: everything is still in the write-ahead log. */
function powerCut(): FolderCopy {
  const storage = till.open();
  for (let number = 1; number <= sales; number += 1) {
    storage.transaction(() => {
      storage.journal.nextNumber("receipt");
      storage.journal.append(fact(`f${number}`, [`receipt:${number}`], { number }));
      storage.cards.save({ ...card("1"), since: number });
    });
  }
  return till.copy();
}

/** Opens the folder with this log: it must be the exact state after some sale. Returns which. */
function salesIn(copy: FolderCopy, log: Buffer): number {
  till.putBack(new Map([...copy].filter(([name]) => !name.endsWith("-shm"))));
  writeFileSync(till.file("journal.db-wal"), log);
  const storage = till.open();
  expect(storage.recovery).toEqual([]);
  const { events, brokenAt } = storage.journal.verify();
  expect(brokenAt).toBeNull();
  expect(storage.journal.lastNumber("receipt")).toBe(events);
  expect(storage.cards.find("1")?.since ?? 0).toBe(events);
  for (let number = 1; number <= sales; number += 1) {
    expect(storage.journal.byRef(`receipt:${number}`)).toHaveLength(number <= events ? 1 : 0);
  }
  return events;
}

describe("a torn write-ahead log", () => {
  it("cut anywhere gives exactly the sales committed before the cut", () => {
    const copy = powerCut();
    const log = copy.get("journal.db-wal") ?? Buffer.alloc(0);
    expect(salesIn(copy, log)).toBe(sales);
    let last = 0;
    for (let end = 0; end < log.length; end += 512 * 7) {
      const found = salesIn(copy, log.subarray(0, end));
      expect(found).toBeGreaterThanOrEqual(last);
      last = found;
    }
    expect(last).toBeGreaterThanOrEqual(sales - 1);
  });

  it("with a lost or flipped block gives a prefix, never a mixture", () => {
    const copy = powerCut();
    const log = copy.get("journal.db-wal") ?? Buffer.alloc(0);
    for (let at = 1000; at < log.length; at += 4096 * 3 + 77) {
      const lost = Buffer.from(log).fill(0, at, at + 4096);
      expect(salesIn(copy, lost)).toBeLessThanOrEqual(sales);
      const flipped = Buffer.from(log);
      flipped[at] = (flipped[at] ?? 0) ^ 4;
      expect(salesIn(copy, flipped)).toBeLessThanOrEqual(sales);
    }
  });
});
