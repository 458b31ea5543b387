import type { CardEvent, CardRow } from "../console-contract/index.ts";
import type { Sql } from "../ledger/index.ts";

const columns = "number, programme, status, since, epoch, reason";

export async function findCard(sql: Sql, number: string): Promise<CardRow | undefined> {
  const [card] = await sql.query<CardRow>(`SELECT ${columns} FROM card WHERE number = $1`, [number]);
  return card;
}

/** Numbers that begin so, in their order. */
export async function cardsFrom(sql: Sql, beginning: string, limit: number): Promise<CardRow[]> {
  // "~" stands behind every letter and digit of a card's number.
  return sql.query<CardRow>(
    `SELECT ${columns} FROM card WHERE number >= $1 AND number < $1 || '~' ORDER BY number LIMIT $2`,
    [beginning, limit],
  );
}

/** The stop-list, the newest first. */
export async function stoppedCards(sql: Sql, limit: number): Promise<CardRow[]> {
  return sql.query<CardRow>(
    `SELECT ${columns} FROM card WHERE status = 'blocked' ORDER BY since DESC, number LIMIT $1`,
    [limit],
  );
}

/** What tills and head office did to a card, the newest first. */
export async function cardHistory(sql: Sql, number: string): Promise<CardEvent[]> {
  return sql.query<CardEvent>(
    `SELECT h.at, t.name AS place, h.was, h.status, h.reason, h.by_name AS by, h.disputed
     FROM card_history h LEFT JOIN terminal t ON t.terminal_id = h.terminal_id
     WHERE h.number = $1 ORDER BY h.at DESC, h.id DESC LIMIT 200`,
    [number],
  );
}
