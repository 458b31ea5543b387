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
  const rowOf = rowsById(previous);
  let same = previous.length === next.length;
  const rows = next.map((row, index) => {
    const shared = share(isPlain(row) && "id" in row ? rowOf(row["id"], index) : previous[index], row);
    same &&= shared === previous[index];
    return shared;
  });
  return same ? previous : rows;
}

/** Finds the row of an id: where it stood before in most cases, else wherever it has gone. */
function rowsById(rows: readonly unknown[]): (id: unknown, index: number) => unknown {
  let byId: ReadonlyMap<unknown, unknown> | undefined;
  return (id, index) => {
    const here = rows[index];
    if (isPlain(here) && here["id"] === id) return here;
    byId ??= new Map(rows.flatMap((row) => (isPlain(row) && "id" in row ? [[row["id"], row] as const] : [])));
    return byId.get(id);
  };
}

/** Copies `next` only where a part of it is shared: a receipt has a thousand lines, and a scan may change them all. */
function shareFields(previous: Plain, next: Plain): Plain {
  const keys = Object.keys(next);
  let same = keys.length === Object.keys(previous).length;
  let shared: Record<string, unknown> | undefined;
  for (const key of keys) {
    const part = share(previous[key], next[key]);
    same &&= part === previous[key];
    if (part !== next[key]) (shared ??= { ...next })[key] = part;
  }
  return same ? previous : (shared ?? next);
}
