import type { Difference } from "./outcome.ts";

const sets = new Set([
  "cards",
  "refusals",
  "offers",
  "bonuses",
  "rules",
  "applied",
  "errors",
  "remaining",
  "facilities",
]);

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Where `got` differs from what is expected. Fields that are not expected are not looked at; some lists are sets. */
export function differences(expected: unknown, got: unknown, path = ""): Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) return [{ path, expected, got }];
    if (sets.has(path.split(".").at(-1) ?? "")) return sameSet(expected, got) ? [] : [{ path, expected, got }];
    if (expected.length !== got.length) return [{ path: `${path}.length`, expected: expected.length, got: got.length }];
    return expected.flatMap((entry, at) => differences(entry, got[at], `${path}[${at}]`));
  }
  if (isFields(expected) && isFields(got)) {
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(value, got[name], path === "" ? name : `${path}.${name}`),
    );
  }
  return Object.is(expected, got) ? [] : [{ path, expected, got }];
}

function sameSet(expected: readonly unknown[], got: readonly unknown[]): boolean {
  const left = [...got];
  for (const entry of expected) {
    const at = left.findIndex((one) => differences(entry, one).length === 0);
    if (at < 0) return false;
    left.splice(at, 1);
  }
  return left.length === 0;
}
