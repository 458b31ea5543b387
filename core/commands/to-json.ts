import type { Json } from "../kernel/index.ts";

/** A value of ours as the body of a fact: fields that are absent stay absent. Throws on what JSON cannot carry. */
export function toJson(value: object): { readonly [key: string]: Json } {
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]) => (field === undefined ? [] : [[key, plain(field)]])),
  );
}

function plain(value: unknown): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object") return toJson(value);
  throw new Error(`invariant: a fact holds plain values, not ${typeof value}`);
}
