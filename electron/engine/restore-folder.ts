import { ok, refuse, type Result } from "../../core/kernel/index.ts";
import type { Refusal } from "../../core/contract/index.ts";
import { restoreBackup } from "../../db/stores/index.ts";
import { readTexts } from "./resources.ts";
import { refusalOfStorage } from "./storage-refusal.ts";

export type RestoreOptions = { readonly dataDir: string; readonly file: string; readonly resourcesDir: string };

/**
 * Puts a backup in the place of a folder's journal, which is kept aside. Refuses in words: no such backup or none that
 * holds, folder in use, disk full.
 */
export function restoreFolder(options: RestoreOptions): Result<ReturnType<typeof restoreBackup>, Refusal> {
  try {
    return ok(restoreBackup(options.dataDir, options.file));
  } catch (error) {
    const texts = readTexts(options.resourcesDir);
    const refused = refusalOfStorage(error, { texts, locale: "ru", say: texts.say("ru"), operator: null });
    if (!refused) throw error;
    return refuse(refused);
  }
}
