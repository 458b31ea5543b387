import type { FileName } from "../../core/trust/index.ts";
import type { Sql } from "../ledger/index.ts";
import { keepFile, readFile } from "./files.ts";

/** The newest catalogue for a part of the trade: its own, else the one for all; null where there is none. */
export async function newestCatalogue(sql: Sql, shard: string): Promise<FileName | null> {
  const [found] = await sql.query<FileName>(
    `SELECT hash, length FROM catalogue WHERE shard = $1 OR shard = ''
     ORDER BY CASE WHEN shard = '' THEN 1 ELSE 0 END, version DESC LIMIT 1`,
    [shard],
  );
  return found ?? null;
}

export type CatalogueRow = {
  /** Part of the trade; empty: all. */
  readonly shard: string;
  readonly version: number;
  readonly rows: number;
  /** By whose goods it was checked. */
  readonly programme: string;
  readonly at: number;
  readonly by: string;
};

/** Every catalogue that was handed out, the newest first. */
export async function listCatalogues(sql: Sql): Promise<CatalogueRow[]> {
  return sql.query<CatalogueRow>(
    "SELECT shard, version, rows, programme, at, by_name AS by FROM catalogue ORDER BY at DESC, shard, version DESC",
  );
}

export type NewCatalogue = Omit<CatalogueRow, "version"> & { readonly csv: string };

/** Hands a catalogue out as the next of its part of the trade. Inside the caller's transaction. */
export async function saveCatalogue(sql: Sql, { csv, shard, rows, programme, at, by }: NewCatalogue): Promise<void> {
  const { hash, length } = await keepFile(sql, csv, at);
  await sql.query(
    `INSERT INTO catalogue (shard, version, hash, length, rows, programme, at, by_name)
     SELECT $1::text, coalesce(max(version), 0) + 1, $2::text, $3::bigint, $4::bigint, $5::text, $6::bigint, $7::text
     FROM catalogue WHERE shard = $1::text`,
    [shard, hash, length, rows, programme, at, by],
  );
}

/** Text of the newest catalogue of a part of the trade; undefined where there is none. */
export async function catalogueText(sql: Sql, shard: string): Promise<string | undefined> {
  const file = await newestCatalogue(sql, shard);
  return file === null ? undefined : readFile(sql, file.hash);
}
