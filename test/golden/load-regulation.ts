import { existsSync, readFileSync } from "node:fs";
import type { Result } from "../../core/kernel/index.ts";
import type { PackProblem, Readings } from "../../core/programme/index.ts";

type Parse<P> = (source: unknown, readings: Readings) => Result<P, readonly PackProblem[]>;

/** A shipped pack under some readings, through the app's own loader; throws with every problem. */
export function loadRegulation<P>(id: string, parse: Parse<P>, readings: Readings): P {
  const file = new URL(`../../resources/packs/${id}.json`, import.meta.url);
  if (!existsSync(file)) throw new Error(`no pack "${id}"`);
  const parsed = parse(readFileSync(file, "utf8"), readings);
  if (parsed.ok) return parsed.value;
  throw new Error(parsed.refusal.map(({ place, text }) => `${place}: ${text.en}`).join("; "));
}
