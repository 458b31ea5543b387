import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CalendarSchema, type Calendar } from "../../core/calendar/index.ts";
import { parsePack, type Pack, type PackProblem } from "../../core/programme/index.ts";

export const resourcesDir = join(import.meta.dirname, "../../resources");

/** npm starts scripts in the project's folder; paths are meant from where the person stands. */
export function placeOf(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}

/** The JSON of a file; throws with the file's name what is wrong with it. */
export function readJson(path: string): unknown {
  const place = placeOf(path);
  if (!existsSync(place)) throw new Error(`${path}: there is no such file`);
  try {
    return JSON.parse(readFileSync(place, "utf8"));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** A programme pack by its file, or by the id of one that comes with the app; throws with all its faults. */
export function readPack(path: string): { readonly pack: Pack; readonly source: unknown } {
  const bundled = join(resourcesDir, "packs", `${path}.json`);
  const source = readJson(/^[a-z][a-z0-9-]*$/.test(path) && existsSync(bundled) ? bundled : path);
  const parsed = parsePack(source);
  if (parsed.ok) return { pack: parsed.value, source };
  throw new Error([`${path}: the pack cannot be used`, ...parsed.refusal.map(faultText)].join("\n"));
}

const faultText = ({ place, text }: PackProblem): string => `  ${place}: ${text.ru}`;

export function readCalendar(id: string): Calendar | undefined {
  const file = join(resourcesDir, "calendars", `${id}.json`);
  return existsSync(file) ? CalendarSchema.parse(readJson(file)) : undefined;
}
