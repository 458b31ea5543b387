import { createSeal, type Db } from "../connection/index.ts";

const counterSeal = createSeal("counter", "journal");

export type Counters = {
  /** The next value, from 1; a rolled-back transaction gives it back. */
  next(name: string): number;
  /** The value given last, 0 if none. */
  last(name: string): number;
  /** Never hands out `value` or less again. */
  raise(name: string, value: number): void;
  /** Says how many of something there are; not for numbers that are handed out. */
  count(name: string, value: number): void;
};

export function createCounters(db: Db): Counters {
  const byName = db.prepare<[string], { value: number; sum: number }>("SELECT value, sum FROM counter WHERE name = ?");
  const put = db.prepare<[string, number, number]>(
    "INSERT OR REPLACE INTO counter (name, value, sum) VALUES (?, ?, ?)",
  );
  // A till has a handful; the row was proven when it was read, and nobody else writes it.
  const known = new Map<string, number>();

  const current = (name: string): number => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const row = byName.get(name);
    if (row) counterSeal.check([name, row.value], row.sum);
    return row?.value ?? 0;
  };
  const store = (name: string, value: number): number => {
    put.run(name, value, counterSeal.of([name, value]));
    db.onRollback(() => known.delete(name));
    known.set(name, value);
    return value;
  };
  return {
    last: current,
    next: (name) => store(name, current(name) + 1),
    raise(name, value) {
      if (value > current(name)) store(name, value);
    },
    count(name, value) {
      if (value !== current(name)) store(name, value);
    },
  };
}
