import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { Sql } from "../ledger/index.ts";
import { keysFolder, manifestFile, tableFile, type BackupManifest } from "./manifest.ts";

export type BackUp = {
  readonly sql: Sql;
  /** A folder that does not exist yet. */
  readonly to: string;
  /** Text by file name. Without them tills would not believe a head office that was put back. */
  readonly keys: Readonly<Record<string, string>>;
  readonly now: number;
};

const rowsAtOnce = 2000;

/**
 * Writes all of the ledger and the keys into a folder, as it is at one moment, while gateways serve. The manifest comes
 * last: a folder without one is no backup. Whoever has the folder can speak as head office: only its owner reads it.
 */
export async function backUp({ sql, to, keys, now }: BackUp): Promise<BackupManifest> {
  if (existsSync(to)) throw new Error(`${to} is there already: a backup is written into a new folder`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const manifest = await sql.transaction(async (inside): Promise<BackupManifest> => {
    await inside.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const [version] = await inside.query<{ version: number }>("SELECT version FROM schema_version WHERE id = 1");
    const tables: BackupManifest["tables"] = [];
    for (const name of await tablesOf(inside)) tables.push(await writeTable(inside, to, name));
    return { form: 1, schema: version?.version ?? 0, madeAt: now, keys: Object.keys(keys), tables };
  });
  for (const [name, key] of Object.entries(keys)) {
    const file = join(to, keysFolder, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, key, { mode: 0o600 });
  }
  writeFileSync(join(to, manifestFile), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return manifest;
}

/** Every table of the ledger but the one that counts its schema. */
export async function tablesOf(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'schema_version'
     ORDER BY table_name`,
  );
  return rows.map(({ name }) => name);
}

async function writeTable(sql: Sql, to: string, name: string): Promise<BackupManifest["tables"][number]> {
  const file = join(to, tableFile(name));
  const counted = { rows: 0 };
  await sql.query(`DECLARE backup_rows NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS line FROM "${name}" r`);
  await pipeline(linesOf(sql, counted), createGzip({ level: 6 }), createWriteStream(file, { mode: 0o600 }));
  await sql.query("CLOSE backup_rows");
  return { name, rows: counted.rows, hash: await hashOf(file) };
}

async function* linesOf(sql: Sql, counted: { rows: number }): AsyncGenerator<string> {
  for (;;) {
    const page = await sql.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM backup_rows`);
    if (page.length === 0) return;
    counted.rows += page.length;
    yield `${page.map(({ line }) => line).join("\n")}\n`;
  }
}

export async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
