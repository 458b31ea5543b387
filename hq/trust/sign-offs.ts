import type { Sql } from "../ledger/index.ts";

export type SignOff = { readonly step: number; readonly at: number; readonly by: string; readonly note: string };
type Key = { readonly id: string; readonly version: number };

export async function listSignOffs(sql: Sql, { id, version }: Key): Promise<SignOff[]> {
  return sql.query<SignOff>(
    `SELECT step, at, by_name AS by, note FROM pack_sign_off WHERE pack_id = $1 AND version = $2 ORDER BY step`,
    [id, version],
  );
}

/** Enters the next signature; false where another is due first, or it is there already. */
export async function signOff(sql: Sql, { id, version }: Key, { step, at, by, note }: SignOff): Promise<boolean> {
  const done = await sql.query(
    `INSERT INTO pack_sign_off (pack_id, version, step, at, by_name, note)
     SELECT $1::text, $2::bigint, $3::int, $4::bigint, $5::text, $6::text
     WHERE (SELECT count(*) FROM pack_sign_off WHERE pack_id = $1 AND version = $2) = $3::int
     ON CONFLICT (pack_id, version, step) DO NOTHING RETURNING step`,
    [id, version, step, at, by, note],
  );
  return done.length === 1;
}
