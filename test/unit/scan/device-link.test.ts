import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closedLink, type LinkEvent, nextLink, RepeatGuard, repeatMs } from "../../../core/scan/index.ts";

describe("a reader is reconnected for ever, with growing pauses", () => {
  it("asks after 100 ms, doubling to three seconds, and afresh after each success", () => {
    let link = nextLink(closedLink, { kind: "tick" }, 0);
    const pauses = Array.from({ length: 8 }, () => {
      link = nextLink(link, { kind: "lost" }, 0);
      const pause = link.kind === "closed" ? link.retryAt : -1;
      link = nextLink(link, { kind: "tick" }, pause);
      return pause;
    });
    expect(pauses).toEqual([200, 400, 800, 1600, 3000, 3000, 3000, 3000]);
    link = nextLink(link, { kind: "opened" }, 0);
    expect(nextLink(link, { kind: "lost" }, 50)).toEqual({ kind: "closed", failures: 0, retryAt: 150 });
  });

  it("opens at once when the system shows the device again", () => {
    const waiting = { kind: "closed", failures: 5, retryAt: 9000 } as const;
    expect(nextLink(waiting, { kind: "tick" }, 10)).toBe(waiting);
    expect(nextLink(waiting, { kind: "seen" }, 10)).toMatchObject({ kind: "opening" });
  });

  it("whatever happens in whatever order, it is open only after opening, and never stuck", () => {
    const event = fc.constantFrom<LinkEvent["kind"]>("opened", "lost", "tick", "seen");
    fc.assert(
      fc.property(fc.array(event), (kinds) => {
        let link = closedLink;
        const before: string[] = [];
        kinds.forEach((kind, at) => {
          const next = nextLink(link, { kind }, at * 10);
          if (next.kind === "open") before.push(link.kind);
          link = next;
        });
        expect(before.filter((state) => state === "closed")).toEqual([]);
        const later = nextLink(nextLink(link, { kind: "lost" }, 1e6), { kind: "tick" }, 1e6 + 3000);
        expect(later.kind).toBe("opening");
      }),
    );
  });
});

describe("one code read twice in a moment is one scan", () => {
  it("by two readers or one, within 300 ms; another code is another scan", () => {
    const guard = new RepeatGuard();
    const admitted = [0, 250, repeatMs].map((at) => guard.admits("2900001234566", at));
    expect([...admitted, guard.admits("4006381333931", repeatMs)]).toEqual([true, false, true, true]);
  });

  it("a code repeated at once again and again does not stay silenced", () => {
    const guard = new RepeatGuard();
    const admitted = Array.from({ length: 10 }, (_, at) => guard.admits("A", at * 100));
    expect(admitted.filter(Boolean)).toHaveLength(4);
  });
});
