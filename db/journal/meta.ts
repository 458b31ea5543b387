import { createSeal, type Db } from "../connection/index.ts";

/** One-row facts about `journal.db` itself: terminal, generation, snapshot pointer, watermark, marks of the last check. */
export type MetaKey = "terminal" | "generation" | "snapshot" | "acked" | "running" | "verified";

export type Meta = {
  get(key: MetaKey): string | undefined;
  set(key: MetaKey, value: string): void;
};

export const metaSeal = createSeal("meta", "journal");

export function createMeta(db: Db): Meta {
  const byKey = db.prepare<[string], { value: string; sum: number }>("SELECT value, sum FROM meta WHERE key = ?");
  const put = db.prepare<[string, string, number]>(
    "INSERT INTO meta (key, value, sum) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, sum = excluded.sum",
  );
  return {
    get(key) {
      const row = byKey.get(key);
      if (row) metaSeal.check([key, row.value], row.sum);
      return row?.value;
    },
    set(key, value) {
      put.run(key, value, metaSeal.of([key, value]));
    },
  };
}
