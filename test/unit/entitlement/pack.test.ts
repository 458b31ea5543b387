import { describe, expect, it } from "vitest";
import { parseEntitlementPack } from "../../../core/entitlement/index.ts";
import { changed, packJson, problemsOf } from "../packs.ts";

const problems = (json: unknown, readings = {}) => problemsOf(parseEntitlementPack(json, readings));

describe("a pack of statuses and benefits is read whole or refused with every fault named", () => {
  it("the shipped pack is sound under each of its readings", () => {
    const { readings } = packJson("ruslom") as { readings: Record<string, { values?: unknown[] }> };
    for (const [name, { values = [] }] of Object.entries(readings)) {
      for (const value of values) expect(problems(packJson("ruslom"), { [name]: value })).toEqual([]);
    }
    expect(problems(packJson("ruslom"), { anniversary_places: { gold: 3 } })).toEqual([]);
  });

  it.each([
    ["statuses/ranks", ["bronze", "silver"], "statuses: unknown-name"],
    ["statuses/table/1/from", "2017-06-01", "statuses.table: order"],
    ["entitlements/0/grant", undefined, "entitlements.foreign_trip: one-benefit"],
    ["entitlements/0/grant", { diamond: 1 }, "entitlements.grant: unknown-name"],
    ["entitlements/0/grant", { gold: -1 }, "entitlements[0].grant.gold: wrong-value"],
    ["entitlements/0/countsAs", "seminar", "entitlements.foreign_trip: one-benefit"],
    ["entitlements/0/id", "seminar", "entitlements: duplicate"],
    ["invitations/0/of", "ball", "invitations: unknown-name"],
    ["reasons/quota_exhausted", undefined, "reasons.quota_exhausted: missing-message"],
    ["reasons/quota_exhausted/nextStep", "nowhere", "reasons.quota_exhausted: missing-message"],
    ["reasons/quota_exhausted/why/0/be", undefined, "reasons.quota_exhausted.why: wrong-value"],
    ["phrases/join/en", "Apply to {office}", "join: message-params"],
    ["colour", "red", "pack: unknown-key"],
  ])("%s = %j: %s", (place, value, problem) => {
    expect(problems(changed("ruslom", place, value))).toContain(problem);
  });

  it("a sentence that needs figures must have one behind it that needs none", () => {
    const figures = "{used}";
    const why = { ru: figures, "ru-plain": figures, be: figures, en: figures };
    expect(problems(changed("ruslom", "reasons/arrears/why", why))).toContain("reasons.arrears.why: message-figures");
  });

  it.each([
    [{ moon_phase: "full" }, "readings.moon_phase: unknown-reading"],
    [{ status_basis: "guess" }, "readings.status_basis: reading-value"],
    [{ anniversary_places: "many" }, "entitlements[18].grant: wrong-value"],
    [{ offline_policy: { "*": "hope" } }, "offline.policy.*: wrong-value"],
    [{ offline_shares: { A: -1 } }, "offline.shares.A: wrong-value"],
  ])("the settings %j are refused: %s", (readings, problem) => {
    expect(problems(packJson("ruslom"), readings)).toContain(problem);
  });
});
