import { createSeal, type Db } from "../connection/index.ts";

/**
 * One-row facts about `journal.db` itself. `snapshot` seq of the card snapshot in use · `acked` watermark of the
 * outbox · `running` boot id of a process that has not ended well yet · `verified` end of the part of the chain that
 * was walked · `schema` the version once more, under a checksum · `indexed` newest fact whose names are in the table.
 */
export type MetaKey = "generation" | "snapshot" | "acked" | "running" | "verified" | "schema" | "indexed";

export type Meta = {
  get(key: MetaKey): string | undefined;
  set(key: MetaKey, value: string): void;
};

const metaSeal = createSeal("meta", "journal");

export function createMeta(db: Db): Meta {
  const byKey = db.prepare<[string], { value: string; sum: number }>("SELECT value, sum FROM meta WHERE key = ?");
  const put = db.prepare<[string, string, number]>("INSERT OR REPLACE INTO meta (key, value, sum) VALUES (?, ?, ?)");
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
