type Plain = { readonly [key: string]: unknown };

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * `next`, with every part that says the same as in `previous` replaced by that part itself, so that a row whose line
 * did not change is not drawn again. Rows with an `id` are matched by it, so removing the first leaves the rest alone.
 */
export function share<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  // Each branch builds a value of the same shape as `next`, checked just before.
  if (Array.isArray(next)) return (Array.isArray(previous) ? shareRows(previous, next) : next) as T;
  if (isPlain(next) && isPlain(previous)) return shareFields(previous, next) as T;
  return next;
}

function shareRows(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(previous.flatMap((row) => (isPlain(row) && "id" in row ? [[row["id"], row] as const] : [])));
  const rows = next.map((row, index) =>
    share(isPlain(row) && "id" in row ? byId.get(row["id"]) : previous[index], row),
  );
  return rows.length === previous.length && rows.every((row, index) => row === previous[index]) ? previous : rows;
}

function shareFields(previous: Plain, next: Plain): Plain {
  const fields = Object.entries(next).map(([key, value]) => [key, share(previous[key], value)] as const);
  const same = fields.every(([key, value]) => previous[key] === value);
  return same && Object.keys(previous).length === fields.length ? previous : Object.fromEntries(fields);
}
