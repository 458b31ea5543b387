import type { Difference } from "./outcome.ts";

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Where the named fields differ. Lists are sets but for those in `ordered`; null and no value are the same. */
export function differingFields(expected: Fields, got: Fields, ordered: readonly string[]): Difference[] {
  return Object.entries(expected).flatMap(([path, value]) =>
    isEqual(value, got[path] ?? null, ordered.includes(path)) ? [] : [{ path, expected: value, got: got[path] }],
  );
}

function isEqual(expected: unknown, got: unknown, inOrder: boolean): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return false;
    if (inOrder) return expected.every((entry, at) => isEqual(entry, got[at], false));
    const left = [...got];
    return expected.every((entry) => {
      const at = left.findIndex((one) => isEqual(entry, one, false));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  if (isFields(expected)) {
    if (!isFields(got)) return false;
    const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...keys].every((key) => isEqual(expected[key] ?? null, got[key] ?? null, false));
  }
  return Object.is(expected, got);
}
