import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceBasket, type PricingCard } from "../../../core/pricing/index.ts";
import { messageText } from "../../../core/programme/index.ts";
import { formatMessage } from "../../../core/text/index.ts";
import { anyReceipt, blank, goods, receipt, shopPack } from "./shop.ts";

const pack = shopPack();
const card = (programme?: string): PricingCard => ({
  number: "2900000000001",
  status: "active",
  presentation: "original",
  ...(programme === undefined ? {} : { programme }),
});

describe("a card serves only the programme that it was issued under", () => {
  it.each([
    ["its own", "beltamozh", 951, []],
    ["not said", undefined, 951, []],
    ["another", "sport-school", 1001, ["OTHER_PROGRAMME"]],
  ])("programme: %s", (_which, programme, payable, codes) => {
    const priced = priceBasket(pack, receipt([goods("1", 1001)], { card: card(programme) }));
    expect(priced.total.payableMinor).toBe(payable);
    expect(priced.refusals.map(({ code }) => code)).toEqual(codes);
  });

  it("the refusal says so in three languages", () => {
    const { refusals } = priceBasket(pack, receipt([goods("1", 1001)], { card: card("sport-school") }));
    const [message] = refusals.map((refusal) => refusal.message);
    if (!message) throw new Error("refused");
    const said = (["ru", "be", "en"] as const).map((locale) =>
      formatMessage(messageText(pack, message.key), message.params, locale),
    );
    expect(said).toEqual([
      "Карта другой программы: здесь она не действует, п. 4",
      "Картка іншай праграмы: тут яна не дзейнічае, п. 4",
      "A card of another programme: it does not work here, cl. 4",
    ]);
  });

  it("a pack that does not speak of it still knows no such card", () => {
    const serve = pack.card?.serve.filter(({ else: ground }) => ground.code !== "OTHER_PROGRAMME") ?? [];
    if (!pack.card) throw new Error("the pack has cards");
    const silent = { ...pack, card: { ...pack.card, serve } };
    const priced = priceBasket(silent, receipt([goods("1", 1001)], { card: card("sport-school") }));
    expect(priced.servedBy).toBeNull();
    expect(priced.refusals.map(({ code }) => code)).toEqual(["CARD_UNKNOWN"]);
  });

  it("whatever the receipt, it is as if no card was shown", () => {
    fc.assert(
      fc.property(anyReceipt, (input) => {
        const bare = priceBasket(pack, { ...input, card: null });
        const shown = priceBasket(pack, { ...input, card: card("sport-school") });
        expect(shown.lines).toEqual(bare.lines);
        expect(shown.cardMoves).toEqual(bare.cardMoves);
      }),
    );
  });

  it("a blank of another programme is not for sale here", () => {
    const line = blank("2");
    const foreign = { ...line, blank: { number: "292", status: "stocked" as const, programme: "sport-school" } };
    const priced = priceBasket(pack, receipt([goods("1", 10000), foreign], { card: null }));
    expect(priced.lines[1]?.refused).toBeDefined();
    expect(priced.cardMoves).toEqual([]);
  });
});
