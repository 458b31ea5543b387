import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cards, goods, openSellingTill, payCash, type TestTill } from "./test-till.ts";

let till: TestTill;
beforeEach(async () => {
  till = await openSellingTill();
});
afterEach(() => till.remove());

describe("cards that bring nothing", () => {
  it.each([
    ["unknown", cards.unknown, "card-unknown", "CARD_UNKNOWN"],
    ["blocked", cards.lost, "card-refused", "CARD_BLOCKED"],
    ["withdrawn", cards.withdrawn, "card-refused", "CARD_WITHDRAWN"],
  ])(
    "refuses the %s card %s with a reason, keeps it on the banner and the basket sellable",
    async (_, code, kind, ground) => {
      await till.call("scan", { code: goods.milk.code });
      expect((await till.refused("scan", { code })).kind).toBe(kind);
      const basket = till.last("basketChanged");
      expect(basket.card).toMatchObject({ state: "refused", refusal: { code: ground } });
      expect(basket.card?.refusal?.steps.length).toBeGreaterThan(1);
      expect(basket.blocked).toBeNull();
      expect((await payCash(till, "without")).discountMinor).toBe(0);
    },
  );

  it("never says why a card was blocked for fraud", async () => {
    const refusal = await till.refused("scan", { code: cards.fraud });
    const banner = till.last("basketChanged").card;
    expect(JSON.stringify([refusal, banner])).not.toMatch(/мошен|fraud|орган/i);
    expect(banner?.refusal?.text).toBe("Карта не действует");
  });

  it("003 §30: a card issued or handed out starts to work with a discounted purchase", async () => {
    for (const number of [cards.issued, cards.distributed]) {
      await till.call("scan", { code: goods.milk.code });
      await till.call("scan", { code: number });
      expect((await till.call("getBasket")).card).toMatchObject({ state: "activates", rateBp: 200 });
      await payCash(till, number);
      expect((await till.call("findCard", { number })).status).toBe("active");
    }
  });

  it("003 §19: a typed number brings no discount, a typed blank is not sold", async () => {
    await till.call("scan", { code: goods.milk.code });
    expect((await till.refused("scanCard", { number: cards.active, presentation: "number" })).kind).toBe(
      "typed-number-refused",
    );
    expect((await till.refused("scan", { code: cards.active, typed: true })).kind).toBe("typed-number-refused");
    expect((await till.call("getBasket")).totals.discountMinor).toBe(0);
    expect((await till.refused("scan", { code: cards.blank, typed: true })).kind).toBe("typed-number-refused");
  });

  it("keeps the first card that works: one discount a receipt", async () => {
    await till.call("scan", { code: goods.milk.code });
    await till.call("scan", { code: cards.active });
    expect((await till.refused("scan", { code: cards.second })).kind).toBe("card-already-on-receipt");
    expect((await till.refused("scan", { code: cards.lost })).kind).toBe("card-refused");
    expect((await till.call("getBasket")).card?.masked).toBe("··7208");
    await till.call("clearCard");
    await till.call("scan", { code: cards.second });
    expect((await till.call("getBasket")).card?.masked).toBe("··1960");
  });

  it("lets a working card replace a refused one", async () => {
    await till.refused("scan", { code: cards.lost });
    await till.call("scan", { code: cards.active });
    expect((await till.call("getBasket")).card).toMatchObject({ masked: "··7208", state: "serves" });
  });

  it("says of a card blocked for its holder since when", async () => {
    await till.refused("scan", { code: cards.lost });
    const text = till.last("basketChanged").card?.refusal?.text;
    expect(text).toBe("Заблокирована 12.11.2024 по просьбе владельца. Скидки по ней нет");
  });

  it("does not call a card active that only waits for its first goods", async () => {
    await till.call("scan", { code: cards.issued });
    expect((await till.call("getBasket")).card?.status).toBe("Выдана 20.10.2024, ещё не активна");
  });

  it("shows a card scanned before any goods as one that works", async () => {
    await till.call("scan", { code: cards.active });
    expect((await till.call("getBasket")).card).toMatchObject({ state: "serves", rateBp: 0, refusal: null });
  });

  it("refuses to sell a blank that is no longer one, and the same blank twice", async () => {
    await till.call("scan", { code: cards.blank });
    expect((await till.refused("scan", { code: cards.blank })).kind).toBe("card-already-on-receipt");
    expect((await till.refused("issueCard", { number: cards.active })).kind).toBe("card-not-sellable");
    expect((await till.refused("issueCard", { number: cards.unknown })).kind).toBe("card-unknown");
  });
});
