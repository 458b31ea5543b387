import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addBlank,
  addItem,
  changeQuantity,
  declineOffer,
  emptyBasket,
  isEmpty,
  maxGrossMinor,
  maxLines,
  maxQtyMilli,
  removeLine,
  restore,
  showCard,
  takeBack,
  wayBack,
  type Basket,
  type Entered,
} from "../../../core/basket/index.ts";
import type { Item } from "../../../core/catalogue/index.ts";
import type { Result } from "../../../core/kernel/index.ts";

const empty = emptyBasket("b", 0, "kovaleva");
const name = { ru: "Товар", en: "Goods" };
const piece: Item = { sku: "1", barcode: "1", name, category: "food", unit: "pcs", priceMinor: 245, flags: [] };
const weighed: Item = { ...piece, sku: "2", barcode: "2", unit: "kg", priceMinor: 179 };

function made(result: Result<Entered, unknown>): Basket {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value.basket;
}

const add = (basket: Basket, item: Item, qtyMilli = 1000) =>
  addItem(basket, { item, qtyMilli, weighed: item.unit === "kg" });

describe("entering goods", () => {
  it("raises the line of the same piece, past other lines, and keeps its id", () => {
    const basket = made(add(made(add(made(add(empty, piece)), weighed, 500)), piece, 2000));
    expect(basket.lines.map(({ id, qtyMilli }) => [id, qtyMilli])).toEqual([
      ["1", 3000],
      ["2", 500],
    ]);
  });

  it("starts a new line after a price change: a line's price is frozen", () => {
    const basket = made(add(made(add(empty, piece)), { ...piece, priceMinor: 250 }));
    expect(basket.lines.map((line) => line.unitPriceMinor)).toEqual([245, 250]);
  });

  it.each([
    ["part of a piece", piece, 1500, "quantity-invalid"],
    ["nothing", piece, 0, "quantity-invalid"],
    ["less than nothing", weighed, -1, "quantity-invalid"],
    ["more than a line holds", weighed, maxQtyMilli + 1, "quantity-invalid"],
    ["what is not a number", weighed, Number.NaN, "quantity-invalid"],
    ["more money than can be meant", { ...piece, priceMinor: maxGrossMinor }, 2000, "amount-invalid"],
  ] as const)("refuses %s", (_, item, qtyMilli, kind) => {
    expect(add(empty, item, qtyMilli)).toMatchObject({ ok: false, refusal: { kind } });
  });

  it("holds so many lines and no more, but still raises a line that is there", () => {
    let full = made(add(empty, piece));
    for (let count = 1; count < maxLines; count++) full = made(add(full, weighed, 1));
    expect(add(full, weighed, 1)).toMatchObject({ ok: false, refusal: { kind: "basket-full" } });
    expect(made(add(full, piece)).lines[0]?.qtyMilli).toBe(2000);
  });
});

describe("a blank card", () => {
  it("is on a receipt once, is one piece and costs nothing by itself", () => {
    const card = { number: "2900000021013", status: "stocked" as const };
    const basket = made(addBlank(empty, piece, card));
    expect(basket.lines[0]).toMatchObject({ unitPriceMinor: 0, qtyMilli: 1000, blank: card });
    expect(addBlank(basket, piece, card)).toMatchObject({ refusal: { kind: "card-already-on-receipt" } });
    expect(changeQuantity(basket, "1", 2000)).toMatchObject({ refusal: { kind: "quantity-invalid" } });
  });
});

describe("laws of every change", () => {
  type Step = {
    readonly kind: "add" | "weigh" | "remove" | "quantity" | "card" | "decline" | "undo";
    readonly n: number;
  };
  const steps = fc.array(
    fc.record<Step>({
      kind: fc.constantFrom("add", "weigh", "remove", "quantity", "card", "decline", "undo"),
      n: fc.integer({ min: 1, max: 9 }),
    }),
    { maxLength: 40 },
  );
  const taken = (basket: Basket, result: Result<Entered, unknown>) => (result.ok ? result.value.basket : basket);

  function apply(basket: Basket, earlier: Basket, { kind, n }: Step): Basket {
    switch (kind) {
      case "add":
        return taken(basket, add(basket, { ...piece, sku: `p${n}` }, n * 1000));
      case "weigh":
        return taken(basket, add(basket, weighed, n * 7));
      case "remove":
        return taken(basket, removeLine(basket, String(n)));
      case "quantity":
        return taken(basket, changeQuantity(basket, String(n), n * 1000));
      case "card":
        return showCard(
          basket,
          n > 4 ? { number: `${n}`, status: "active", since: 0, presentation: "original" } : null,
        );
      case "decline":
        return declineOffer(basket, `rule-${n}`);
      case "undo":
        return restore(basket, earlier);
    }
  }

  it("revisions grow, ids are never used again, the one before stays as it was", () => {
    fc.assert(
      fc.property(steps, (list) => {
        let basket = empty;
        let earlier = empty;
        const seen = new Map<string, string>();
        for (const step of list) {
          const before = structuredClone(basket);
          const next = apply(basket, earlier, step);
          expect(basket).toEqual(before);
          expect(next.revision - basket.revision).toBe(next === basket ? 0 : 1);
          for (const line of next.lines) {
            expect(seen.get(line.id) ?? line.item.sku).toBe(line.item.sku);
            seen.set(line.id, line.item.sku);
          }
          expect(new Set(next.lines.map((line) => line.id)).size).toBe(next.lines.length);
          expect(next.lines.every((line) => line.qtyMilli > 0 && line.qtyMilli <= maxQtyMilli)).toBe(true);
          [earlier, basket] = [basket, next];
        }
      }),
    );
  });

  it("the way back leads to what was before, but for the revision and the next line's id", () => {
    fc.assert(
      fc.property(steps, (list) => {
        let basket = empty;
        for (const step of list) {
          const next = apply(basket, empty, step);
          const way: unknown = JSON.parse(JSON.stringify(wayBack(basket, next)));
          expect(takeBack(next, way as ReturnType<typeof wayBack>)).toEqual(restore(next, basket));
          basket = next;
        }
      }),
    );
  });

  it("the way back from a scan is no longer than a few words, however long the receipt", () => {
    const many = Array.from({ length: 200 }, () => 0).reduce<Basket>((basket) => made(add(basket, weighed, 7)), empty);
    for (const item of [piece, weighed]) {
      expect(JSON.stringify(wayBack(many, made(add(many, item)))).length).toBeLessThan(30);
    }
  });

  it("a basket is empty only without goods and card", () => {
    expect(isEmpty(empty)).toBe(true);
    expect(isEmpty(made(add(empty, piece)))).toBe(false);
    expect(isEmpty(showCard(empty, { number: "1", status: "active", since: 0, presentation: "original" }))).toBe(false);
  });
});
