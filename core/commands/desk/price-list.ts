import { isDate } from "../../offer/index.ts";
import { factFromText, type Pack } from "../../programme/index.ts";
import { dayPrice, weekdays } from "./desk-pricing.ts";

/** Categories that the programme knows of; empty: it does not tell goods apart. */
export function categoriesOf({ facts, desk }: Pack): readonly string[] {
  const known = facts["line.category"]?.values;
  return known ?? [...new Set(Object.values(desk?.forms ?? {}).flatMap(({ sells }) => sells))];
}

/** What is wrong with a fact that a price list declares of an article; null: nothing. */
export function factFaultOf({ facts }: Pack, name: string, value: string): "fact-name" | "fact-value" | null {
  if (isDayPrice(name)) return /^\d{1,9}$/.test(value) ? null : "fact-value";
  const declared = facts[name];
  if (!declared) return "fact-name";
  return factFromText(declared, value) === undefined ? "fact-value" : null;
}

/** `price.saturday`, `price.2027-01-01`. */
function isDayPrice(name: string): boolean {
  const day = name.slice(dayPrice.length);
  return name.startsWith(dayPrice) && (isDate(day) || weekdays.some((weekday) => weekday === day));
}
