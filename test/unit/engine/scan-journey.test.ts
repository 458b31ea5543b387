import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openSellingTill, weightLabel, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

describe("codes that are no goods", () => {
  it.each([
    ["an unknown code", "4819999999990", "code-unknown"],
    ["a wrong check digit", "4817000010024", "barcode-damaged"],
    ["a payment card", "4111111111111111", "bank-card-refused"],
    ["a weight of nothing", weightLabel("1125", 0), "weight-label-invalid"],
    ["weighed goods without their weight", "2201125", "weight-needed"],
  ])("refuses %s and says what to do", async (_, code, kind) => {
    const refusal = await till.refused("scan", { code });
    expect(refusal.kind).toBe(kind);
    expect(refusal.message.length).toBeGreaterThan(10);
    expect((await till.call("getBasket")).lines).toEqual([]);
  });
});
