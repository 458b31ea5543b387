import { createReadStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import { migrateLedger, schemaVersion, type Sql } from "../ledger/index.ts";
import { hashOf, tablesOf, type BackUp } from "./back-up.ts";
import { beginAfterRestore } from "./begin-after-restore.ts";
import { keysFolder, readManifest, tableFile, type BackupManifest } from "./manifest.ts";

export type Restored = { readonly manifest: BackupManifest; readonly keys: BackUp["keys"] };

const rowsAtOnce = 1000;

/**
 * Puts a backup into an empty database, whole or not at all, and begins anew where tills may know more than it does.
 * Throws in words where the backup is not whole, of a newer program, or the database holds something already.
 */
export async function restore(sql: Sql, from: string): Promise<Restored> {
  const manifest = readManifest(from);
  if (manifest.schema > schemaVersion)
    throw new Error(
      `the backup has schema ${manifest.schema}, this program knows ${schemaVersion}: restore it by a newer one`,
    );
  for (const { name, hash } of manifest.tables) {
    if ((await hashOf(join(from, tableFile(name)))) !== hash)
      throw new Error(`${tableFile(name)} is not as it was written: take another backup`);
  }
  await migrateLedger(sql, manifest.schema);
  await sql.transaction(async (inside) => {
    await refuseUsed(inside);
    for (const table of manifest.tables) await readTable(inside, from, table);
  });
  await migrateLedger(sql);
  await sql.transaction((inside) => beginAfterRestore(inside));
  const keys = manifest.keys.map((name) => [name, readFileSync(join(from, keysFolder, name), "utf8").trim()]);
  return { manifest, keys: Object.fromEntries(keys) as BackUp["keys"] };
}

async function refuseUsed(sql: Sql): Promise<void> {
  for (const name of await tablesOf(sql)) {
    const used = await sql.query(`SELECT 1 FROM "${name}" LIMIT 1`);
    if (used.length > 0) throw new Error(`the database is not empty (${name}): restore into a new one`);
  }
}

async function readTable(sql: Sql, from: string, { name, rows }: BackupManifest["tables"][number]): Promise<void> {
  const file = createReadStream(join(from, tableFile(name))).pipe(createGunzip());
  let page: string[] = [];
  let read = 0;
  const write = async (): Promise<void> => {
    const values = `[${page.join(",")}]`;
    if (page.length > 0)
      await sql.query(`INSERT INTO "${name}" SELECT * FROM json_populate_recordset(NULL::"${name}", $1::json)`, [
        values,
      ]);
    read += page.length;
    page = [];
  };
  for await (const line of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line !== "") page.push(line);
    if (page.length >= rowsAtOnce) await write();
  }
  await write();
  if (read !== rows) throw new Error(`${tableFile(name)} holds ${read} rows, not ${rows}: take another backup`);
}
