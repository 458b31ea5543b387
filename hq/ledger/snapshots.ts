import type { SnapshotManifest } from "../../core/sync/index.ts";
import type { Sql } from "./sql.ts";

/** The file of a snapshot, the same for every shard and till. */
export type SnapshotFile = Pick<
  SnapshotManifest,
  "v" | "name" | "cards" | "plainBytes" | "wireBytes" | "chunkBytes" | "chunks"
> & { readonly builtAt: number };

/** Newest snapshot first. Kept so many that a till which loads one has the time to end. */
const kept = 3;

type Row = { readonly body: string; readonly builtAt: number };

function fileOf({ body, builtAt }: Row): SnapshotFile {
  const file = JSON.parse(body) as Omit<SnapshotFile, "builtAt">;
  return { ...file, builtAt };
}

export async function newestSnapshot(sql: Sql): Promise<SnapshotFile | undefined> {
  const rows = await sql.query<Row>(
    'SELECT body, built_at AS "builtAt" FROM snapshot ORDER BY built_at DESC, name LIMIT 1',
  );
  return rows[0] && fileOf(rows[0]);
}

export async function findSnapshot(sql: Sql, name: string): Promise<SnapshotFile | undefined> {
  const rows = await sql.query<Row>('SELECT body, built_at AS "builtAt" FROM snapshot WHERE name = $1', [name]);
  return rows[0] && fileOf(rows[0]);
}

/** Place of a shard's feed that a snapshot stands for; undefined for a shard that came later. */
export async function snapshotPosition(sql: Sql, name: string, shard: string): Promise<number | undefined> {
  const rows = await sql.query<{ pos: number }>("SELECT pos FROM snapshot_shard WHERE name = $1 AND shard = $2", [
    name,
    shard,
  ]);
  return rows[0]?.pos;
}

export type Answered = { readonly generation: string; readonly answered: number };

/** Up to where a terminal's facts are contained in a snapshot. */
export async function answeredIn(sql: Sql, name: string, terminal: string): Promise<Answered> {
  const rows = await sql.query<Answered>(
    "SELECT gen AS generation, projected AS answered FROM snapshot_terminal WHERE name = $1 AND terminal_id = $2",
    [name, terminal],
  );
  return rows[0] ?? { generation: "", answered: 0 };
}

/** Notes for whom a snapshot stands where, inside the transaction that reads its cards. */
export async function notePositions(sql: Sql, name: string): Promise<void> {
  await sql.query("INSERT INTO snapshot_shard (name, shard, pos) SELECT $1, shard, pos FROM shard", [name]);
  await sql.query(
    `INSERT INTO snapshot_terminal (name, terminal_id, gen, projected)
     SELECT $1, terminal_id, generation, projected FROM terminal`,
    [name],
  );
}

export async function savePart(sql: Sql, name: string, part: { at: number; content: Uint8Array }): Promise<void> {
  await sql.query("INSERT INTO snapshot_part (name, at, content) VALUES ($1, $2, $3)", [name, part.at, part.content]);
}

/** A chunk as it is sent; undefined once the snapshot is gone. */
export async function readPart(sql: Sql, name: string, at: number): Promise<Uint8Array | undefined> {
  const rows = await sql.query<{ content: Uint8Array }>(
    "SELECT content FROM snapshot_part WHERE name = $1 AND at = $2",
    [name, at],
  );
  return rows[0]?.content;
}

/** From now on tills may load it; the oldest go, with all that a build which was cut off left. */
export async function publishSnapshot(sql: Sql, { builtAt, ...file }: SnapshotFile): Promise<void> {
  await sql.query("INSERT INTO snapshot (name, built_at, body) VALUES ($1, $2, $3)", [
    file.name,
    builtAt,
    JSON.stringify(file),
  ]);
  await sql.query(
    `DELETE FROM snapshot WHERE name NOT IN (SELECT name FROM snapshot ORDER BY built_at DESC, name LIMIT ${kept})`,
  );
  for (const table of ["snapshot_part", "snapshot_terminal", "snapshot_shard"]) {
    await sql.query(`DELETE FROM ${table} WHERE name NOT IN (SELECT name FROM snapshot)`);
  }
}
