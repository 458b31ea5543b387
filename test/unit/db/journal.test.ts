import { createHash } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { chainInput, chainStart } from "../../../core/sync/index.ts";
import { openDurable } from "../../../db/connection/index.ts";
import { appendSales, fact, setUpTill, thrownBy } from "./fixtures.ts";

const till = setUpTill();

describe("journal", () => {
  it("links every fact to the one before by sha256 over the exact text", () => {
    const { journal, transaction } = till.open();
    transaction(() => ["a", "b", "c"].forEach((id) => journal.append(fact(id, [], { ё: "ў", n: 1 }))));
    let previous = chainStart;
    for (const entry of journal.since(0, 10)) {
      const text = chainInput(previous, canonicalJson(entry.fact));
      expect(entry.chain).toBe(createHash("sha256").update(text).digest("hex"));
      previous = entry.chain;
    }
    expect(journal.head()).toEqual({ seq: 3, chain: previous });
    expect(journal.verify()).toEqual({ events: 3, brokenAt: null, head: previous });
  });

  it("finds facts by their names, oldest first or newest first", () => {
    const { journal, transaction } = till.open();
    transaction(() => {
      for (const id of ["1", "2", "3"]) journal.append(fact(id, ["card:29", `receipt:${id}`, "card:29"]));
    });
    expect(journal.byRef("card:29").map((entry) => entry.fact.id)).toEqual(["1", "2", "3"]);
    expect(journal.lastByRef("card:29", 2).map((entry) => entry.fact.id)).toEqual(["3", "2"]);
    expect(journal.byRef("receipt:2").map((entry) => entry.seq)).toEqual([2]);
    expect(journal.byRef("receipt:")).toEqual([]);
  });

  it("pages forwards and backwards", () => {
    const storage = till.open();
    appendSales(storage, 5);
    expect(storage.journal.since(2, 2).map(({ seq }) => seq)).toEqual([3, 4]);
    expect(storage.journal.before(3, 9).map(({ seq }) => seq)).toEqual([2, 1]);
    expect(storage.journal.before(1, 9)).toEqual([]);
  });

  it("gives the same facts after a restart, and goes on with the chain", () => {
    const first = till.open();
    appendSales(first, 3);
    const before = first.journal.since(0, 10);
    const { generation } = first.journal;
    first.health.close();
    const second = till.open();
    expect(second.journal.since(0, 10)).toEqual(before);
    appendSales(second, 1);
    expect(second.journal.verify()).toMatchObject({ events: 4, brokenAt: null });
    expect(second.journal.generation).toBe(generation);
    expect(generation).toMatch(/^[0-9a-f]{16}$/);
  });

  it("numbers without gaps: a number of a failed transaction is given again", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), (outcomes) => {
        const { journal, transaction } = till.open({ boot: "b" });
        const start = journal.lastNumber("receipt");
        for (const succeeds of outcomes) {
          const error = thrownBy(() =>
            transaction(() => {
              journal.nextNumber("receipt");
              journal.append(fact("x"));
              if (!succeeds) throw new Error("card reader unplugged");
            }),
          );
          expect(error === undefined).toBe(succeeds);
        }
        const sold = outcomes.filter(Boolean).length;
        expect(journal.lastNumber("receipt")).toBe(start + sold);
        expect(journal.verify()).toMatchObject({ events: start + sold, brokenAt: null });
        expect(journal.head().seq).toBe(start + sold);
        till.closeAll();
      }),
      { numRuns: 15 },
    );
  });

  it("names the first fact that does not fit", () => {
    const storage = till.open();
    appendSales(storage, 9);
    const other = openDurable(till.file("journal.db"), { part: "journal" });
    other.exec("UPDATE journal SET fact = replace(fact, 'скидка 5', 'скидка 9') WHERE seq = 4");
    other.close();
    expect(storage.journal.verify()).toMatchObject({ events: 3, brokenAt: 4 });
    expect(() => storage.journal.byRef("receipt:4")).toThrow(/storage-damaged/);
    expect(storage.journal.byRef("receipt:5")).toHaveLength(1);
  });

  it("names a fact that was cut out of the middle", () => {
    const storage = till.open();
    appendSales(storage, 5);
    const other = openDurable(till.file("journal.db"), { part: "journal" });
    other.exec("DELETE FROM journal WHERE seq = 3");
    other.close();
    expect(storage.journal.verify()).toMatchObject({ brokenAt: 3 });
  });
});

