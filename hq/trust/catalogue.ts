import type { FileName } from "../../core/trust/index.ts";
import type { Sql } from "../ledger/index.ts";

/** The newest catalogue for a part of the trade: its own, else the one for all; null where there is none. */
export async function newestCatalogue(sql: Sql, shard: string): Promise<FileName | null> {
  const [found] = await sql.query<FileName>(
    `SELECT hash, length FROM catalogue WHERE shard = $1 OR shard = ''
     ORDER BY CASE WHEN shard = '' THEN 1 ELSE 0 END, version DESC LIMIT 1`,
    [shard],
  );
  return found ?? null;
}
