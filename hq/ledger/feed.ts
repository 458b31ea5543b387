import { FeedLine } from "../../core/sync/index.ts";
import type { Sql, SqlValue } from "./sql.ts";

type Row = Omit<FeedLine, "body"> & { readonly body: string };

export type FeedPosition = { readonly pos: number; readonly keptFrom: number };

/** Newest position of a shard, and the one before the oldest line that is still kept. */
export async function feedPosition(sql: Sql, shard: string): Promise<FeedPosition> {
  const rows = await sql.query<FeedPosition>('SELECT pos, kept_from AS "keptFrom" FROM shard WHERE shard = $1', [
    shard,
  ]);
  return rows[0] ?? { pos: 0, keptFrom: 0 };
}

/** Lines behind a cursor in order. Positions have no gaps: what a reader has not seen is above its cursor. */
export async function readFeed(sql: Sql, after: { shard: string; pos: number }, limit: number): Promise<FeedLine[]> {
  const rows = await sql.query<Row>(
    "SELECT pos, kind, v, at, body FROM feed WHERE shard = $1 AND pos > $2 ORDER BY pos LIMIT $3",
    [after.shard, after.pos, limit],
  );
  return rows.map(({ body, ...line }) => {
    const told: unknown = JSON.parse(body);
    return FeedLine.parse({ ...line, body: told });
  });
}

export type NewLine = { readonly kind: string; readonly v: number; readonly body: FeedLine["body"] };

/**
 * Writes lines behind the newest of a shard, inside the caller's transaction. The shard's row is locked to its end, so
 * that positions become visible in their order and a reader's cursor never passes one that is still to come.
 */
export async function appendFeed(
  sql: Sql,
  { shard, lines, at }: { readonly shard: string; readonly lines: readonly NewLine[]; readonly at: number },
): Promise<number> {
  const [moved] = await sql.query<{ pos: number }>(
    "UPDATE shard SET pos = pos + $2::bigint WHERE shard = $1 RETURNING pos",
    [shard, lines.length],
  );
  const last = moved?.pos ?? 0;
  if (lines.length === 0) return last;
  const columns: SqlValue[] = [
    shard,
    last - lines.length,
    lines.map(({ kind }) => kind),
    lines.map(({ v }) => v),
    lines.map(({ body }) => JSON.stringify(body)),
    at,
  ];
  await sql.query(
    `INSERT INTO feed (shard, pos, kind, v, body, at)
     SELECT $1, $2::bigint + n, kind, v, body, $6::bigint
     FROM unnest($3::text[], $4::int[], $5::text[]) WITH ORDINALITY AS fresh (kind, v, body, n)`,
    columns,
  );
  return last;
}

/** Every shard that has terminals, or lines to come. */
export async function listShards(sql: Sql): Promise<string[]> {
  return (await sql.query<{ shard: string }>("SELECT shard FROM shard ORDER BY shard")).map(({ shard }) => shard);
}

type Trim = {
  readonly shard: string;
  /** Lines up to here are in a snapshot: no others may go. */
  readonly upTo: number;
  /** Older lines go, epoch milliseconds. */
  readonly before: number;
};

/** Lines that go in one transaction. */
const trimmedAtOnce = 10_000;

/**
 * Deletes lines that are old and stand in a snapshot. A till whose cursor is older hears so, and loads that. Answers
 * how many went.
 */
export async function trimFeed(sql: Sql, { shard, upTo, before }: Trim, atOnce = trimmedAtOnce): Promise<number> {
  let gone = 0;
  for (;;) {
    const { keptFrom } = await feedPosition(sql, shard);
    const rows = await sql.query<{ pos: number; at: number }>(
      "SELECT pos, at FROM feed WHERE shard = $1 AND pos > $2 AND pos <= $3 ORDER BY pos LIMIT $4",
      [shard, keptFrom, upTo, atOnce],
    );
    const last = rows.findLast(({ at }) => at < before);
    if (last) await keepFrom(sql, { shard, from: keptFrom, to: last.pos });
    gone += last ? rows.filter(({ pos }) => pos <= last.pos).length : 0;
    if (!last || rows.length < atOnce) return gone;
  }
}

async function keepFrom(sql: Sql, { shard, from, to }: { shard: string; from: number; to: number }): Promise<void> {
  await sql.transaction(async (inside) => {
    await inside.query("UPDATE shard SET kept_from = $2 WHERE shard = $1 AND kept_from < $2::bigint", [shard, to]);
    await inside.query("DELETE FROM feed WHERE shard = $1 AND pos > $2 AND pos <= $3", [shard, from, to]);
  });
}
