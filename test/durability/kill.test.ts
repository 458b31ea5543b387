import { describe, expect, it } from "vitest";
import { atEveryPoint, atRandom, killAgainAndAgain } from "./kill.ts";

describe("a till killed with -9", () => {
  it("at every named write point keeps all it acknowledged, counts nothing twice and opens unharmed", async () => {
    const report = await killAgainAndAgain(atEveryPoint(1));
    expect(report.faults).toEqual([]);
    expect(report.sales).toBeGreaterThan(100);
  });

  it("at random instants, again and again in one folder, does so too", async () => {
    const report = await killAgainAndAgain(atRandom(24));
    expect(report.faults).toEqual([]);
    expect(report.sales).toBeGreaterThan(24);
  });
});
