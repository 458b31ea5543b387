/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * JSON text with keys in code-unit order and no white space: equal values give equal bytes, so that hashes can be
 * compared between machines (the part of RFC 8785 that our integers and strings need). `undefined` fields are left out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return quote(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((entry) => canonicalJson(entry ?? null)).join(",")}]`;
  const fields: Readonly<Record<string, unknown>> = { ...value };
  // Added up and not joined: a sale waits for this text, and it is twice as fast so (measured on 20 lines).
  let text = "";
  for (const key of Object.keys(fields).toSorted()) {
    const field = fields[key];
    if (field !== undefined) text += `${text === "" ? "" : ","}${quote(key)}:${canonicalJson(field)}`;
  }
  return `{${text}}`;
}

/** What JSON writes otherwise than it is: quotes, backslashes, control characters, halves of surrogate pairs. */
const escaped = /["\\\p{Cc}\p{Cs}]/u;

function quote(text: string): string {
  return escaped.test(text) ? JSON.stringify(text) : `"${text}"`;
}
