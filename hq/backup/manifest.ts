import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

/** What a backup holds: a folder of one packed file a table, a JSON row a line. Rows are of one moment. */
export const BackupManifest = z.strictObject({
  form: z.literal(1),
  /** Of the ledger, as `schema_version` counts. */
  schema: z.int().min(1),
  /** Epoch milliseconds. */
  madeAt: z.int().min(0),
  /** Key files as they lie in head office's folder. */
  keys: z.array(z.string().regex(/^(trust\/)?[a-z0-9-]{1,40}\.key$/)),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_]{1,63}$/),
      rows: z.int().min(0),
      /** SHA-256 of the packed file. */
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

export const manifestFile = "backup.json";
/** Folder of the keys inside the backup, under their names. */
export const keysFolder = "keys";
export const tableFile = (name: string): string => `${name}.ndjson.gz`;

/** Throws in words where the folder holds no whole backup. */
export function readManifest(dir: string): BackupManifest {
  const file = join(dir, manifestFile);
  try {
    return BackupManifest.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new Error(`${file} is no whole backup of head office: it is written last`, { cause });
  }
}
