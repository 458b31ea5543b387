import type { LocalDate } from "../../kernel/index.ts";
import { addDays } from "../../offer/index.ts";

/** `today`, `today-30`, `today+14` anywhere in a deed: so many days from when the workplace was set up. */
const relative = /^today([+-]\d{1,4})?$/;

/** The deed's input with its days put in. */
export function datedDeed(input: unknown, today: LocalDate): unknown {
  if (typeof input === "string") {
    const days = relative.exec(input);
    return days ? addDays(today, Number(days[1] ?? 0)) : input;
  }
  if (Array.isArray(input)) return input.map((one) => datedDeed(one, today));
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(Object.entries(input).map(([key, value]) => [key, datedDeed(value, today)]));
}
