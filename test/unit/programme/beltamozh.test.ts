import { describe, expect, it } from "vitest";
import { formatMessage } from "../../../core/text/index.ts";
import { messageText } from "../../../core/programme/index.ts";
import { priceBasket } from "../../../core/pricing/index.ts";
import { goods, receipt, shopJson, shopPack } from "../pricing/shop.ts";

/** Clause numbers named anywhere in the pack: `18.2` speaks of 18, `5, 35` of both. */
function clausesOf(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === "clause" && typeof entry === "string"
      ? entry.split(",").map((clause) => clause.trim().replace(/\..*$/, ""))
      : clausesOf(entry),
  );
}

describe("the shop programme as a pack", () => {
  it("every clause from 1 to 39 is a rule or is named with where it is handled", () => {
    const named = new Set(clausesOf(shopJson));
    const missing = Array.from({ length: 39 }, (_, at) => String(at + 1)).filter((clause) => !named.has(clause));
    expect(missing).toEqual([]);
  });

  it.each([
    ["beer", "Пиво: скидка не действует, п. 1", "Піва: зніжка не дзейнічае, п. 1", "Beer: no discount, cl. 1"],
    [
      "packaging",
      "Упаковка: скидка не действует, п. 1",
      "Упакоўка: зніжка не дзейнічае, п. 1",
      "Packaging: no discount, cl. 1",
    ],
  ])("%s is refused in plain words of three languages", (category, ru, be, en) => {
    const pack = shopPack();
    const excluded = priceBasket(pack, receipt([goods("1", 300, category)])).lines[0]?.excluded;
    const text = pack.messages[excluded?.message.key ?? ""] ?? { ru: "", be: "", en: "" };
    const say = (locale: "ru" | "be" | "en") => formatMessage(text, excluded?.message.params ?? {}, locale);
    expect([say("ru"), say("be"), say("en")]).toEqual([ru, be, en]);
  });

  it("every figure that a message asks for is given", () => {
    const pack = shopPack();
    const inputs = [
      receipt([goods("1", 876), goods("2", 300, "tobacco")]),
      receipt([goods("1", 20000)], { card: null }),
      receipt([goods("1", 20000)], { card: { number: "1", status: "blocked", presentation: "original" } }),
    ];
    for (const input of inputs) {
      const { decisions, refusals, hints, earned, lines } = priceBasket(pack, input);
      const said = [...decisions, ...refusals, ...hints, ...earned].map(({ message }) => message);
      const grounds = lines.flatMap(({ excluded, adjustments }) => [
        ...(excluded ? [excluded.message] : []),
        ...adjustments.map(({ message }) => message),
      ]);
      for (const { key, params } of [...said, ...grounds]) {
        expect(pack.messages).toHaveProperty([key]);
        expect(formatMessage(messageText(pack, key), params, "ru")).not.toMatch(/[{}]/);
      }
    }
  });
});
