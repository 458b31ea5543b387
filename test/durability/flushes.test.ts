import { describe, expect, it } from "vitest";
import { canTrace, flushesPerSale, flushesPerStart } from "./flushes.ts";

describe("a start", () => {
  it.skipIf(!canTrace())("on a folder that was closed well waits for no flush", () => {
    expect(flushesPerStart()).toBe(0);
  });
});

describe("a sale", () => {
  it.skipIf(!canTrace())("is flushed once, checkpoints of idle moments included", () => {
    const flushes = flushesPerSale(50, 650);
    expect(flushes).toBeGreaterThanOrEqual(1);
    expect(flushes).toBeLessThanOrEqual(1.05);
  });
});
