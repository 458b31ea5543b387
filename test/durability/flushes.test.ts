import { describe, expect, it } from "vitest";
import { canTrace, flushesPerSale } from "./flushes.ts";

describe("a sale", () => {
  it.skipIf(!canTrace())("is flushed once, checkpoints of idle moments included", () => {
    const flushes = flushesPerSale(50, 650);
    expect(flushes).toBeGreaterThanOrEqual(1);
    expect(flushes).toBeLessThanOrEqual(1.05);
  });
});
