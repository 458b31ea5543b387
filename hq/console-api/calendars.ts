import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CalendarSchema, type Calendar } from "../../core/calendar/index.ts";

const dir = join(import.meta.dirname, "../../resources/calendars");

/** Working days of a country, as the app brings them; undefined where it has none. */
export function readCalendar(country: string): Calendar | undefined {
  const file = join(dir, `${country}.json`);
  if (!/^[a-z]+$/.test(country) || !existsSync(file)) return undefined;
  const source: unknown = JSON.parse(readFileSync(file, "utf8"));
  return CalendarSchema.parse(source);
}
