import { canonicalJson, type Json } from "../../core/kernel/index.ts";
import type { SettingsStore } from "../../core/commands/index.ts";
import { createSeal, type Db } from "../connection/index.ts";

const settingSeal = createSeal("setting", "journal");

export function createSettingStore(db: Db): SettingsStore {
  const byKey = db.prepare<[string], { value: string; sum: number }>("SELECT value, sum FROM setting WHERE key = ?");
  const put = db.prepare<[string, string, number]>("INSERT OR REPLACE INTO setting (key, value, sum) VALUES (?, ?, ?)");
  return {
    get(key) {
      const row = byKey.get(key);
      if (!row) return undefined;
      settingSeal.check([key, row.value], row.sum);
      return JSON.parse(row.value) as Json;
    },
    set(key, value) {
      const text = canonicalJson(value);
      put.run(key, text, settingSeal.of([key, text]));
    },
  };
}