describe("clock", () => {
  const day = 86_400_000;
  const noon = 1_700_000_000_000;

  it("is the wall clock while that runs forward", () => {
    let wall = noon;
    const { clock, journal, transaction } = till.open({ wall: () => wall });
    expect(clock.now()).toBe(noon);
    const first = transaction(() => journal.append(fact("1")));
    wall += 5;
    const second = transaction(() => journal.append(fact("2")));
    expect([first.fact.at, second.fact.at]).toEqual([noon, noon + 5]);
    expect(first.fact).not.toHaveProperty("wall");
  });

  it("set back a day never reorders facts, keeps the wall time beside, and survives a restart", () => {
    let wall = noon;
    const first = till.open({ wall: () => wall });
    first.transaction(() => first.journal.append(fact("1")));
    wall = noon - day;
    const set = first.transaction(() => first.journal.append(fact("2")));
    expect(set.fact).toMatchObject({ at: noon, wall: noon - day });
    first.health.close();
    const second = till.open({ wall: () => wall });
    expect(second.clock.now()).toBe(noon);
    expect(second.clock.wall()).toBe(noon - day);
    expect(second.transaction(() => second.journal.append(fact("3"))).fact.at).toBe(noon);
    wall = noon + 1;
    expect(second.clock.now()).toBe(noon + 1);
  });

  it("takes a second of disagreement for the clock's own adjustment", () => {
    let wall = noon;
    const { journal, transaction } = till.open({ wall: () => wall });
    transaction(() => journal.append(fact("1")));
    wall = noon - 1000;
    expect(transaction(() => journal.append(fact("2"))).fact).not.toHaveProperty("wall");
    wall = noon - 1001;
    expect(transaction(() => journal.append(fact("3"))).fact).toMatchObject({ wall: noon - 1001 });
  });

  it("marks every fact with its process and the time since that began", () => {
    let mono = 10;
    const { journal, transaction } = till.open({ boot: "boot-1", monoMs: () => (mono += 1) });
    const entries = transaction(() => [journal.append(fact("1")), journal.append(fact("2"))]);
    expect(entries.map(({ fact: { boot, mono: at } }) => [boot, at])).toEqual([
      ["boot-1", 11],
      ["boot-1", 12],
    ]);
  });
});

describe("outbox", () => {
  it("is everything above a watermark that never falls and never passes the newest fact", () => {
    const first = till.open();
    appendSales(first, 5);
    expect(first.journal.pending()).toBe(5);
    first.transaction(() => first.journal.acknowledge(3));
    first.transaction(() => first.journal.acknowledge(2));
    first.transaction(() => first.journal.acknowledge(6));
    expect([first.journal.acked(), first.journal.pending()]).toEqual([3, 2]);
    first.health.close();
    expect(till.open().journal.acked()).toBe(3);
  });

  it("forgets an acknowledgement whose transaction failed", () => {
    const storage = till.open();
    appendSales(storage, 2);
    const work = () => {
      storage.journal.acknowledge(2);
      throw new Error("no");
    };
    expect(() => storage.transaction(work)).toThrow("no");
    expect(storage.journal.acked()).toBe(0);
  });
});

describe("transaction", () => {
  it("keeps nothing of a failed one, in the file and in memory", () => {
    const storage = till.open();
    appendSales(storage, 1);
    const before = { head: storage.journal.head(), number: storage.journal.lastNumber("receipt") };
    const work = () => {
      storage.settings.set("theme", "dark");
      appendSales(storage, 3);
      throw new Error("stop");
    };
    expect(() => storage.transaction(work)).toThrow("stop");
    expect({ head: storage.journal.head(), number: storage.journal.lastNumber("receipt") }).toEqual(before);
    expect(storage.settings.get("theme")).toBeUndefined();
    appendSales(storage, 1);
    expect(storage.journal.verify()).toMatchObject({ events: 2, brokenAt: null });
  });

  it("joins the outer one when nested: all or nothing", () => {
    const storage = till.open();
    const work = () => {
      storage.transaction(() => storage.settings.set("a", 1));
      expect(storage.settings.get("a")).toBe(1);
      throw new Error("stop");
    };
    expect(() => storage.transaction(work)).toThrow("stop");
    expect(storage.settings.get("a")).toBeUndefined();
  });

  it("refuses work that is not done when it returns", () => {
    const storage = till.open();
    expect(() => storage.transaction(() => Promise.resolve(storage.settings.set("a", 1)))).toThrow(/synchronous/);
    expect(storage.settings.get("a")).toBeUndefined();
  });
});
