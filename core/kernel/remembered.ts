type Known<K, V> = { get(key: K): V | undefined; set(key: K, value: V): unknown };

/** The value kept under the key, made and kept when first asked for. */
export function remembered<K, V extends {} | null>(known: Known<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
