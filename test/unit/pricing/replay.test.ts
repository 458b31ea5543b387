import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../../core/kernel/index.ts";
import { decisionsOn, priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import { parsePack } from "../../../core/programme/index.ts";
import { draws } from "../draws.ts";
import { anyReadings, anyReceipt, goods, receipt, shopJson, shopPack } from "./shop.ts";

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");
const packText = JSON.stringify(shopJson);

describe("the same inputs and pack version give the same bytes", () => {
  it("from what was stored alone: the texts of pack and inputs, whatever the order of their fields", () => {
    fc.assert(
      fc.property(anyReceipt, anyReadings, (input, readings) => {
        const stored = canonicalJson(input);
        const again = JSON.parse(stored) as PricingInput;
        expect(hashOf(canonicalJson(again))).toBe(hashOf(stored));
        const pack = parsePack(packText, readings);
        if (!pack.ok) throw new Error("the pack is sound");
        const first = canonicalJson(priceBasket(shopPack(readings), input));
        expect(canonicalJson(priceBasket(pack.value, again))).toBe(first);
      }),
      { numRuns: draws(300) },
    );
  });

  it("a kopeck, a card or a minute more is another hash", () => {
    const input = receipt([goods("1", 1000)]);
    const others: PricingInput[] = [
      receipt([goods("1", 1001)]),
      receipt([goods("1", 1000)], { card: null }),
      receipt([goods("1", 1000)], { at: "2025-03-10T12:01:00" }),
    ];
    for (const other of others) expect(hashOf(canonicalJson(other))).not.toBe(hashOf(canonicalJson(input)));
  });

  it("reading the decisions and hints late, in any order or never, changes nothing", () => {
    fc.assert(
      fc.property(anyReceipt, (input) => {
        const pack = shopPack();
        const [early, late] = [priceBasket(pack, input), priceBasket(pack, input)];
        const words = [early.decisions, early.hints];
        for (const { id } of input.lines) {
          expect(decisionsOn(late, id)).toEqual(words[0]?.filter((one) => "line" in one && one.line === id));
        }
        expect([late.hints, late.decisions]).toEqual(words.toReversed());
        expect(JSON.stringify(late)).toBe(JSON.stringify(early));
      }),
      { numRuns: draws(300) },
    );
  });
});
