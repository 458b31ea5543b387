import type { Sql } from "./sql.ts";

/** A card as a list names it. */
export type ListCard = {
  readonly number: string;
  readonly programme: string;
  readonly status: string;
  /** Epoch milliseconds. */
  readonly since: number;
};

/** Terminal of what head office says itself. */
const office = "hq";

/** Adds cards that head office does not know yet; what was decided of the others stands. Answers how many were new. */
export async function addCards(sql: Sql, cards: readonly ListCard[]): Promise<number> {
  const rows = await sql.query<{ added: number }>(
    `WITH added AS (
       INSERT INTO card (number, programme, status, since, epoch, terminal_id)
       SELECT number, programme, status, since, 1, $5
       FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[]) AS fresh (number, programme, status, since)
       ON CONFLICT (number) DO NOTHING RETURNING 1
     ) SELECT count(*) AS added FROM added`,
    [
      cards.map(({ number }) => number),
      cards.map(({ programme }) => programme),
      cards.map(({ status }) => status),
      cards.map(({ since }) => since),
      office,
    ],
  );
  return rows[0]?.added ?? 0;
}

/**
 * Head office knows all cards from now on. No line tells of those that were just added, so every till's cursor is made
 * too old: it loads the next snapshot.
 */
export async function closeCardList(sql: Sql, now: number): Promise<void> {
  await sql.transaction(async (inside) => {
    await inside.query("SELECT shard FROM shard ORDER BY shard FOR UPDATE");
    await inside.query("UPDATE shard SET pos = pos + 1, kept_from = pos + 1");
    await inside.query(
      "INSERT INTO card_list (id, loaded_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET loaded_at = $1",
      [now],
    );
  });
}

/** Whether head office knows all cards: only then can a snapshot stand for the feed. */
export async function hasCardList(sql: Sql): Promise<boolean> {
  return (await sql.query("SELECT 1 FROM card_list")).length > 0;
}

/** Takes or keeps the right to build snapshots and to trim; of several gateways one has it. */
export async function holdCardList(
  sql: Sql,
  { owner, now, forMs }: { readonly owner: string; readonly now: number; readonly forMs: number },
): Promise<boolean> {
  const held = await sql.query(
    `UPDATE card_list SET owner = $1, until = $2::bigint
     WHERE id = 1 AND (owner = $1 OR until < $3::bigint) RETURNING id`,
    [owner, now + forMs, now],
  );
  return held.length > 0;
}

/** A page of the card list in the order of its index; null where it is a card's first status. */
export type LedgerCard = ListCard & {
  readonly reason: string | null;
  readonly epoch: number;
  readonly previous: string | null;
};

/** What a stopped card was before is what it comes back as. */
export async function listCards(sql: Sql, after: string, limit: number): Promise<LedgerCard[]> {
  return sql.query<LedgerCard>(
    `SELECT number, programme, status, since, reason, epoch,
       CASE WHEN status IN ('blocked', 'withdrawn') THEN
         (SELECT was FROM card_history h WHERE h.number = card.number AND h.status = card.status
          AND h.was <> h.status AND h.was <> '' AND h.disputed IS NULL ORDER BY h.at DESC, h.id DESC LIMIT 1)
       END AS previous
     FROM card WHERE number > $1 ORDER BY number LIMIT $2`,
    [after, limit],
  );
}
