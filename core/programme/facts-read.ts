/** Every value under one of these keys, however deep: names that rules read, codes that they give. */
export function valuesOf(value: unknown, keys: readonly string[]): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) =>
    typeof entry === "string" && keys.includes(key) ? [entry] : valuesOf(entry, keys),
  );
}

/** Facts that a pack's conditions look at. */
export function factsRead(rules: unknown): string[] {
  return [...new Set(valuesOf(rules, ["fact", "days", "yearsOver"]))];
}
