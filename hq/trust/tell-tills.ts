import { lineVersion } from "../../core/sync/index.ts";
import { appendFeed, type Sql } from "../ledger/index.ts";

export type Moved = readonly { readonly shard: string; readonly pos: number }[];

/** A line in every shard's feed: there is a newer version. Shards are locked first and in one order. */
export async function tellTills(
  sql: Sql,
  { role, version, now }: { readonly role: "packs" | "lists" | "root"; readonly version: number; readonly now: number },
): Promise<Moved> {
  const shards = await sql.query<{ shard: string }>("SELECT shard FROM shard ORDER BY shard FOR UPDATE");
  const lines = [{ kind: "trust-changed", v: lineVersion, body: { role, version } }];
  const moved: { shard: string; pos: number }[] = [];
  for (const { shard } of shards) moved.push({ shard, pos: await appendFeed(sql, { shard, lines, at: now }) });
  return moved;
}
