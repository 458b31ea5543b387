import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  afterAnswer,
  afterFailure,
  afterHello,
  afterMismatch,
  afterStandstill,
  backOffBoundMs,
  batchSize,
  hurry,
  newLane,
  nextDown,
  nextUp,
  standstills,
  syncLimits,
  type Lane,
  type Next,
} from "../../../core/sync/index.ts";

const clock = fc.integer({ min: 0, max: 10_000_000 });
const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const hold = fc.option(fc.integer({ min: 0, max: 600_000 }), { nil: undefined });

type Step = (lane: Lane, now: number) => Lane;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map(
    (paceMs): Step =>
      (lane, now) =>
        afterAnswer(lane, { now, paceMs }),
  ),
  fc.integer({ min: 0, max: 10_000 }).map(
    (paceMs): Step =>
      (lane, now) =>
        afterHello(lane, { now, paceMs }),
  ),
  fc.tuple(chance, hold).map(([random, retryAfterMs]): Step => {
    return (lane, now) => afterFailure(lane, { now, random, retryAfterMs });
  }),
  chance.map(
    (random): Step =>
      (lane, now) =>
        afterMismatch(lane, { now, random }),
  ),
  fc.constantFrom(...standstills).map(
    (why): Step =>
      (lane, now) =>
        afterStandstill(lane, { now, why }),
  ),
  fc.constant(hurry),
);

/** A lane after anything that can happen to it, one thing a second. */
const lanes = fc.array(steps, { maxLength: 20 }).map((done) => {
  return { lane: done.reduce((lane, step, at) => step(lane, at * 1000), newLane), now: done.length * 1000 };
});

describe("a lane to head office", () => {
  it("whatever happened, never waits longer than its longest back-off, Retry-After and greeting", () => {
    const longest = 60_000 + 600_000 + 300_000;
    fc.assert(
      fc.property(lanes, fc.nat(9), fc.nat(9), fc.boolean(), ({ lane, now }, head, acked, urgent) => {
        const up = nextUp(lane, { now, head, acked, urgent });
        if (up.kind === "wait") expect(up.until).toBeGreaterThan(now);
        if (up.kind === "wait") expect(up.until - now).toBeLessThanOrEqual(longest);
        const down = nextDown(lane, now);
        if (down.kind === "wait") expect(down.until - now).toBeLessThanOrEqual(longest);
      }),
    );
  });

  it("looks at what is: with facts left it comes to a push, without one to none, however it was woken", () => {
    fc.assert(
      fc.property(lanes, clock, fc.nat(3), ({ lane, now }, later, left) => {
        const at = { now: now + later, head: 5 + left, acked: 5, urgent: false };
        const rest = (next: Next): Next => (next.kind === "wait" ? nextUp(lane, { ...at, now: next.until }) : next);
        const rested = rest(rest(rest(nextUp(lane, at))));
        expect(left > 0 ? ["hello", "push"] : ["hello"]).toContain(rested.kind);
        const greeted = afterHello(lane, { now: at.now, paceMs: 0 });
        expect(nextUp(greeted, at).kind).toBe(left > 0 ? "push" : "wait");
      }),
    );
  });

  it("says where it stands before it sends anything, and again when both stand elsewhere", () => {
    const at = { now: 0, head: 3, acked: 0, urgent: true };
    expect(nextUp(newLane, at)).toEqual({ kind: "hello" });
    const greeted = afterHello(newLane, { now: 0, paceMs: 0 });
    expect(nextUp(greeted, at)).toEqual({ kind: "push" });
    const lost = afterMismatch(greeted, { now: 0, random: 0 });
    expect(nextUp(lost, at)).toEqual({ kind: "hello" });
  });

  it("a stopped card waits for neither pace nor back-off, but for head office's own Retry-After", () => {
    const greeted = afterHello(newLane, { now: 0, paceMs: 5000 });
    const at = { now: 10, head: 3, acked: 0 };
    expect(nextUp(greeted, { ...at, urgent: false })).toEqual({ kind: "wait", until: 5000 });
    expect(nextUp(greeted, { ...at, urgent: true })).toEqual({ kind: "push" });
    const failed = afterFailure(greeted, { now: 0, random: 0.9 });
    expect(nextUp(failed, { ...at, urgent: true })).toEqual({ kind: "push" });
    const held = afterFailure(greeted, { now: 0, random: 0, retryAfterMs: 3000 });
    expect(nextUp(held, { ...at, urgent: true })).toEqual({ kind: "wait", until: 3000 });
  });

  it("backs off anywhere below a bound that doubles from 1 s to 60 s and ends with an answer", () => {
    expect([1, 2, 3, 6, 7, 100].map(backOffBoundMs)).toEqual([1000, 2000, 4000, 32_000, 60_000, 60_000]);
    fc.assert(
      fc.property(clock, chance, fc.integer({ min: 0, max: 30 }), (now, random, failures) => {
        const lane = afterFailure({ ...newLane, failures }, { now, random });
        expect(lane.notBefore - now).toBeGreaterThanOrEqual(0);
        expect(lane.notBefore - now).toBeLessThanOrEqual(backOffBoundMs(failures + 1));
        expect(afterAnswer(lane, { now }).failures).toBe(0);
      }),
    );
  });

  it("stands still for a person, asks again within a minute, and hurries when somebody says so", () => {
    const lane = afterStandstill(afterHello(newLane, { now: 0, paceMs: 0 }), { now: 0, why: "revoked" });
    const at = { now: 1, head: 3, acked: 0, urgent: true };
    expect(nextUp(lane, at)).toEqual({ kind: "wait", until: 60_000 });
    expect(nextUp(lane, { ...at, now: 60_000 })).toEqual({ kind: "hello" });
    expect(nextUp(hurry(lane), at)).toEqual({ kind: "hello" });
  });
});

describe("a push", () => {
  it("takes facts from the first on, as many as both limits allow, and always one", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 400_000 }), { minLength: 1, maxLength: 600 }), (bytes) => {
        const size = batchSize(bytes);
        const sum = bytes.slice(0, size).reduce((total, each) => total + each, 0);
        expect(size).toBeGreaterThanOrEqual(1);
        expect(size).toBeLessThanOrEqual(syncLimits.pushFacts);
        if (size > 1) expect(sum).toBeLessThan(syncLimits.pushBytes);
        const fits = bytes.length <= syncLimits.pushFacts && sum < syncLimits.pushBytes / 2;
        if (fits && size < bytes.length) expect(sum + (bytes[size] ?? 0)).toBeGreaterThan(syncLimits.pushBytes / 2);
      }),
    );
  });
});
