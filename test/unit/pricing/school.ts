import { readFileSync } from "node:fs";
import type { PricingInput } from "../../../core/pricing/index.ts";
import { parsePack, type Pack, type Readings } from "../../../core/programme/index.ts";

const schoolJson: unknown = JSON.parse(
  readFileSync(new URL("../../../resources/packs/sport-school.json", import.meta.url), "utf8"),
);

/** The sports school's programme under the given readings. */
export function schoolPack(readings: Readings = {}): Pack {
  const parsed = parsePack(schoolJson, readings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value;
}

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** A stay from a Monday on at 3 000.00 a night, booked with the hotel itself. */
export function stay(nights: number, facts: PricingInput["facts"] = {}): PricingInput {
  return {
    at: "2022-06-06T14:00:00",
    card: null,
    lines: Array.from({ length: nights }, (_, at) => ({
      id: String(at + 1),
      category: "night",
      flags: [],
      unitPriceMinor: 300_000,
      qtyMilli: 1000,
      facts: { "line.product": "night", "line.night": at + 1, "line.weekday": weekdays[at % 7] ?? "" },
    })),
    facts: {
      "stay.hotel": "victoria",
      "stay.channel": "direct",
      "stay.contract": true,
      "stay.visit": 1,
      "stay.nights": nights,
      ...facts,
    },
  };
}
