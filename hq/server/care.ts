import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Log } from "../api/index.ts";
import { backUp, beginAfterRestore, restore, type BackupManifest } from "../backup/index.ts";
import { connectPg, type Sql } from "../ledger/index.ts";
import { runningPostgres, startOwnPostgres } from "./own-postgres.ts";
import { keyIn } from "./signing-key.ts";

export type CareOptions = { readonly dir: string; readonly databaseUrl?: string | undefined; readonly log: Log };

/** A backup into a new folder; head office may run meanwhile. */
export async function backUpHq(options: CareOptions, to: string): Promise<BackupManifest> {
  const keys = keysOf(options.dir);
  if (keys["signing.key"] === undefined)
    throw new Error(`no key in ${options.dir}: name the folder of head office by --data, or the key in HQ_SIGNING_KEY`);
  return withDatabase(options, (sql) => backUp({ sql, to, keys, now: Date.now() }));
}

/** Puts a backup into a new folder, or into the empty database that is named. */
export async function restoreHq(options: CareOptions, from: string): Promise<BackupManifest> {
  const { dir } = options;
  const { manifest, keys } = await withDatabase(options, (sql) => restore(sql, from));
  for (const [name, key] of Object.entries(keys)) {
    const file = join(dir, name);
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) writeFileSync(file, key, { mode: 0o600 });
    if (readFileSync(file, "utf8").trim() !== key)
      throw new Error(`${file} is another head office's key: put that of the backup in its place`);
  }
  return manifest;
}

/** Every key in the folder; that of the environment where gateways share one. Keys that are kept away stay away. */
function keysOf(dir: string): Record<string, string> {
  const keys: Record<string, string> = {};
  for (const folder of ["", "trust/"]) {
    const names = existsSync(join(dir, folder)) ? readdirSync(join(dir, folder)) : [];
    for (const name of names.filter((each) => /^[a-z0-9-]+\.key$/.test(each)))
      keys[`${folder}${name}`] = readFileSync(join(dir, folder, name), "utf8").trim();
  }
  const signing = keyIn(dir);
  return signing === undefined ? keys : { ...keys, "signing.key": signing };
}

/** After the database itself was put back to an earlier moment by its own means. */
export function afterRestore(options: CareOptions): Promise<void> {
  return withDatabase(options, (sql) => sql.transaction(beginAfterRestore));
}

async function withDatabase<T>({ dir, databaseUrl, log }: CareOptions, work: (sql: Sql) => Promise<T>): Promise<T> {
  const running = databaseUrl ?? runningPostgres(dir);
  const own = running === undefined ? await startOwnPostgres(dir, log) : undefined;
  const sql = connectPg(running ?? own?.url ?? "", 2);
  try {
    return await work(sql);
  } finally {
    await sql.close();
    await own?.stop();
  }
}
