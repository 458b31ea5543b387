import { describe, expect, it } from "vitest";
import { isWorthBuilding, prefersSnapshot, takeListedCard, type CardLine } from "../../../core/sync/index.ts";

const listed = (status: string, epoch = 3): CardLine => ({ number: "1", programme: "shop", status, since: 9, epoch });
const own = (to: string) => ({ id: "own", seq: 20, to, at: 8 });

describe("a card of a snapshot against this till's own change", () => {
  it.each([
    ["the own one was answered: it gives way", "blocked", "active", 20, true],
    ["head office has not seen it: it stays", "blocked", "active", 19, false],
    ["a stop holds over what it has not seen", "active", "blocked", 19, true],
    ["a weaker stop does not", "withdrawn", "blocked", 19, false],
  ])("%s", (_, mine, theirs, answered, apply) => {
    const known = { office: undefined, local: mine, own: own(mine) };
    expect(takeListedCard(listed(theirs), known, answered)).toMatchObject({ apply, office: { settled: answered } });
  });

  it("what a line has told since is newer", () => {
    const known = { office: { ...listed("active", 4), settled: 0 }, local: "active", own: undefined };
    expect(takeListedCard(listed("blocked", 3), known, 0)).toBeUndefined();
    expect(takeListedCard(listed("blocked", 4), known, 0)).toMatchObject({ apply: true });
  });
});

describe("snapshot or lines: whatever is fewer bytes", () => {
  it.each([
    [0, { pos: 1000, wireBytes: 29_999 }, true],
    [0, { pos: 1000, wireBytes: 30_000 }, false],
    [999, { pos: 1000, wireBytes: 29_999 }, false],
    [2000, { pos: 1000, wireBytes: 1 }, false],
  ])("from %i, %o: %s", (cursor, whole, prefers) => {
    expect(prefersSnapshot(cursor, whole)).toBe(prefers);
  });

  it("head office builds another when the lines since outweigh half of it", () => {
    expect(isWorthBuilding(1000, { pos: 0, wireBytes: 60_000 })).toBe(false);
    expect(isWorthBuilding(1001, { pos: 0, wireBytes: 60_000 })).toBe(true);
  });
});
