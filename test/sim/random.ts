/** Chance that is the same for the same seed, on every machine. */
export type Chance = {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `limit`. */
  below(limit: number): number;
  /** Whether something that happens so often happens now. */
  happens(share: number): boolean;
  pick<T>(from: readonly [T, ...T[]]): T;
};

/** mulberry32: 32 bits of state are enough for the few thousand draws of a run. */
export function chanceOf(seed: number): Chance {
  let state = mix(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (share) => next() < share,
    pick: (from) => from[below(from.length)] ?? from[0],
  };
}

/** One number of several, so that what hangs on one does not move when another draws more often. */
export function mix(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ (part | 0), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}
