import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CalendarSchema } from "../../core/calendar/index.ts";
import { parsePack } from "../../core/programme/index.ts";
import { stockProgrammes, type StockProgramme } from "./programme.ts";

/** The programmes with card blanks among the packs that come with the program; packs of other kinds are passed by. */
export function loadStockProgrammes(resourcesDir: string): StockProgramme[] {
  const packs = jsonIn(join(resourcesDir, "packs")).flatMap((json) => {
    const parsed = parsePack(json);
    return parsed.ok ? [parsed.value] : [];
  });
  return stockProgrammes(
    packs,
    jsonIn(join(resourcesDir, "calendars")).map((json) => CalendarSchema.parse(json)),
  );
}

function jsonIn(dir: string): unknown[] {
  const files = readdirSync(dir).filter((name) => name.endsWith(".json"));
  return files.toSorted().map((name): unknown => JSON.parse(readFileSync(join(dir, name), "utf8")));
}
