import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { priceBasket, type PricingInput } from "../../../core/pricing/index.ts";
import { messageText, parsePack, type Pack } from "../../../core/programme/index.ts";
import { formatMessage } from "../../../core/text/index.ts";

const file = new URL("../../../resources/packs/sport-school.json", import.meta.url);
const json: unknown = JSON.parse(readFileSync(file, "utf8"));
const pack = soundPack();

function soundPack(): Pack {
  const parsed = parsePack(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

/** Clauses of the regulation that a reception can meet. */
const clauses = [
  "1.1 1.2 2.1 2.2 2.3 2.4 2.5 3.1 3.2 3.3 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11 4.12 5",
  "6.1 6.2 6.3 6.4 6.5 6.6 6.7 6.8 6.9 6.10 6.11 6.12 7.1 7.2 7.3 7.4 7.5 7.6 8.1 8.2 8.3 9.1",
].flatMap((row) => row.split(" "));

function clausesOf(value: unknown): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, entry]) =>
    key === "clause" && typeof entry === "string" ? entry.split(", ") : clausesOf(entry),
  );
}

describe("the sports school's regulation as a pack", () => {
  it("every clause is a rule or is named with where it is handled", () => {
    const named = new Set(clausesOf(json));
    expect(clauses.filter((clause) => !named.has(clause))).toEqual([]);
  });

  it("every decision on a stay can be said in three languages", () => {
    const nights = [6, 7, 8].map((night, at) => ({
      id: String(at + 1),
      category: "night",
      flags: [],
      unitPriceMinor: 300_000,
      qtyMilli: 1000,
      facts: { "line.product": "night", "line.night": at + 1, "line.weekday": night === 8 ? "sunday" : "friday" },
    }));
    const facts = { "stay.hotel": "victoria", "stay.channel": "direct", "stay.contract": true, "stay.visit": 2 };
    const input: PricingInput = {
      at: "2022-06-06T14:00:00",
      card: null,
      lines: nights,
      facts: { ...facts, "stay.nights": 3 },
    };
    const priced = priceBasket(pack, input);
    expect(priced.rivals.map(({ rules }) => rules)).toEqual([["6.1"], ["6.4"], ["6.5"]]);
    for (const { message } of [...priced.decisions, ...priced.bonuses]) {
      const text = messageText(pack, message.key);
      const said = (["ru", "be", "en"] as const).map((locale) => formatMessage(text, message.params, locale));
      expect(said.join(" ")).not.toMatch(/[{}]/);
    }
  });
});
