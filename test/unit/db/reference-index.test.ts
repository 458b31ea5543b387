import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendSales, fact, setUpTill, thrownBy } from "./fixtures.ts";

const till = setUpTill();

describe("names of facts", () => {
  it("are found the same before they are settled, after, and across both", () => {
    const name = fc.constantFrom("card:1", "card:2", "shift:1", "request:a");
    const step = fc.record({ refs: fc.array(name), fails: fc.boolean(), settles: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const storage = till.open();
        const carried: string[][] = [];
        for (const { refs, fails, settles } of steps) {
          const error = thrownBy(() =>
            storage.transaction(() => {
              storage.journal.append(fact("x", refs));
              if (settles) storage.journal.references.settle();
              if (fails) throw new Error("stop");
            }),
          );
          if (!error) carried.push(refs);
        }
        for (const ref of ["card:1", "card:2", "shift:1", "request:a", "card:"]) {
          const expected = carried.flatMap((refs, index) => (refs.includes(ref) ? [index + 1] : []));
          expect(storage.journal.byRef(ref).map(({ seq }) => seq)).toEqual(expected);
          const newest = expected.toReversed().slice(0, 2);
          expect(storage.journal.lastByRef(ref, 2).map(({ seq }) => seq)).toEqual(newest);
        }
        till.clear();
      }),
      { numRuns: 20 },
    );
  });

  it("are read again from the facts when the till ends before they are settled", () => {
    const storage = till.open();
    appendSales(storage, 5);
    storage.journal.references.settle();
    appendSales(storage, 5);
    const killed = till.copy();
    expect(storage.journal.references.lag()).toBe(5);
    till.putBack(killed);
    const again = till.open();
    expect(again.recovery).toEqual([]);
    expect(again.journal.references.lag()).toBe(5);
    for (let number = 1; number <= 10; number += 1) expect(again.journal.byRef(`receipt:${number}`)).toHaveLength(1);
  });

  it("are settled when the till is idle or closed, and by a sale when it is never idle", () => {
    const storage = till.open();
    appendSales(storage, 199);
    storage.health.idle();
    expect(storage.journal.references.lag()).toBe(199);
    appendSales(storage, 1);
    storage.health.idle();
    expect(storage.journal.references.lag()).toBe(0);
    storage.transaction(() => appendSales(storage, 1001));
    expect(storage.journal.references.lag()).toBe(1);
    expect(storage.journal.byRef("receipt:1200")).toHaveLength(1);
    storage.health.close();
    const again = till.open();
    expect(again.journal.references.lag()).toBe(0);
    expect(again.journal.byRef("receipt:1201")).toHaveLength(1);
  });
});
