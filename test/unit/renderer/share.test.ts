import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { share } from "../../../renderer/shell/share.ts";

const line = (id: string, netMinor: number) => ({ id, netMinor, reason: { text: "2 %", clause: "18.2" } });

describe("a view that says the same", () => {
  it("keeps the row of every line that did not change", () => {
    const before = { lines: [line("1", 10), line("2", 20), line("3", 30)] };
    const after = share(before, { lines: [line("1", 10), line("2", 21), line("3", 30), line("4", 40)] });
    expect(after.lines[0]).toBe(before.lines[0]);
    expect(after.lines[1]).not.toBe(before.lines[1]);
    expect(after.lines[2]).toBe(before.lines[2]);
  });

  it("keeps the rows behind one that was removed", () => {
    const before = [line("1", 10), line("2", 20)];
    expect(share(before, [line("2", 20)])[0]).toBe(before[1]);
  });

  it("is the view itself when nothing changed", () => {
    const before = { lines: [line("1", 10)], hint: null };
    expect(share(before, structuredClone(before))).toBe(before);
  });

  it("never says anything else than the new view", () => {
    const views = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(views, views, (before, after) => {
        expect(share(before, after)).toEqual(after);
      }),
    );
  });

  it("notices a field that is gone", () => {
    expect(share({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  });
});
