import type { z } from "../kernel/index.ts";
import type { Reading, ReadingValue } from "./pack.ts";
import { placeOf, problem, type PackProblem } from "./problems.ts";

export type Readings = Readonly<Record<string, ReadingValue>>;
type Declared = Readonly<Record<string, z.infer<typeof Reading>>>;

/** One value for every declared reading: the chosen one, else the default. */
export function chooseReadings(declared: Declared, chosen: Readings): { values: Readings; problems: PackProblem[] } {
  const problems: PackProblem[] = [];
  for (const [key, value] of Object.entries(chosen)) {
    if (!declared[key]) problems.push(problem(`readings.${key}`, "unknown-reading", key));
    else if (declared[key].values?.includes(value) === false) {
      problems.push(problem(`readings.${key}`, "reading-value", textOf(value)));
    }
  }
  for (const [key, { values, default: first }] of Object.entries(declared)) {
    if (values?.includes(first) === false)
      problems.push(problem(`readings.${key}.default`, "reading-value", textOf(first)));
  }
  const values = Object.fromEntries(Object.entries(declared).map(([key, { default: first }]) => [key, first]));
  return { values: { ...values, ...chosen }, problems };
}

/**
 * The JSON with every `{"$reading": key, "cases": {…}}` replaced by the case of the key's value, and every
 * `{"$reading": key}` by the value itself.
 */
export function substituteReadings(
  json: unknown,
  declared: Declared,
  values: Readings,
): { json: unknown; problems: PackProblem[] } {
  const problems: PackProblem[] = [];

  function substitute(value: unknown, path: readonly PropertyKey[]): unknown {
    if (Array.isArray(value)) return value.map((entry, at) => substitute(entry, [...path, at]));
    if (value === null || typeof value !== "object") return value;
    const node = value as Readonly<Record<string, unknown>>;
    if (!("$reading" in node)) {
      return Object.fromEntries(Object.entries(node).map(([key, entry]) => [key, substitute(entry, [...path, key])]));
    }
    return substitute(caseOf(node, placeOf(path)), path);
  }

  function caseOf(node: Readonly<Record<string, unknown>>, place: string): unknown {
    const key = String(node["$reading"]);
    const reading = declared[key];
    if (!reading) {
      problems.push(problem(place, "unknown-reading", key));
      return null;
    }
    if (!("cases" in node)) {
      if (Object.keys(node).length !== 1) problems.push(problem(place, "reading-cases", Object.keys(node).join(", ")));
      return values[key];
    }
    const cases = typeof node["cases"] === "object" && node["cases"] !== null ? node["cases"] : {};
    const wanted = (reading.values ?? []).map(textOf).toSorted().join(", ");
    const given = Object.keys(cases).toSorted().join(", ");
    if (wanted !== given || Object.keys(node).length !== 2) {
      problems.push(problem(place, "reading-cases", `${given} / ${wanted}`));
    }
    return (cases as Readonly<Record<string, unknown>>)[textOf(values[key] ?? null)];
  }

  return { json: substitute(json, []), problems };
}

const textOf = (value: ReadingValue): string => (typeof value === "string" ? value : JSON.stringify(value));
