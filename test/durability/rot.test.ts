import { describe, expect, it } from "vitest";
import { rot, rotFiles } from "./rot.ts";

/** Repeatable places: xorshift32. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

describe("a bit flipped by rot", () => {
  it.each(rotFiles)("in %s gives no wrong answer, is told, and leaves a till that sells", (name) => {
    const report = rot(name, 25, createRandom(20_250_102));
    expect(report.faults).toEqual([]);
    expect(report.healed + report.salvaged).toBeGreaterThan(0);
  });
});
