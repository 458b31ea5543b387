import { lineVersion } from "../../core/sync/index.ts";
import type { Sql } from "../ledger/index.ts";

/** Further than a shard or a card gets between two backups. */
const [positionsLeftOut, epochsLeftOut, numbersLeftOut] = [1_000_000_000, 1_000_000, 10_000];
/** Lines that may have been told between a backup and the end, where there are no snapshots. */
const linesLeftOut = 20_000;

/**
 * After a ledger was put back to an earlier moment, however that was done: tills have read lines and leased numbers
 * that it knows nothing of. Their facts come again by themselves, as their watermark falls to what the ledger has. So
 * that nothing given out twice means two things, positions of feeds go on far behind any that was told, so that every
 * till takes the cards whole; what is decided of a card from now on is newer than all that was, lists for tills too;
 * and numbers of cards that may lie at tills are left out. Sessions of the console end. Nothing is done twice.
 */
export async function beginAfterRestore(sql: Sql): Promise<void> {
  await sql.query("UPDATE card SET epoch = (epoch / $1::bigint + 1) * $1::bigint", [epochsLeftOut]);
  await sql.query("UPDATE shard SET owner = '', until = 0, fence = fence + 1");
  const listed = await sql.query("SELECT 1 FROM card_list");
  await (listed.length > 0 ? goOnBySnapshot(sql) : tellCardsAnew(sql));
  await sql.query("UPDATE number_pool SET next = least(until, next + $1::bigint)", [numbersLeftOut]);
  await sql.query("UPDATE trust_lists SET version = (version / $1::bigint + 1) * $1::bigint", [epochsLeftOut]);
  await sql.query("DELETE FROM console_session");
}

/** Every till's cursor is older than what is kept: it takes the next snapshot. Those of before stand for less. */
async function goOnBySnapshot(sql: Sql): Promise<void> {
  for (const table of ["snapshot_part", "snapshot_terminal", "snapshot_shard", "snapshot"])
    await sql.query(`DELETE FROM ${table}`);
  await sql.query(
    `UPDATE shard SET pos = (pos / $1::bigint + 1) * $1::bigint, kept_from = (pos / $1::bigint + 1) * $1::bigint`,
    [positionsLeftOut],
  );
}

/** Without a list of all cards: lines that say nothing up to where no cursor can be, and behind them every card. */
async function tellCardsAnew(sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO feed (shard, pos, kind, v, at, body)
     SELECT s.shard, s.pos + n, 'left-out', $1, 0, '{}' FROM shard s, generate_series(1, $2::bigint) n`,
    [lineVersion, linesLeftOut],
  );
  await sql.query("UPDATE shard SET pos = pos + $1::bigint", [linesLeftOut]);
  await sql.query(
    `INSERT INTO feed (shard, pos, kind, v, at, body)
     SELECT s.shard, s.pos + c.n, 'card-changed', $1, c.since, c.body FROM shard s, (
       SELECT since, row_number() OVER (ORDER BY number) AS n,
         json_build_object('number', number, 'programme', programme, 'status', status, 'since', since,
           'epoch', epoch, 'reason', reason)::text AS body FROM card) c`,
    [lineVersion],
  );
  await sql.query("UPDATE shard SET pos = pos + (SELECT count(*) FROM card)");
}
