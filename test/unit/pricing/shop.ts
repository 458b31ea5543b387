import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { PricingInput, PricingLine } from "../../../core/pricing/index.ts";
import { parsePack, type Pack, type Readings } from "../../../core/programme/index.ts";

export const shopJson: unknown = JSON.parse(
  readFileSync(new URL("../../../resources/packs/beltamozh.json", import.meta.url), "utf8"),
);

/** The shop programme under the given readings. */
export function shopPack(readings: Readings = {}): Pack {
  const parsed = parsePack(shopJson, readings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

/** A receipt of goods at an ordinary moment in a shop, with an active card unless stated. */
export function receipt(lines: readonly PricingLine[], changes: Partial<PricingInput> = {}): PricingInput {
  return {
    at: "2025-03-10T12:00:00",
    lines,
    card: { number: "2900000000001", status: "active", presentation: "original" },
    facts: { "shop.kind": "shop", "shop.openedOn": "2019-05-01", "buyer.kind": "person" },
    ...changes,
  };
}

export function goods(id: string, unitPriceMinor: number, category = "food"): PricingLine {
  return { id, category, flags: [], unitPriceMinor, qtyMilli: 1000 };
}

export function blank(id: string, number = `29${id}`): PricingLine {
  return { ...goods(id, 0, "loyalty-card"), blank: { number, status: "stocked" } };
}

const categories = ["food", "food", "food", "non-food", "beer", "packaging", "gift-certificate"];

const line = fc.record({
  category: fc.constantFrom(...categories),
  flags: fc.subarray(["promo", "reduced-markup", "regulated-max-price"], { maxLength: 1 }),
  unitPriceMinor: fc.oneof(fc.integer({ min: 0, max: 1500 }), fc.constantFrom(1000, 1001, 9999, 10000)),
  qtyMilli: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 5000 })),
});

/** Any receipt a till may meet: goods of every kind, blanks, any card, several dates. */
export const anyReceipt: fc.Arbitrary<PricingInput> = fc
  .record({
    at: fc.constantFrom("2024-12-31T23:59:59", "2025-01-01T00:00:00", "2025-05-11T09:30:00"),
    goods: fc.array(line, { maxLength: 8 }),
    blanks: fc.array(fc.constantFrom("stocked", "blocked", "active"), { maxLength: 2 }),
    card: fc.option(
      fc.record({
        status: fc.constantFrom("active", "issued", "with-distributor", "blocked", "stocked", "unknown", "withdrawn"),
        presentation: fc.constantFrom("original", "photo"),
      }),
    ),
    openedOn: fc.constantFrom("2019-05-01", "2025-05-10"),
  })
  .map(({ at, goods: rows, blanks, card, openedOn }) => ({
    at,
    lines: [
      ...rows.map((row, index) => ({ ...row, id: `g${index}` })),
      ...blanks.map((status, index) => ({
        ...goods(`b${index}`, 0, "loyalty-card"),
        blank: { number: `29${index}`, status },
      })),
    ],
    card: card && { number: "2900000000001", ...card },
    facts: { "shop.kind": "shop", "shop.openedOn": openedOn, "buyer.kind": "person" },
  }));

/** Any choice of the readings that touch a sale. */
export const anyReadings: fc.Arbitrary<Readings> = fc.record({
  "rateThreshold.base": fc.constantFrom("eligible", "receipt"),
  "rounding.level": fc.constantFrom("line", "receipt"),
  "freeCard.base": fc.constantFrom("eligible-before-discount", "eligible-after-discount"),
  benefitOnActivatingReceipt: fc.boolean(),
  "openingWindow.openingDateIsDay": fc.constantFrom(0, 1),
});
