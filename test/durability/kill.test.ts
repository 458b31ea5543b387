import { describe, expect, it } from "vitest";
import { canTrace } from "./flushes.ts";
import { atEveryPoint, atRandom, atWritingCalls, killAgainAndAgain } from "./kill.ts";

describe("a till killed with -9", { timeout: 180_000 }, () => {
  it("at every named write point keeps all it acknowledged, counts nothing twice and opens unharmed", async () => {
    const report = await killAgainAndAgain(atEveryPoint(1));
    expect(report.faults).toEqual([]);
    expect(report.sales).toBeGreaterThan(100);
  });

  it.skipIf(!canTrace())("instead of any system call that writes, does so too", async () => {
    const report = await killAgainAndAgain(atWritingCalls(10));
    expect(report.faults).toEqual([]);
    expect(report.sales).toBeGreaterThan(10);
  });

  it("at random instants, again and again in one folder, does so too", async () => {
    const report = await killAgainAndAgain(atRandom(16));
    expect(report.faults).toEqual([]);
    expect(report.sales).toBeGreaterThan(16);
  });
});
